import { Accordion, Button, Group, Stack } from '@mantine/core'
import { type FieldProblem, Refusal } from '@nansen/kernel'
import { api, Page, ProblemSummary, problemsOf, Refused, useBack, useGo, useParam, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { registration } from '../../index.ts'
import { type FamilyForm, inputOf, type MemberForm, newFamily, newMember } from '../register/family.ts'
import { Member, panelOf } from '../register/member.tsx'

/** A newborn, or a relative who arrived: registered into the family they belong to. */
export function AddMember() {
  const { say } = useWords()
  const groupId = useParam('id')
  const go = useGo()
  const back = useBack()
  const [member, setMember] = useState<MemberForm>(() => newMember(null))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const save = useMutation({
    mutationFn: () => {
      const family: FamilyForm = { ...newFamily(), members: [member] }
      const { relationship, person } = inputOf(family, '', true).members[0]!
      return api.command<{ id: string }>('registration.addMember', { groupId, relationship, person })
    },
    onSuccess: ({ id }) => go(`/registration/individual/${id}`),
    onError: error =>
      error instanceof Refusal &&
      setProblems(problemsOf(error).map(problem => ({ ...problem, path: asMember(problem.path) }))),
  })
  return (
    <Page title={say('registration.act.add')}>
      <Stack gap="md">
        {problems.length > 0 && <ProblemSummary module={registration} record="individual" problems={problems} />}
        {save.error && problems.length === 0 && <Refused error={save.error} />}
        <Accordion multiple variant="separated" value={[panelOf(1)]} transitionDuration={0}>
          {/* Position 1: position 0 is the focal point, who is not asked for a relationship. */}
          <Member
            at={1}
            member={member}
            level="basic"
            problems={problems}
            onChange={setMember}
            onRemove={back}
            onProblem={() => {}}
          />
        </Accordion>
        <Group className="nansen-savebar" justify="end">
          <Button variant="default" onClick={back}>
            {say('ui.cancel')}
          </Button>
          <Button loading={save.isPending} disabled={member.relationship === null} onClick={() => save.mutate()}>
            {say('ui.save')}
          </Button>
        </Group>
      </Stack>
    </Page>
  )
}

/** `person.sex` of the command is `members.1.person.sex` of the form. */
const asMember = (path: string) => (path.startsWith('person.') || path === 'relationship' ? `members.1.${path}` : path)
