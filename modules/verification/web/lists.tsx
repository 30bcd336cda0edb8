import { api, GoButton, ListScreen, Page, RecordScreen, useMay, useParam, useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { verification } from '../index.ts'
import { ListPanel } from './listPanel.tsx'
import { ProgressPanel } from './progressPanel.tsx'

function List({ record }: { readonly record: 'campaign' | 'arrival' | 'mark' }) {
  const words = useWords()
  const may = useMay()
  return (
    <Page
      title={words.records('verification', record)}
      actions={
        record === 'campaign' &&
        may('verification', 'create') && (
          <GoButton to="/verification/campaign/new">
            {words.say('form.add', { what: words.record('verification', record) })}
          </GoButton>
        )
      }
    >
      <ListScreen key={record} module={verification} record={record} />
    </Page>
  )
}

export const CampaignsScreen = () => <List record="campaign" />
export const ArrivalsScreen = () => <List record="arrival" />
export const MarksScreen = () => <List record="mark" />

const WORKED: readonly unknown[] = ['running', 'grace']

/** A campaign with its list, how far it is, and the way to the stations. */
export function CampaignScreen() {
  const { say } = useWords()
  const may = useMay()
  const id = useParam('id')
  const found = useQuery({
    queryKey: ['record', 'verification', 'campaign', id],
    queryFn: ({ signal }) => api.get(verification, 'campaign', id, signal),
  })
  const state = found.data?.state
  return (
    <RecordScreen
      key={id}
      module={verification}
      record="campaign"
      id={id}
      blocked={{ freeze: say('verification.list.freeze-below') }}
    >
      {WORKED.includes(state) && may('verification', 'create') && (
        <GoButton size="lg" mt="md" to={`/verification/campaign/${id}/station`}>
          {say('verification.desk.open')}
        </GoButton>
      )}
      {state !== undefined && state !== 'drafted' && <ProgressPanel id={id} />}
      {state !== undefined && <ListPanel id={id} state={String(state)} />}
    </RecordScreen>
  )
}
