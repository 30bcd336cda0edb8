import { Button, Checkbox, Group, Select, Stack, Table, Text } from '@mantine/core'
import { api, Page, Refused, Slow, Surface, toast, useAddressed, useAsk, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { REGISTRATION_LEVELS } from '../../index.ts'
import { ALL_QUESTIONS, ALWAYS_ASKED, type Levels, type RegistrationLevel, withQuestion } from '../../levels.ts'
import { questionLabel } from '../person/completeness.tsx'

interface CountryLevels {
  readonly country: string
  readonly name: Readonly<Record<string, string>>
  readonly levels: Levels
  /** Levels that differ from what is usual. */
  readonly own: readonly string[]
}

/** What each level of registration asks, country by country: ticked and unticked, in effect from the next form that is opened. */
export function LevelsScreen() {
  const words = useWords()
  const { say } = words
  const { data, error } = useAsk<{ readonly countries: readonly CountryLevels[] }>('registration.countryLevels')
  const [chosen, setChosen] = useState(useAddressed('country'))
  const country = data?.countries.find(each => each.country === chosen) ?? data?.countries[0]
  return (
    <Page title={say('registration.levels.title')} subtitle={say('registration.levels.intro')}>
      {error && <Refused error={error} />}
      {data === undefined && !error && <Slow />}
      {data && country && (
        <Stack gap="md">
          <Select
            label={say('registration.levels.country')}
            maw="24rem"
            allowDeselect={false}
            data={data.countries.map(each => ({ value: each.country, label: nameIn(each, words.language) }))}
            value={country.country}
            onChange={setChosen}
          />
          <Questions key={country.country} country={country} />
        </Stack>
      )}
    </Page>
  )
}

const nameIn = ({ name, country }: CountryLevels, language: string) => name[language] ?? name.en ?? country

function Questions({ country }: { readonly country: CountryLevels }) {
  const words = useWords()
  const { say } = words
  // Shown as it was ticked, until the server has answered.
  const [ticked, setTicked] = useState<Partial<Levels>>({})
  const set = useSetting(country.country, () => setTicked({}))
  const asked = (level: RegistrationLevel) => ticked[level] ?? country.levels[level]
  return (
    <Surface>
      {set.error && <Refused error={set.error} />}
      <Table.ScrollContainer minWidth={320}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.field('registration', 'not_answered', 'question')}</Table.Th>
              {REGISTRATION_LEVELS.map(level => (
                <Table.Th key={level}>
                  {words.option('registration', 'individual', 'registration_level', level)}
                  {country.own.includes(level) && (
                    <Group gap={4}>
                      <Text size="sm" c="dimmed">
                        {say('registration.levels.own')}
                      </Text>
                      <Button variant="subtle" size="compact-sm" onClick={() => set.mutate({ level, questions: null })}>
                        {say('registration.levels.usual')}
                      </Button>
                    </Group>
                  )}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ALL_QUESTIONS.map(question => (
              <Table.Tr key={question} data-question={question}>
                <Table.Th scope="row" fw={400}>
                  {questionLabel(question, words)}
                </Table.Th>
                {REGISTRATION_LEVELS.map(level => (
                  <Table.Td key={level}>
                    <Checkbox
                      aria-label={`${questionLabel(question, words)}, ${say(`registration.preset.${level}`)}`}
                      checked={asked(level).includes(question)}
                      disabled={set.isPending || ALWAYS_ASKED.includes(question)}
                      onChange={event => {
                        const questions = withQuestion(asked(level), question, event.currentTarget.checked)
                        setTicked({ ...ticked, [level]: questions })
                        set.mutate({ level, questions })
                      }}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Surface>
  )
}

function useSetting(country: string, onEnd: () => void) {
  const { say } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: { readonly level: RegistrationLevel; readonly questions: readonly string[] | null }) =>
      api.command('registration.setLevel', { country, ...change }),
    onSuccess: async () => {
      await queries.invalidateQueries()
      toast(say('registration.levels.saved'))
    },
    onSettled: onEnd,
  })
}
