import { GoButton, ListScreen, Page, RecordScreen, useMay, useParam, useWords } from '@nansen/ui'
import { partnerServices } from '../index.ts'
import { ClassList } from './classList.tsx'

function List({ record }: { readonly record: 'enrolment' | 'programme' }) {
  const words = useWords()
  const may = useMay()
  return (
    <Page
      title={words.records('partner_services', record)}
      actions={
        may('partner_services', 'create') && (
          <GoButton to={`/partner_services/${record}/new`}>
            {words.say('form.add', { what: words.record('partner_services', record) })}
          </GoButton>
        )
      }
    >
      <ListScreen key={record} module={partnerServices} record={record} />
    </Page>
  )
}

export const EnrolmentsScreen = () => <List record="enrolment" />
export const ProgrammesScreen = () => <List record="programme" />

/** A programme with its class list: who takes part now, and its meetings. */
export function ProgrammeScreen() {
  const id = useParam('id')
  return (
    <RecordScreen key={id} module={partnerServices} record="programme" id={id}>
      <ClassList id={id} />
    </RecordScreen>
  )
}
