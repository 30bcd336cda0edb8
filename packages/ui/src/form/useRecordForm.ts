import { type FieldProblem, newId, Refusal } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
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
  readonly conflict: readonly Conflict[]
  readonly refusal: unknown
  readonly saving: boolean
  readonly draft: Draft<Kept>
  answer(name: string, value: unknown): void
  rows(child: string, rows: readonly ChildRow[]): void
  /** What an input says of text it cannot read yet. */
  half(path: string, problem: string | null): void
  save(): void
  /** Throws the draft away and begins from what is stored. */
  restart(): void
  settle(chosen: Values | null): void
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
    refusal: conflict.length > 0 ? null : saving.error,
    saving: saving.isPending,
    draft: sheet.draft,
    answer: (name, value) =>
      sheet.set({ ...answering, values: { ...answering.values, [name]: value } }, path => path === name),
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
      setConflict([])
      if (chosen === null) return
      const settled = { ...answering, values: { ...answering.values, ...chosen } }
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
  const [conflict, setConflict] = useState<readonly Conflict[]>([])
  const saving = useMutation({
    mutationFn: (now: Answering) => saveRecord({ module, record, ...sheet.kept.current }, now),
    onSuccess: async saved => {
      sheet.draft.clear()
      await client.invalidateQueries()
      onSaved(saved)
    },
    onError: async (error, now) => {
      sheet.keep(now)
      if (!(error instanceof Refusal)) return
      sheet.setProblems(problemsOf(error))
      if (error.code === 'stale' && id !== null) setConflict(await lookAgain(now))
    },
  })

  /** Reads the record again; what only the other person changed is taken over at once. */
  const lookAgain = async (now: Answering): Promise<readonly Conflict[]> => {
    const { stored, commandId } = sheet.kept.current
    const before = stored.get(commandId)!
    const theirs = (await api.get(module, record, before.id)) as Values & { version: number }
    const mine = changed(module.records[record]!.fields, before.values, now.values)
    stored.set(commandId, { id: before.id, version: theirs.version, values: theirs })
    const merged = { ...now, values: { ...theirs, ...mine } }
    sheet.setAnswering(merged)
    const found = conflicts(before.values, mine, theirs)
    if (found.length === 0) saving.mutate(merged)
    return found
  }
  return { saving, conflict, setConflict }
}

const missingInRows = (module: Module, record: string, { children }: Answering): readonly FieldProblem[] =>
  childrenOf(module, record).flatMap(([child, definition]) =>
    (children[child] ?? []).flatMap((row, index) => missing(asked(definition, null), row.values, `${child}.${index}.`)),
  )
