import { Accordion, Button, Group, Stack } from '@mantine/core'
import { type FieldProblem, Refusal } from '@nansen/kernel'
import {
  api,
  Page,
  ProblemSummary,
  problemsOf,
  Refused,
  useBack,
  useGo,
  useParam,
  useSession,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { registration } from '../../index.ts'
import { type Apart, type Looked, lookBefore, othersOf } from '../register/alike.ts'
import { answerCalled } from '../register/answerCalled.ts'
import { inputOf, type MemberForm, newFamily, newMember } from '../register/family.ts'
import { LookDialog } from '../register/lookDialog.tsx'
import { calledInForm, Member, panelOf } from '../register/member.tsx'
import { useLevels } from '../register/questions.ts'

/** Position 1: position 0 is the focal point, who is not asked for a relationship. */
const AT = 1

/** A newborn, or a relative who arrived: registered into the family they belong to. */
export function AddMember() {
  const words = useWords()
  const { say } = words
  const groupId = useParam('id')
  const back = useBack()
  const [member, setMember] = useState<MemberForm>(() => newMember(null))
  const half = useRef(new Map<string, string>())
  const { problems, looked, busy, error, look, confirm, cancel } = useAdding(groupId, member, half.current)
  const { grants } = useSession()
  const { levels } = useLevels(grants.registration?.find(({ action }) => action === 'create')?.officeId ?? '')
  const placed = [newMember(null), member]
  return (
    <Page title={say('registration.act.add')}>
      <Stack gap="md">
        {problems.length > 0 && (
          <ProblemSummary
            module={registration}
            record="individual"
            problems={problems}
            called={path => answerCalled(path, placed, words)}
          />
        )}
        {error !== null && problems.length === 0 && <Refused error={error} />}
        <Accordion multiple variant="separated" value={[panelOf(AT)]} transitionDuration={0}>
          <Member
            at={AT}
            member={member}
            level="basic"
            questions={levels.basic}
            isOpen
            problems={problems}
            onChange={(_, next) => setMember(next)}
            onRemove={back}
            onProblem={(path, problem) =>
              void (problem === null ? half.current.delete(path) : half.current.set(path, problem))
            }
          />
        </Accordion>
        <Group className="nansen-savebar" justify="end">
          <Button variant="default" onClick={back}>
            {say('ui.cancel')}
          </Button>
          <Button loading={busy} onClick={look}>
            {say('ui.save')}
          </Button>
        </Group>
      </Stack>
      {looked !== null && (
        <LookDialog
          looked={looked}
          called={() => calledInForm(member, AT, words)}
          busy={busy}
          onConfirm={confirm}
          onCancel={cancel}
        />
      )}
    </Page>
  )
}

/** First what would follow and who looks alike, then saving; as a whole family is registered. */
function useAdding(groupId: string, member: MemberForm, half: ReadonlyMap<string, string>) {
  const go = useGo()
  const queries = useQueryClient()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [looked, setLooked] = useState<Looked | null>(null)
  const { relationship, person } = inputOf({ ...newFamily(), members: [member] }, '', true).members[0]!
  const input = { groupId, relationship, person }
  const onError = (error: unknown) => {
    setLooked(null)
    if (error instanceof Refusal)
      setProblems(problemsOf(error).map(problem => ({ ...problem, path: asMember(problem.path) })))
  }
  const save = useMutation({
    mutationFn: (apart: Apart) => {
      const others = othersOf(looked?.lookAlikes ?? [], apart).map(({ member: _, ...other }) => other)
      return api.command<{ id: string }>('registration.addMember', others.length === 0 ? input : { ...input, others })
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries()
      go(`/registration/individual/${id}`)
    },
    onError,
  })
  const look = useMutation({
    mutationFn: () => lookBefore('registration.addMember', input, [person]),
    onSuccess: found =>
      found.consequences.length + found.lookAlikes.length === 0 ? save.mutate({}) : setLooked(found),
    onError,
  })
  return {
    problems,
    looked,
    busy: look.isPending || save.isPending,
    error: save.error ?? look.error,
    look() {
      const unread = [...half].map(([path, problem]) => ({ path, problem: 'problem.as-said', values: { problem } }))
      const missing = relationship === '' ? [{ path: `members.${AT}.relationship`, problem: 'problem.required' }] : []
      setProblems([...missing, ...unread])
      if (missing.length + unread.length === 0) look.mutate()
    },
    confirm: (apart: Apart) => save.mutate(apart),
    cancel: () => setLooked(null),
  }
}

/** `person.sex` of the command is `members.1.person.sex` of the form. */
const asMember = (path: string) =>
  path.startsWith('person.') || path === 'relationship' ? `members.${AT}.${path}` : path
