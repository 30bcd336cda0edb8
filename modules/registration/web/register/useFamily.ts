import { type FieldProblem, Refusal } from '@nansen/kernel'
import { api, type Draft, isEmpty, problemsOf, useDraft, useSession } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Apart, type Looked, lookBefore, type Other, othersOf } from './alike.ts'
import { type FamilyForm, inputOf, type MemberForm, newFamily, newMember, withFamilyNames } from './family.ts'

export interface Registered {
  readonly groupId: string
  readonly number: string
  readonly members: readonly { readonly id: string; readonly number: string }[]
}

/** What is missing before anything is sent: only the obvious, the server judges the rest. */
function missingIn(family: FamilyForm, searched: boolean): readonly FieldProblem[] {
  const required = (path: string) => ({ path, problem: 'problem.required' })
  const members = family.members.flatMap((member, at) => [
    ...(member.relationship === null ? [required(`members.${at}.relationship`)] : []),
    ...(Object.values({ ...member.latin, ...member.native }).some(text => text?.trim())
      ? []
      : [required(`members.${at}.person.name`)]),
    ...(isEmpty(member.values.sex) ? [required(`members.${at}.person.sex`)] : []),
  ])
  const unsaid = !searched && family.notSearchedBecause.trim() === ''
  return unsaid
    ? [...members, { path: 'notSearchedBecause', problem: 'registration.problem.search-or-say-why' }]
    : members
}

const NOTHING: readonly FieldProblem[] = []

/** A family being registered: its answers, a draft that survives, what saving would bring about, and saving. */
export function useFamily(searched: boolean, counted: FamilyForm | null) {
  const { staffId, grants } = useSession()
  const officeId = grants.registration?.find(grant => grant.action === 'create')?.officeId ?? ''
  // Each group that was counted has a draft of its own.
  const draft = useDraft<FamilyForm>(`${staffId} registration.register${counted?.preRegistrationId ?? ''}`)
  const form = useAnswers(draft, counted ?? undefined)
  const { family } = form
  const [problems, setProblems] = useState(NOTHING)
  const saving = useSaving({
    input: apart => inputOf(family, officeId, searched, apart),
    onRefused: error => error instanceof Refusal && setProblems(problemsOf(error)),
    onSaved: draft.clear,
  })
  return {
    ...form,
    ...saving,
    officeId,
    problems,
    draft,
    /** Says what would follow, or saves at once when nothing does. */
    begin() {
      const all = [...missingIn(family, searched), ...form.unread()]
      setProblems(all.length === 0 ? NOTHING : all)
      if (all.length === 0 && !saving.busy) saving.look()
    },
    restart() {
      draft.clear()
      setProblems(NOTHING)
      form.startAgain()
    },
    refusal: problems.length > 0 ? null : saving.error,
  }
}

/** The answers, kept as a draft while they are given. What it hands out to change them stays the same, so that nothing is drawn in vain. */
function useAnswers({ found, save }: Draft<FamilyForm>, begun?: FamilyForm) {
  const [family, setFamily] = useState<FamilyForm>(begun ?? newFamily)
  const half = useRef(new Map<string, string>())
  const touched = useRef(false)
  useEffect(() => {
    if (found) setFamily(found)
  }, [found])
  useEffect(() => {
    if (touched.current) save(family)
  }, [family, save])
  const set = useCallback((change: (family: FamilyForm) => FamilyForm) => {
    touched.current = true
    setFamily(change)
  }, [])
  return {
    family,
    set,
    setMember: useCallback(
      (at: number, member: MemberForm) =>
        set(before => ({
          ...before,
          members: before.members.map((each, i) => (i === at ? withFamilyNames(member, before) : each)),
        })),
      [set],
    ),
    /** An answer that is likely, for the focal point, where there is none: no draft is kept for its sake. */
    suggest: useCallback((field: string, value: unknown) => {
      if (value !== null) setFamily(before => suggested(before, field, value))
    }, []),
    addMember: () => set(before => ({ ...before, members: [...before.members, newMember(null, before.members[0])] })),
    removeMember: useCallback(
      (at: number) => set(before => ({ ...before, members: before.members.filter((_, i) => i !== at) })),
      [set],
    ),
    half: useCallback(
      (path: string, problem: string | null) =>
        void (problem === null ? half.current.delete(path) : half.current.set(path, problem)),
      [],
    ),
    /** Answers that were begun and are no answer yet. */
    unread: (): readonly FieldProblem[] =>
      [...half.current].map(([path, problem]) => ({ path, problem: 'problem.as-said', values: { problem } })),
    startAgain() {
      half.current.clear()
      touched.current = false
      setFamily(begun ?? newFamily())
    },
  }
}

function suggested(family: FamilyForm, field: string, value: unknown): FamilyForm {
  const [leader, ...others] = family.members
  if (leader === undefined || !isEmpty(leader.values[field])) return family
  return { ...family, members: [{ ...leader, values: { ...leader.values, [field]: value } }, ...others] }
}

interface Saving {
  readonly input: (others: readonly Other[]) => ReturnType<typeof inputOf>
  readonly onRefused: (error: unknown) => void
  readonly onSaved: () => void
}

/** First what would follow and who looks alike; when there is neither, it is saved at once. */
function useSaving({ input, onRefused, onSaved }: Saving) {
  const queries = useQueryClient()
  const [looked, setLooked] = useState<Looked | null>(null)
  const refuse = (error: unknown) => {
    setLooked(null)
    onRefused(error)
  }
  const save = useMutation({
    mutationFn: (others: readonly Other[]) => api.command<Registered>('registration.registerGroup', input(others)),
    onSuccess: async () => {
      onSaved()
      setLooked(null)
      await queries.invalidateQueries()
    },
    onError: refuse,
  })
  const look = useMutation({
    mutationFn: () => {
      const asked = input([])
      return lookBefore(
        'registration.registerGroup',
        asked,
        asked.members.map(({ person }) => person),
      )
    },
    onSuccess: found =>
      found.consequences.length + found.lookAlikes.length === 0 ? save.mutate([]) : setLooked(found),
    onError: refuse,
  })
  return {
    looked,
    look: () => look.mutate(),
    confirm: (apart: Apart) => save.mutate(othersOf(looked?.lookAlikes ?? [], apart)),
    cancel: () => setLooked(null),
    busy: look.isPending || save.isPending,
    error: save.error ?? look.error,
    registered: save.data ?? null,
  }
}
export type FamilyInProgress = ReturnType<typeof useFamily>
