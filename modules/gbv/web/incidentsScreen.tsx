import { GoButton, ListScreen, Page, useMay, useWords } from '@nansen/ui'
import { gbv } from '../index.ts'

/** The derived list, beside the numbers in the menu. */
export function IncidentsScreen() {
  const words = useWords()
  const may = useMay()
  return (
    <Page
      title={words.records('gbv', 'incident')}
      actions={
        may('gbv', 'create') && (
          <GoButton to="/gbv/incident/new">{words.say('form.add', { what: words.record('gbv', 'incident') })}</GoButton>
        )
      }
    >
      <ListScreen module={gbv} record="incident" />
    </Page>
  )
}
