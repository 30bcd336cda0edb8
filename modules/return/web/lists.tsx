import { GoButton, ListScreen, Page, RecordScreen, useMay, useParam, useWords } from '@nansen/ui'
import { voluntaryReturn } from '../index.ts'
import { Manifest } from './manifest.tsx'

function List({ record }: { readonly record: 'file' | 'convoy' }) {
  const words = useWords()
  const may = useMay()
  return (
    <Page
      title={words.records('return', record)}
      actions={
        may('return', 'create') && (
          <GoButton to={`/return/${record}/new`}>
            {words.say('form.add', { what: words.record('return', record) })}
          </GoButton>
        )
      }
    >
      <ListScreen key={record} module={voluntaryReturn} record={record} />
    </Page>
  )
}

export const FilesScreen = () => <List record="file" />
export const ConvoysScreen = () => <List record="convoy" />

/** A convoy with its manifest. */
export function ConvoyScreen() {
  const id = useParam('id')
  return (
    <RecordScreen key={id} module={voluntaryReturn} record="convoy" id={id}>
      <Manifest id={id} />
    </RecordScreen>
  )
}
