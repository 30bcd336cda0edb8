import { type FieldProblem, newId, Refusal } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { afterAct } from '../client/afterCaseAct.ts'
import { api } from '../client/api.ts'
import { type Draft, useDraft } from '../draft/useDraft.ts'
import { problemsOf } from '../parts/sayRefusal.ts'
import { useSession } from '../session/session.tsx'
import { type Answering, asked, type ChildRow, changed, childrenOf, missing, type Values } from './answers.ts'
import { type Conflict, conflicts } from './conflict.ts'
import { type Before, saveRecord } from './saveRecord.ts'

export interface RecordFormOptions {
  readonly module: Module
  readonly record: string
  readonly preset: string | null
  /** Null: a new record. */
  readonly id: string | null
  /** Read before; for a new record the first answers. */
  readonly start: Answering
  readonly stored: ReadonlyMap<string, Before>
  readonly onSaved: (id: string) => void
}

interface Kept {
  readonly answering: Answering
  readonly stored: readonly (readonly [string, Before])[]
  readonly commandId: string
}

export interface RecordForm {
  readonly answering: Answering
  readonly problems: readonly FieldProblem[]
  /** What a colleague changed meanwhile in one row: the record's own, or one that hangs on it. */
  readonly conflict: RowConflict | null
  readonly refusal: unknown
  readonly saving: boolean
  readonly draft: Draft<Kept>
  answer(answers: Values): void
  rows(child: string, rows: readonly ChildRow[]): void
  /** What an input says of text it cannot read yet. */
  half(path: string, problem: string | null): void
  save(): void
  /** Throws the draft away and begins from what is stored. */
  restart(): void
  settle(chosen: Values | null): void
}

export interface RowConflict {
  readonly record: string
  readonly key: string
  readonly conflicts: readonly Conflict[]
}

/** The state of a form: answers, their problems, a draft that survives, and saving that can be repeated. */
export function useRecordForm(o: RecordFormOptions): RecordForm {
  const { module, record } = o
  const sheet = useSheet(o)
  const { answering, problems, half } = sheet
  const { saving, conflict, setConflict } = useSaving(o, sheet)
  const fields = useMemo(() => asked(module.records[record]!, o.preset), [module, record, o.preset])
  return {
    answering,
    problems,
    conflict,
    refusal: conflict === null ? saving.error : null,
    saving: saving.isPending,
    draft: sheet.draft,
    answer: answers =>
      sheet.set({ ...answering, values: { ...answering.values, ...answers } }, path => path in answers),
    rows: (child, rows) =>
      sheet.set({ ...answering, children: { ...answering.children, [child]: rows } }, path =>
        path.startsWith(`${child}.`),
      ),
    half(path, problem) {
      if (problem === null) half.current.delete(path)
      else half.current.set(path, problem)
    },
    save() {
      if (saving.isPending) return
      const unread = [...half.current].map(([path, problem]) => ({
        path,
        problem: 'problem.as-said',
        values: { problem },
      }))
      const lacking = [...missing(fields, answering.values), ...missingInRows(module, record, answering)]
      const all = [...unread, ...lacking.filter(each => !half.current.has(each.path))]
      sheet.setProblems(all)
      if (all.length === 0) saving.mutate(answering)
    },
    restart: sheet.restart,
    settle(chosen) {
      setConflict(null)
      if (chosen === null || conflict === null) return
      const settled = withRow(answering, conflict, values => ({ ...values, ...chosen }))
      sheet.setAnswering(settled)
      saving.mutate(settled)
    },
  }
}

const begin = (o: RecordFormOptions) => ({ commandId: o.id ?? newId<'command'>(), stored: new Map(o.stored) })

/** The answers on the form, and their draft. */
function useSheet(o: RecordFormOptions) {
  const { staffId } = useSession()
  const draft = useDraft<Kept>(`${staffId} ${o.module.name}.${o.record} ${o.id ?? `new ${o.preset ?? ''}`}`)
  const kept = useRef(begin(o))
  const half = useRef(new Map<string, string>())
  const [answering, setAnswering] = useState(o.start)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])

  useEffect(() => {
    if (!draft.found) return
    setAnswering(draft.found.answering)
    kept.current = { commandId: draft.found.commandId, stored: new Map(draft.found.stored) }
  }, [draft.found])

  const keep = (now: Answering) =>
    draft.save({ answering: now, stored: [...kept.current.stored], commandId: kept.current.commandId })
  return {
    draft,
    kept,
    half,
    answering,
    setAnswering,
    problems,
    setProblems,
    keep,
    set(next: Answering, answered: (path: string) => boolean) {
      setAnswering(next)
      setProblems(problems.filter(problem => !answered(problem.path)))
      keep(next)
    },
    restart() {
      draft.clear()
      half.current.clear()
      kept.current = begin(o)
      setProblems([])
      setAnswering(o.start)
    },
  }
}

/** Saving, and what to do when somebody else was faster. */
function useSaving({ module, record, id, onSaved }: RecordFormOptions, sheet: ReturnType<typeof useSheet>) {
  const client = useQueryClient()
  const [conflict, setConflict] = useState<RowConflict | null>(null)
  const saving = useMutation({
    mutationFn: (now: Answering) => saveRecord({ module, record, ...sheet.kept.current }, now),
    onSuccess: async saved => {
      sheet.draft.clear()
      await afterAct(client, module)
      onSaved(saved)
    },
    onError: async (error, now) => {
      sheet.keep(now)
      if (!(error instanceof Refusal)) return
      sheet.setProblems(problemsOf(error))
      if (error.code === 'stale' && id !== null) await lookAgain(now, String(error.details.row))
    },
  })

  /** Reads the row again that a colleague changed; what only they changed is taken over at once. */
  const lookAgain = async (now: Answering, key: string): Promise<void> => {
    const { stored } = sheet.kept.current
    const before = stored.get(key)!
    const place = placeOfRow(now, record, key)
    const theirs = (await api.get(module, place.record, before.id)) as Values & { version: number }
    const mine = changed(module.records[place.record]!.fields, before.values, place.values)
    stored.set(key, { id: before.id, version: theirs.version, values: theirs })
    const merged = withRow(now, { ...place, key }, () => ({ ...theirs, ...mine }))
    sheet.setAnswering(merged)
    const found = conflicts(before.values, mine, theirs)
    if (found.length === 0) saving.mutate(merged)
    else setConflict({ record: place.record, key, conflicts: found })
  }
  return { saving, conflict, setConflict }
}

/** Which row of the form a key means: a child's, else the record's own. */
function placeOfRow(now: Answering, record: string, key: string): { readonly record: string; readonly values: Values } {
  for (const [child, rows] of Object.entries(now.children)) {
    const row = rows.find(each => each.key === key)
    if (row !== undefined) return { record: child, values: row.values }
  }
  return { record, values: now.values }
}

/** The answers with those of one row replaced. */
function withRow(now: Answering, { record, key }: { record: string; key: string }, values: (of: Values) => Values) {
  const rows = now.children[record]
  if (rows === undefined || !rows.some(row => row.key === key)) return { ...now, values: values(now.values) }
  const replaced = rows.map(row => (row.key === key ? { ...row, values: values(row.values) } : row))
  return { ...now, children: { ...now.children, [record]: replaced } }
}

const missingInRows = (module: Module, record: string, { children }: Answering): readonly FieldProblem[] =>
  childrenOf(module, record).flatMap(([child, definition]) =>
    (children[child] ?? []).flatMap((row, index) =>
      row.withdrawn === true ? [] : missing(asked(definition, null), row.values, `${child}.${index}.`),
    ),
  )
