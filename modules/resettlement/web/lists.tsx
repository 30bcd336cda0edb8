import { GoButton, ListScreen, Page, useMay, useWords } from '@nansen/ui'
import { resettlement } from '../index.ts'

function List({ record }: { readonly record: 'file' | 'quota' }) {
  const words = useWords()
  const may = useMay()
  return (
    <Page
      title={words.records('resettlement', record)}
      actions={
        may('resettlement', 'create') && (
          <GoButton to={`/resettlement/${record}/new`}>
            {words.say('form.add', { what: words.record('resettlement', record) })}
          </GoButton>
        )
      }
    >
      <ListScreen key={record} module={resettlement} record={record} />
    </Page>
  )
}

export const FilesScreen = () => <List record="file" />
export const QuotasScreen = () => <List record="quota" />
