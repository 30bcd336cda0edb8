import { type FieldProblem, Refusal } from '@nansen/kernel'
import { api, type Consequence, isEmpty, problemsOf, useDraft, useSession } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
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

/** A family being registered: its answers, a draft that survives, what saving would bring about, and saving. */
export function useFamily(searched: boolean) {
  const { staffId, grants } = useSession()
  const officeId = grants.registration?.find(grant => grant.action === 'create')?.officeId ?? ''
  const draft = useDraft<FamilyForm>(`${staffId} registration.register`)
  const queries = useQueryClient()
  const [family, setFamily] = useState<FamilyForm>(newFamily)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [consequences, setConsequences] = useState<readonly Consequence[] | null>(null)
  const half = useRef(new Map<string, string>())

  useEffect(() => {
    if (draft.found) setFamily(draft.found)
  }, [draft.found])

  const set = (next: FamilyForm) => {
    setFamily(next)
    draft.save(next)
  }
  const setMember = (at: number, member: MemberForm) =>
    set({ ...family, members: family.members.map((each, i) => (i === at ? withFamilyNames(member, family) : each)) })
  const refuse = (error: unknown) => {
    setConsequences(null)
    if (error instanceof Refusal) setProblems(problemsOf(error))
  }
  const { save, look } = useSaving({
    input: () => inputOf(family, officeId, searched),
    refuse,
    onLook: setConsequences,
    onSaved: async () => {
      draft.clear()
      setConsequences(null)
      await queries.invalidateQueries()
    },
  })

  return {
    family,
    problems,
    consequences,
    draft,
    set,
    setMember,
    addMember: () => {
      const member = newMember(null, family.members[0])
      set({ ...family, members: [...family.members, member] })
    },
    removeMember: (at: number) => set({ ...family, members: family.members.filter((_, i) => i !== at) }),
    half: (path: string, problem: string | null) =>
      void (problem === null ? half.current.delete(path) : half.current.set(path, problem)),
    /** Says what would follow, or saves at once when nothing does. */
    begin() {
      const unread = [...half.current].map(([path, problem]) => ({
        path,
        problem: 'problem.as-said',
        values: { problem },
      }))
      const all = [...missingIn(family, searched), ...unread]
      setProblems(all)
      if (all.length === 0 && !look.isPending && !save.isPending) look.mutate()
    },
    confirm: () => save.mutate(),
    cancel: () => setConsequences(null),
    restart() {
      draft.clear()
      half.current.clear()
      setProblems([])
      setFamily(newFamily())
    },
    busy: look.isPending || save.isPending,
    refusal: problems.length > 0 ? null : (save.error ?? look.error),
    registered: save.data ?? null,
  }
}
interface Saving {
  readonly input: () => Readonly<Record<string, unknown>>
  readonly refuse: (error: unknown) => void
  readonly onLook: (consequences: readonly Consequence[]) => void
  readonly onSaved: () => Promise<void>
}

/** First what would follow; when nothing does, it is saved at once. */
function useSaving({ input, refuse, onLook, onSaved }: Saving) {
  const save = useMutation({
    mutationFn: () => api.command<Registered>('registration.registerGroup', input()),
    onSuccess: onSaved,
    onError: refuse,
  })
  const look = useMutation({
    mutationFn: () => api.preview('registration.registerGroup', input()),
    onSuccess: ({ consequences }) => (consequences.length === 0 ? save.mutate() : onLook(consequences)),
    onError: refuse,
  })
  return { save, look }
}
export type FamilyInProgress = ReturnType<typeof useFamily>
