import './adjudication.css'
import { Table, Text } from '@mantine/core'
import { Page, Refused, Slow, useAsk, useWords } from '@nansen/ui'

interface Judged {
  readonly staff: string
  readonly name: string
  readonly opinions: number
  readonly decided: number
  readonly agreed: number
  readonly overturned: number
  readonly known: number
  readonly knownRight: number
  readonly medianSeconds: number | null
}

/** How judging goes: one's own figures, or those of everybody whose desk one runs, by name and in no order of merit. */
export function Judging() {
  const words = useWords()
  const { say, number } = words
  const { data, isLoading, error } = useAsk<{ people: readonly Judged[] }>('adjudication.judging')
  const of = (part: number, whole: number) => (whole === 0 ? '—' : `${number(part)} / ${number(whole)}`)
  const heads = ['name', 'opinions', 'agreed', 'overturned', 'known', 'seconds']
  return (
    <Page title={say('adjudication.judging.title')} subtitle={say('adjudication.judging.help')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.people.length === 0 && <Text c="dimmed">{say('adjudication.judging.none')}</Text>}
      {data && data.people.length > 0 && (
        <div className="nansen-surface nansen-judging">
          <Table className="nansen-table">
            <Table.Thead>
              <Table.Tr>
                {heads.map(each => (
                  <Table.Th key={each}>{say(`adjudication.judging.${each}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.people.map(each => {
                const cells = [
                  each.name,
                  number(each.opinions),
                  of(each.agreed, each.decided),
                  number(each.overturned),
                  of(each.knownRight, each.known),
                  each.medianSeconds === null ? '—' : number(Math.round(each.medianSeconds / 6) / 10),
                ]
                return (
                  <Table.Tr key={each.staff}>
                    {cells.map((cell, at) => (
                      <Table.Td key={heads[at]} data-label={say(`adjudication.judging.${heads[at]}`)}>
                        {cell}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Page>
  )
}
