import { Table } from '@mantine/core'
import { Surface, useWords } from '@nansen/ui'
import { type Figures, TOTALS } from '../figures.ts'

/** One line for each kind of cases. */
export function Overview({ modules }: { readonly modules: readonly Figures[] }) {
  const words = useWords()
  const heads = TOTALS.map(name => words.say(`reports.total.${name}`))
  return (
    <Surface>
      <Table className="nansen-table" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.say('reports.cases.kind')}</Table.Th>
            {heads.map(head => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {modules.map(each => (
            <Table.Tr key={each.module} data-module={each.module}>
              <Table.Td data-label={words.say('reports.cases.kind')}>{words.say(`${each.module}.module`)}</Table.Td>
              {TOTALS.map((name, at) => (
                <Table.Td key={name} data-label={heads[at]}>
                  {shown(each[name], words.number, words.say('reports.cases.hidden'))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Surface>
  )
}

/** A number, or the word for one that is not told. */
export const shown = (count: number | null, number: (value: number) => string, hidden: string): string =>
  count === null ? hidden : number(count)
