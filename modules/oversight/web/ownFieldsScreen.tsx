import { Text } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAsk, useWords, type Words } from '@nansen/ui'
import { listed as oneAfterAnother } from './calendar.ts'
import { inLanguage } from './codeList.ts'
import { moduleName } from './period.ts'

type Label = Readonly<Record<string, string>>
interface Question {
  readonly country: string
  readonly countryName: Label
  readonly module: string
  readonly name: string
  readonly kind: 'text' | 'integer' | 'boolean' | 'date' | 'code'
  readonly label: Label
  readonly choices: readonly { readonly code: string; readonly label: Label }[]
  readonly example: string | null
  readonly listed: boolean
  readonly waited: boolean
  readonly validFrom: string
  readonly validTo: string | null
}

/** What operations ask in the forms of their cases besides what all ask; changed by a file and not here. */
export function OwnFieldsScreen() {
  const words = useWords()
  const { data, error, isLoading, refetch } = useAsk<{ readonly rows: readonly Question[] }>('admin.own-fields')
  const places = Map.groupBy(data?.rows ?? [], each => `${each.country} ${each.module}`)
  return (
    <Page
      title={words.say('oversight.own-fields.title')}
      subtitle={words.say('oversight.own-fields.explained')}
      width="narrow"
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} onAgain={() => void refetch()} />}
      {data?.rows.length === 0 && <Surface>{words.say('oversight.own-fields.none')}</Surface>}
      {[...places].map(([place, questions]) => (
        <Surface key={place} mb="md" title={placeName(questions[0]!, words)}>
          <ul className="nansen-queue">
            {questions.map(each => (
              <li key={each.name}>
                <bdi>{inLanguage(each.label, words, each.name)}</bdi>
                <Text size="sm" c="dimmed">
                  {said(each, words)}
                </Text>
                <Text size="sm" c="dimmed">
                  <bdi>{each.name}</bdi>
                </Text>
              </li>
            ))}
          </ul>
        </Surface>
      ))}
    </Page>
  )
}

const placeName = ({ country, countryName, module }: Question, words: Words): string =>
  [inLanguage(countryName, words, country), moduleName(module, words)].join(' · ')

/** What can be answered, who waits for it, and since when it is asked. */
function said({ kind, choices, example, listed, waited, validFrom, validTo }: Question, words: Words): string {
  const key = (name: string) => `oversight.own-fields.${name}`
  return [
    words.say(key(kind)),
    ...(choices.length === 0
      ? []
      : [
          oneAfterAnother(
            choices.map(({ code, label }) => inLanguage(label, words, code)),
            words,
          ),
        ]),
    ...(example === null ? [] : [words.say(key('example'), { example })]),
    ...(listed ? [words.say(key('listed'))] : []),
    ...(waited ? [words.say(key('waited'))] : []),
    words.say(key('from'), { day: words.date(validFrom) }),
    ...(validTo === null ? [] : [words.say(key('until'), { day: words.date(validTo) })]),
  ].join(' · ')
}
