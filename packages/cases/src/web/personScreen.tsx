import { Text } from '@mantine/core'
import {
  ColleagueName,
  Go,
  Page,
  Panels,
  Refused,
  Slow,
  Surface,
  Timeline,
  useAsk,
  useDesk,
  useParam,
  useWords,
  type Words,
} from '@nansen/ui'
import { PersonCases } from './personCases.tsx'

interface Happened {
  readonly id: string
  readonly module: string
  readonly caseId: string | null
  readonly number: string | null
  readonly at: string
  readonly kind: 'stage' | 'appointment' | 'note' | 'referral' | 'paper' | 'upload' | 'elsewhere'
  readonly what: string
  readonly text: string | null
  readonly who: string | null
}

/** One person over all processes: as cards, and as what happened. What the reader's work does not need is not here, and leaves no gap. */
export function PersonScreen() {
  const words = useWords()
  const { modules, references } = useDesk()
  const id = useParam('id')
  const found = useAsk<{
    readonly happened: readonly Happened[]
    readonly outcomes: readonly { readonly caseId: string; readonly outcome: string }[]
  }>('cases.person', { personId: id })
  const Line = references['registration.individual']?.Line
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} onAgain={() => void found.refetch()} />
  const { happened } = found.data
  return (
    <Page
      title={words.say('case.person.title')}
      subtitle={<Go to={`/registration/individual/${id}`}>{Line === undefined ? id : <Line value={id as never} />}</Go>}
    >
      <PersonCases id={id} outcomes={found.data.outcomes} />
      <div className="nansen-person-panels">
        <Panels of="case.person" id={id} />
      </div>
      <Surface mt="md" title={words.say('case.person.timeline')}>
        {happened.length === 0 ? (
          <Text c="dimmed">{words.say('case.person.empty')}</Text>
        ) : (
          <Timeline
            entries={happened.map(each => ({
              id: `${each.kind} ${each.id}`,
              at: each.at,
              who: each.who === null ? null : <ColleagueName id={each.who} />,
              what: said(each, words),
              details: (
                <>
                  {each.kind === 'note' && each.text !== null && <p className="nansen-said">{each.text}</p>}
                  {each.caseId !== null && (
                    <Text size="sm">
                      <Go
                        to={`/${each.module}/${modules.find(({ name }) => name === each.module)?.case?.record ?? ''}/${each.caseId}`}
                      >
                        {words.say(`${each.module}.module`)} · <bdi>{each.number}</bdi>
                      </Go>
                    </Text>
                  )}
                </>
              ),
            }))}
          />
        )}
      </Surface>
    </Page>
  )
}

function said({ module, kind, what, text }: Happened, words: Words): string {
  if (kind === 'stage') return words.state(module, what)
  if (kind === 'appointment')
    return `${words.option(module, 'appointment', 'kind', text ?? 'other')}: ${words.option(module, 'appointment', 'status', what)}`
  if (kind === 'referral')
    return `${words.record(module, 'referral')}: ${what} · ${words.option(module, 'referral', 'status', text ?? 'sent')}`
  if (kind === 'note') return words.say('case.person.note')
  if (kind === 'upload') return `${words.say('case.person.upload')}: ${what}`
  if (kind === 'elsewhere') return `${words.say(`${module}.happened.${what}`)}: ${text ?? ''}`
  const document = [`${module}.document.${what}`, `papers.template.${what}`].find(words.has)
  return `${words.say('case.person.paper')}: ${document === undefined ? what : words.say(document)}`
}
