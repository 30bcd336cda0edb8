import { api, GoButton, ListScreen, Page, RecordScreen, useMay, useParam, useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { assistance } from '../index.ts'
import { ListPanel } from './listPanel.tsx'
import { MakePlan } from './plans.tsx'

/** Written by lanes, and by what is printed, alone. */
const NOT_ADDED: readonly string[] = ['collection', 'card']

function List({ record }: { readonly record: 'programme' | 'cycle' | 'point' | 'desk' | 'collection' | 'card' }) {
  const words = useWords()
  const may = useMay()
  return (
    <Page
      title={words.records('assistance', record)}
      actions={
        !NOT_ADDED.includes(record) &&
        may('assistance', 'create') && (
          <GoButton to={`/assistance/${record}/new`}>
            {words.say('form.add', { what: words.record('assistance', record) })}
          </GoButton>
        )
      }
    >
      <ListScreen key={record} module={assistance} record={record} />
    </Page>
  )
}

export const ProgrammesScreen = () => <List record="programme" />
export const CyclesScreen = () => <List record="cycle" />
export const PointsScreen = () => <List record="point" />
export const DeskScreen = () => <List record="desk" />
export const CardsScreen = () => <List record="card" />
export const CollectionsScreen = () => <List record="collection" />

/** A cycle with its list. Freezing writes the list, and stands beside it. */
export function CycleScreen() {
  const { say } = useWords()
  const id = useParam('id')
  const found = useQuery({
    queryKey: ['record', 'assistance', 'cycle', id],
    queryFn: ({ signal }) => api.get(assistance, 'cycle', id, signal),
  })
  return (
    <RecordScreen
      key={id}
      module={assistance}
      record="cycle"
      id={id}
      blocked={{ freeze: say('assistance.list.freeze-below') }}
    >
      <ListPanel id={id} planned={found.data?.state === 'planned'} />
      {(found.data?.state === 'frozen' || found.data?.state === 'distributing') && <MakePlan cycleId={id} />}
    </RecordScreen>
  )
}
