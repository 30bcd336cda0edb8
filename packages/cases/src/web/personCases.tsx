import { Text } from '@mantine/core'
import { ColleagueName, Go, OfficeName, StateBadge, Surface, useAsk, useDesk, useWords } from '@nansen/ui'
import { Emergency } from './emergency.tsx'
import { lastMoment } from './lastMoment.ts'

interface CaseCard {
  readonly module: string
  readonly caseId: string
  readonly role: string
  readonly present: boolean
  readonly number: string
  readonly openedAt: string
  readonly readable: boolean
  readonly state: string | null
  readonly stateSince: string | null
  readonly nextAt: string | null
  readonly ownerId: string | null
  readonly officeId: string
}

interface PersonCasesProps {
  readonly id: string
  /** What came of cases, where it is known. */
  readonly outcomes?: readonly { readonly caseId: string; readonly outcome: string }[]
}

/** All processes of one person that the reader may know of, each as far as they may; where there is none to know of, there is nothing. */
export function PersonCases({ id, outcomes = [] }: PersonCasesProps) {
  const words = useWords()
  const found = useAsk<{ readonly cases: readonly CaseCard[] }>('cases.overview', { personId: id })
  const cases = found.data?.cases ?? []
  if (cases.length === 0) return null
  const closed = [...new Set(cases.filter(({ readable }) => !readable).map(({ module }) => module))]
  return (
    <Surface title={words.say('case.overview.title')} mt="md">
      <ul className="nansen-case-cards">
        {cases.map(card => (
          <li key={`${card.module} ${card.caseId} ${card.role}`} data-left={!card.present}>
            <Card card={card} outcome={outcomes.find(({ caseId }) => caseId === card.caseId)?.outcome ?? null} />
          </li>
        ))}
      </ul>
      {closed.length > 0 && <Emergency personId={id} modules={closed} />}
    </Surface>
  )
}

function Card({ card, outcome }: { readonly card: CaseCard; readonly outcome: string | null }) {
  const words = useWords()
  const module = useDesk().modules.find(({ name }) => name === card.module)
  const name = words.say(`${card.module}.module`)
  const number = <bdi>{card.number}</bdi>
  return (
    <>
      <strong>{name}</strong>{' '}
      {card.state !== null && module !== undefined && <StateBadge module={module} state={card.state} />}
      <div>
        {card.readable && module?.case != null ? (
          <Go to={`/${card.module}/${module.case.record}/${card.caseId}`}>{number}</Go>
        ) : (
          number
        )}
        {outcome !== null && module?.case != null && (
          <> · {words.option(card.module, module.case.record, 'outcome', outcome)}</>
        )}
        {!card.present && <> · {words.say('case.overview.left')}</>}
      </div>
      <Text size="sm" c="dimmed" component="div">
        {card.nextAt !== null && (
          <div>{words.say('case.overview.next', { when: words.instant(lastMoment(card.nextAt)) })}</div>
        )}
        {card.ownerId !== null && <ColleagueName id={card.ownerId} />}
        {card.ownerId !== null && ' · '}
        <OfficeName id={card.officeId} />
      </Text>
    </>
  )
}
