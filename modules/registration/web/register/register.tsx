import { Accordion, Alert, Button, Group, Kbd, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import {
  asked,
  Consequences,
  FieldGrid,
  focusAnswer,
  Page,
  ProblemSummary,
  Refused,
  Surface,
  useAddressed,
  useBack,
  useWords,
} from '@nansen/ui'
import { useEffect, useState } from 'react'
import { registrationGroup } from '../../fields/group.ts'
import { REGISTRATION_LEVELS, registration } from '../../index.ts'
import type { RegistrationLevel } from './family.ts'
import { Member, panelOf } from './member.tsx'
import { Saved } from './saved.tsx'
import { type FamilyInProgress, useFamily } from './useFamily.ts'

/** Registers a family at once: who they are to each other, their names, and the questions of the level. */
export function Register() {
  const words = useWords()
  const searched = useAddressed('searched') !== null
  const form = useFamily(searched)
  const [open, setOpen] = useState<string[]>([panelOf(0)])
  useHotkeys(
    [
      ['mod+Enter', () => form.begin()],
      ['mod+S', () => form.begin()],
    ],
    [],
  )
  const kept = form.draft.found?.members.length ?? 0
  useEffect(() => {
    if (kept > 0) setOpen([panelOf(kept - 1)])
  }, [kept])
  const first = form.problems[0]?.path
  useEffect(() => {
    if (first === undefined) return
    setOpen(form.family.members.map((_, at) => panelOf(at)))
    const later = setTimeout(() => focusAnswer(first), 250)
    return () => clearTimeout(later)
  }, [first, form.family.members])
  const addMember = () => {
    const at = form.family.members.length
    form.addMember()
    setOpen([panelOf(at)])
    setTimeout(() => focusAnswer(`members.${at}.relationship`))
  }
  if (form.registered) return <Saved registered={form.registered} members={form.family.members} />
  if (form.draft.found === undefined) return null
  return (
    <Page title={words.say('registration.register.title')} subtitle={words.say('registration.register.intro')}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          form.begin()
        }}
      >
        <Stack gap="md">
          {form.problems.length > 0 && (
            <ProblemSummary module={registration} record="individual" problems={form.problems} />
          )}
          {form.refusal !== null && <Refused error={form.refusal} />}
          {form.draft.found && <FoundDraft form={form} />}
          <Level form={form} />
          {!searched && <WhyNotSearched form={form} />}
          <Surface title={words.record('registration', 'registration_group')}>
            <FieldGrid
              module="registration"
              record="registration_group"
              fields={asked(registrationGroup, form.family.level)}
              values={form.family.group}
              problems={form.problems}
              prefix="group."
              onChange={(name, value) => form.set({ ...form.family, group: { ...form.family.group, [name]: value } })}
              onProblem={form.half}
            />
          </Surface>
          <Accordion multiple variant="separated" value={open} onChange={setOpen} transitionDuration={0}>
            {form.family.members.map((member, at) => (
              <Member
                key={member.key}
                at={at}
                member={member}
                level={form.family.level}
                problems={form.problems}
                onChange={next => form.setMember(at, next)}
                onRemove={() => form.removeMember(at)}
                onProblem={form.half}
              />
            ))}
          </Accordion>
          <Group>
            <Button variant="default" onClick={addMember}>
              {words.say('registration.register.add')}
            </Button>
          </Group>
          <SaveBar form={form} />
        </Stack>
      </form>
      {form.consequences !== null && <Confirm form={form} />}
    </Page>
  )
}

function Level({ form }: { readonly form: FamilyInProgress }) {
  const { say } = useWords()
  return (
    <SegmentedControl
      aria-label={say('form.preset')}
      value={form.family.level}
      data={REGISTRATION_LEVELS.map(level => ({ value: level, label: say(`registration.preset.${level}`) }))}
      onChange={level => form.set({ ...form.family, level: level as RegistrationLevel })}
    />
  )
}

function WhyNotSearched({ form }: { readonly form: FamilyInProgress }) {
  const { say } = useWords()
  const problem = form.problems.find(({ path }) => path === 'notSearchedBecause')
  return (
    <Alert color="orange" title={say('registration.register.notSearched')}>
      <Textarea
        id="answer-notSearchedBecause"
        label={say('registration.field.registration_group.not_searched_because')}
        value={form.family.notSearchedBecause}
        error={problem ? say(problem.problem) : null}
        autosize
        onChange={event => form.set({ ...form.family, notSearchedBecause: event.currentTarget.value })}
      />
    </Alert>
  )
}

function FoundDraft({ form }: { readonly form: FamilyInProgress }) {
  const { say } = useWords()
  return (
    <Group className="nansen-notice" justify="space-between">
      <Text size="sm">{say('form.draft-found')}</Text>
      <Button size="compact-md" variant="default" onClick={form.restart}>
        {say('form.start-again')}
      </Button>
    </Group>
  )
}

function SaveBar({ form }: { readonly form: FamilyInProgress }) {
  const words = useWords()
  const back = useBack()
  const { keptAt } = form.draft
  return (
    <Group className="nansen-savebar" justify="space-between">
      <Text size="sm" c="dimmed" aria-live="polite">
        {keptAt !== null && words.say('form.draft-kept', { when: words.ago(new Date(keptAt).toISOString()) })}
      </Text>
      <Group gap="sm">
        <Text size="sm" c="dimmed" visibleFrom="sm">
          <Kbd>Ctrl</Kbd> + <Kbd>Enter</Kbd>
        </Text>
        <Button variant="default" onClick={back}>
          {words.say('ui.cancel')}
        </Button>
        <Button type="submit" loading={form.busy}>
          {words.say('registration.register.save')}
        </Button>
      </Group>
    </Group>
  )
}

/** What is unlikely or follows, said before it is saved. */
function Confirm({ form }: { readonly form: FamilyInProgress }) {
  const { say } = useWords()
  const consequences = form.consequences ?? []
  return (
    <Modal
      opened
      onClose={form.cancel}
      size="lg"
      title={say('registration.register.look')}
      closeButtonProps={{ 'aria-label': say('ui.close') }}
    >
      <Consequences consequences={consequences} />
      <Group justify="end" mt="lg">
        <Button variant="default" onClick={form.cancel}>
          {say('ui.cancel')}
        </Button>
        <Button
          disabled={consequences.some(({ severity }) => severity === 'blocks')}
          loading={form.busy}
          onClick={form.confirm}
        >
          {say('registration.register.confirm')}
        </Button>
      </Group>
    </Modal>
  )
}
