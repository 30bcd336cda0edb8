import { CaseScreen } from '@nansen/cases/web'
import type { Module } from '@nansen/model'
import {
  type Before,
  childrenOf,
  FormScreen,
  GoButton,
  ListScreen,
  Page,
  Panels,
  RecordScreen,
  Refused,
  Slow,
  useBack,
  useGo,
  useMay,
  useModule,
  useParam,
  useSession,
  useWords,
} from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { NotFound } from '../shell/notFound.tsx'
import { readForEditing } from './readForEditing.ts'

interface Place {
  readonly module: Module
  readonly record: string
}

/** The record the address names, or null when it does not exist for this person. */
function usePlace(): Place | null {
  const module = useModule(useParam('module'))
  const record = useParam('record')
  const definition = module?.records[record]
  return module === null || definition === undefined || definition.parent !== null ? null : { module, record }
}

export function DerivedList() {
  const place = usePlace()
  const words = useWords()
  const may = useMay()
  if (place === null) return <NotFound />
  const { module, record } = place
  return (
    <Page
      title={words.records(module.name, record)}
      actions={
        may(module.name, 'create') && (
          <GoButton to={`/${module.name}/${record}/new`}>
            {words.say('form.add', { what: words.record(module.name, record) })}
          </GoButton>
        )
      }
    >
      <ListScreen key={`${module.name}.${record}`} module={module} record={record} />
    </Page>
  )
}

export function DerivedRecord() {
  const place = usePlace()
  const id = useParam('id')
  if (place === null) return <NotFound />
  if (place.module.case?.record === place.record) return <CaseScreen key={id} module={place.module} id={id} />
  return (
    <RecordScreen key={id} {...place} id={id}>
      <Panels of={`${place.module.name}.${place.record}`} id={id} />
    </RecordScreen>
  )
}

const NOTHING_STORED: ReadonlyMap<string, Before> = new Map()
const NOTHING_ANSWERED = { values: {}, children: {} }

export function DerivedNew() {
  const place = usePlace()
  const words = useWords()
  const go = useGo()
  const back = useBack()
  if (place === null) return <NotFound />
  const { module, record } = place
  return (
    <Page title={words.say('form.new', { what: words.record(module.name, record) })}>
      <FormScreen
        {...place}
        id={null}
        start={NOTHING_ANSWERED}
        stored={NOTHING_STORED}
        onSaved={id => go(`/${module.name}/${record}/${id}`, { replace: true })}
        onCancel={back}
      />
    </Page>
  )
}

export function DerivedEdit() {
  const place = usePlace()
  const id = useParam('id')
  const words = useWords()
  const go = useGo()
  const back = useBack()
  const { staffId } = useSession()
  const read = useQuery({
    queryKey: ['editing', staffId, place?.module.name, place?.record, id],
    queryFn: ({ signal }) =>
      readForEditing(place!.module, place!.record, id, childrenOf(place!.module, place!.record), signal),
    enabled: place !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (place === null) return <NotFound />
  if (read.isPending) return <Slow />
  if (read.isError) return <Refused error={read.error} onAgain={() => void read.refetch()} />
  return (
    <Page title={words.say('form.change', { what: words.record(place.module.name, place.record) })}>
      <FormScreen
        {...place}
        id={id}
        start={read.data.answering}
        stored={read.data.stored}
        onSaved={() => go(`/${place.module.name}/${place.record}/${id}`, { replace: true })}
        onCancel={back}
      />
    </Page>
  )
}
