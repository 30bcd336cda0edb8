import { Button, Table } from '@mantine/core'
import { newId } from '@nansen/kernel'
import { code, codeOf, text } from '@nansen/model'
import { ActDialog, entryLabel, Page, useCodes, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { useOrganisations } from './administration.ts'
import { Arrived } from './waiting.tsx'

const FIELDS = { name: text(), kind: code(['un', 'government', 'ngo']), country: codeOf('country', { optional: true }) }

/** Who people work for. */
export function OrganisationsScreen() {
  const words = useWords()
  const may = useMay()
  const organisations = useOrganisations()
  const { entries } = useCodes('country')
  const [adding, setAdding] = useState(false)
  const countryName = (iso: string | null) => {
    const entry = entries.find(each => each.code === iso)
    return entry === undefined ? (iso ?? '—') : entryLabel(entry, words)
  }
  const heads = ['name', 'kind', 'country'].map(name => words.field('oversight', 'organisation', name))
  return (
    <Page
      title={words.say('oversight.organisations.title')}
      actions={
        may('admin', 'create') && (
          <Button onClick={() => setAdding(true)}>{words.say('oversight.organisations.add')}</Button>
        )
      }
    >
      <Arrived lists={[organisations]}>
        {() => (
          <div className="nansen-surface nansen-flush">
            <Table className="nansen-table" verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  {heads.map(head => (
                    <Table.Th key={head}>{head}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {organisations.rows.map(each => (
                  <Table.Tr key={each.id}>
                    <Table.Td data-label={heads[0]} fw={600}>
                      <bdi>{each.name}</bdi>
                    </Table.Td>
                    <Table.Td data-label={heads[1]}>
                      {words.option('oversight', 'organisation', 'kind', each.kind)}
                    </Table.Td>
                    <Table.Td data-label={heads[2]}>{countryName(each.country)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Arrived>
      {adding && (
        <ActDialog
          module="oversight"
          record="organisation"
          fields={FIELDS}
          title={words.say('oversight.organisations.add')}
          confirm={words.say('ui.save')}
          command="admin.add-organisation"
          input={({ name, kind, country }) => ({
            id: newId<'auth.organisation'>(),
            name,
            kind,
            country: country ?? null,
          })}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  )
}
