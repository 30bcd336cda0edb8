import { Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import { api, type ListedRow, Panels, RecordScreen, Slow, useAsk, useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { formOf } from '../formOf.ts'
import { Alerting } from './alertDialog.tsx'
import { Appointments } from './appointments.tsx'
import { Approvals } from './approvals.tsx'
import { Assignment } from './assignment.tsx'
import { Clocks, Stages } from './course.tsx'
import { Following } from './following.tsx'
import { Members } from './members.tsx'
import { Notes } from './notes.tsx'
import { useBlocked } from './readiness.tsx'
import { Referrals } from './referrals.tsx'
import { Tasks } from './tasks.tsx'

/** What hangs on a case: `cases.page`. */
export type Hanging = Readonly<
  Record<
    | 'member'
    | 'task'
    | 'note'
    | 'referral'
    | 'handover'
    | 'appointment'
    | 'transcript'
    | 'approval'
    | 'watcher'
    | 'link'
    | 'clock'
    | 'stage',
    readonly ListedRow[]
  >
>

/** Where a section of a case page stands. */
export interface CasePlace {
  readonly module: Module
  /** The case as it was read. */
  readonly row: ListedRow
}

/** Told by the title, by who owns it, and by a word where the form is an older one. */
const ELSEWHERE = ['member', 'number', 'state_since', 'team', 'form_version'] as const

/** The page of any case: whose it is, what it waits for, its people, tasks and deadlines, and what is known. */
export function CaseScreen({ module, id }: { readonly module: Module; readonly id: string }) {
  const record = module.case!.record
  const blocked = useBlocked(module, id)
  const found = useQuery({
    queryKey: ['record', module.name, record, id],
    queryFn: ({ signal }) => api.get(module, record, id, signal),
  })
  const page = useAsk<Hanging>('cases.page', { module: module.name, id })
  const row = found.data as ListedRow | undefined
  const place = row === undefined ? null : { module, row }
  const lead =
    place !== null && page.data !== undefined ? (
      <div className="nansen-case-lead">
        <Assignment {...place} />
        <Members {...place} rows={page.data.member} />
        <Tasks {...place} rows={page.data.task} />
        <Clocks {...place} rows={page.data.clock} />
      </div>
    ) : page.isPending ? (
      <Slow />
    ) : null
  return (
    <RecordScreen
      module={row === undefined ? module : formOf(module, { ...row })}
      record={record}
      id={id}
      blocked={blocked}
      lead={lead}
      elsewhere={ELSEWHERE}
    >
      {place !== null && page.data !== undefined && (
        <>
          <Panels of={`${module.name}.${record}`} id={id} />
          <Appointments {...place} rows={page.data.appointment} transcripts={page.data.transcript} />
          <Approvals {...place} rows={page.data.approval} />
          <Notes {...place} rows={page.data.note} />
          <Referrals {...place} rows={page.data.referral} handovers={page.data.handover} />
          <Following {...place} watchers={page.data.watcher} isLinked={page.data.link.some(isStanding)} />
          {module.case!.roles.length > 0 && <Alerting module={module.name} id={id} />}
          <FormVersion {...place} />
          <Stages {...place} rows={page.data.stage} />
        </>
      )}
    </RecordScreen>
  )
}

const isStanding = ({ withdrawn_at: gone }: ListedRow): boolean => gone == null

/** Of a case that was opened with an older form, which it is shown in. */
function FormVersion({ module, row }: CasePlace) {
  const words = useWords()
  const version = typeof row.form_version === 'number' ? row.form_version : 1
  if (version >= module.case!.form.version) return null
  return (
    <Text size="sm" c="dimmed" mt="md">
      {words.say('case.form.older', { version: words.number(version) })}
    </Text>
  )
}
