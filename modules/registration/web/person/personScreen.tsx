import { Badge, Group, Stack, Text } from '@mantine/core'
import {
  entryLabel,
  History,
  Page,
  Panels,
  PersonCard,
  Refused,
  Slow,
  Surface,
  useAsk,
  useCodes,
  useParam,
  useWords,
} from '@nansen/ui'
import { registration } from '../../index.ts'
import { cardProps } from '../cards.ts'
import { PhotoSeen } from '../photo/photoSeen.tsx'
import { PersonQuality } from '../quality/personQuality.tsx'
import { Acts } from './acts.tsx'
import { Completeness, NotAnswered } from './completeness.tsx'
import { AllFacts, OwnFacts } from './facts.tsx'
import { Family } from './family.tsx'
import { Names } from './names.tsx'
import type { PersonOnPage } from './page.ts'
import { SamePerson } from './twoPeople.tsx'

/** One person: who they are, to whom they belong, what is recorded and what happened. Less for whoever may see less. */
export function PersonScreen() {
  const { say } = useWords()
  const id = useParam('id')
  const { data, error, isLoading } = useAsk<PersonOnPage>('registration.person', { id })
  if (isLoading || error || !data)
    return (
      <Page title={say('registration.record.individual')}>
        {isLoading && <Slow />}
        {error && <Refused error={error} />}
      </Page>
    )
  return <Laid page={data} />
}

function Laid({ page }: { readonly page: PersonOnPage }) {
  const words = useWords()
  const { card, individual, group, facts } = page
  const told = Object.entries(facts ?? {}).flatMap(([record, rows]) => (rows.length > 0 ? [record] : []))
  return (
    <Page
      title={card.display_name_native ?? card.display_name}
      subtitle={<span dir="ltr">{card.number}</span>}
      actions={individual ? <Acts page={page} /> : undefined}
    >
      <Stack gap="md">
        <SamePerson card={card} events={facts?.life_event ?? []} />
        <div className="nansen-columns">
          <Stack gap="md">
            <Surface>
              <PersonCard
                {...cardProps(card, words)}
                status={
                  <Badge variant="light" tt="none" data-status={card.process_status}>
                    {words.option('registration', 'individual', 'process_status', card.process_status)}
                  </Badge>
                }
              />
              <PhotoSeen facts={facts} />
              {!card.readable && (
                <Text mt="sm" c="dimmed">
                  {words.say('registration.person.summaryOnly')}
                </Text>
              )}
            </Surface>
            {group && <Family group={group} of={card.id} />}
            {individual && <PersonQuality individualId={card.id} />}
            <Completeness page={page} />
            <Panels of="registration.individual" id={card.id} />
          </Stack>
          <Stack gap="md">
            {individual && <OwnFacts individual={individual} toldAtLength={told} />}
            {facts && <Names parts={facts.name ?? []} aliases={facts.alias ?? []} />}
            <Needs needs={page.needs} />
            {facts && <AllFacts facts={facts} of={card.id} />}
            <NotAnswered rows={facts?.not_answered ?? []} />
            {individual && <History module={registration} record="individual" id={card.id} />}
          </Stack>
        </div>
      </Stack>
    </Page>
  )
}

/** A neutral mark for who may only know that there is a need; the need for who works on it. */
function Needs({ needs }: { readonly needs: PersonOnPage['needs'] }) {
  const words = useWords()
  const { entries } = useCodes(needs.some(({ need }) => need !== undefined) ? 'need' : null)
  if (needs.length === 0) return null
  return (
    <Surface title={words.records('registration', 'specific_need')}>
      {needs.map(({ id, need, identified_on }) => {
        const entry = entries.find(({ code }) => code === need)
        return (
          <Group key={id} gap="xs">
            <Badge color="orange" variant="light" tt="none">
              {need === undefined ? words.say('registration.person.priority') : entry ? entryLabel(entry, words) : need}
            </Badge>
            <Text size="sm" c="dimmed">
              {words.date(identified_on)}
            </Text>
          </Group>
        )
      })}
    </Surface>
  )
}
