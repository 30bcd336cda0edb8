import { Accordion, Alert, Button, Group, Kbd, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { FieldProblem } from '@nansen/kernel'
import {
  FieldGrid,
  focusAnswer,
  Page,
  ProblemSummary,
  Refused,
  Slow,
  Surface,
  useAddressed,
  useBack,
  useCodes,
  useWords,
} from '@nansen/ui'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { registrationGroup } from '../../fields/group.ts'
import { REGISTRATION_LEVELS, registration } from '../../index.ts'
import type { RegistrationLevel } from '../../levels.ts'
import { answerCalled } from './answerCalled.ts'
import { useCounted } from './counted.ts'
import { enterMovesOn } from './enterMovesOn.ts'
import { type FamilyForm, withGroupAnswer, withGroupAnswers } from './family.ts'
import { LookDialog } from './lookDialog.tsx'
import { calledInForm, Member, panelOf } from './member.tsx'
import { fieldsAsked, useLevels } from './questions.ts'
import { Saved } from './saved.tsx'
import { type FamilyInProgress, useFamily } from './useFamily.ts'

/** Registers a family at once: who they are to each other, their names, and the questions of the level. */
export function Register() {
  const counted = useCounted()
  return counted === undefined ? <Slow /> : <Form counted={counted} />
}

function Form({ counted }: { readonly counted: FamilyForm | null }) {
  const words = useWords()
  const searched = useAddressed('searched') !== null
  const form = useFamily(searched, counted)
  const { levels, country } = useLevels(form.officeId)
  const questions = levels[form.family.level]
  const { suggest } = form
  useCodes('relationship') // of the second person on: there before their panel is drawn
  useEffect(() => suggest('country_of_asylum', country), [suggest, country])
  const isReady = form.draft.found !== undefined
  useEffect(() => {
    if (isReady) document.querySelector<HTMLElement>(FIRST_ANSWER)?.focus()
  }, [isReady])
  const panels = useOpenPanels(form)
  useHotkeys(
    [
      ['mod+Enter', () => form.begin()],
      ['mod+S', () => form.begin()],
    ],
    [],
  )
  if (form.registered) return <Saved registered={form.registered} members={form.family.members} />
  if (form.draft.found === undefined) return null
  return (
    <Page title={words.say('registration.register.title')} subtitle={words.say('registration.register.intro')}>
      <form
        noValidate
        onKeyDownCapture={enterMovesOn}
        onSubmit={event => {
          event.preventDefault()
          form.begin()
        }}
      >
        <Stack gap="md">
          {form.problems.length > 0 && (
            <ProblemSummary
              module={registration}
              record="individual"
              problems={form.problems}
              called={path => answerCalled(path, form.family.members, words)}
              onGo={panels.show}
            />
          )}
          {form.refusal !== null && <Refused error={form.refusal} />}
          {form.draft.found && <FoundDraft form={form} />}
          <Level form={form} />
          {!searched && <WhyNotSearched form={form} />}
          <Surface title={words.record('registration', 'registration_group')}>
            <FieldGrid
              module="registration"
              record="registration_group"
              fields={fieldsAsked(registrationGroup, questions, 'group.')}
              values={form.family.group}
              problems={form.problems}
              prefix="group."
              onChange={(name, value) => form.set(family => withGroupAnswer(family, name, value))}
              onSaid={answers => form.set(family => withGroupAnswers(family, answers))}
              onProblem={form.half}
            />
          </Surface>
          <Members form={form} panels={panels} questions={questions} />
          <SaveBar form={form} />
        </Stack>
      </form>
      {form.looked !== null && (
        <LookDialog
          looked={form.looked}
          called={at => calledInForm(form.family.members[at], at, words)}
          busy={form.busy}
          onConfirm={form.confirm}
          onCancel={form.cancel}
        />
      )}
    </Page>
  )
}

/** Typing begins at once: with the reason why nobody searched, where there has to be one. */
const FIRST_ANSWER = 'form textarea, form .nansen-fields input'

const NONE: readonly FieldProblem[] = []

interface MembersProps {
  readonly form: FamilyInProgress
  readonly questions: readonly string[]
  readonly panels: ReturnType<typeof useOpenPanels>
}

function Members({ form, questions, panels: { open, setOpen, show } }: MembersProps) {
  const { say } = useWords()
  const problemsAt = useMemo(
    () => Map.groupBy(form.problems, ({ path }) => /^members\.\d+/.exec(path)?.[0] ?? ''),
    [form.problems],
  )
  const add = () => {
    const at = form.family.members.length
    form.addMember()
    show(`members.${at}.relationship`)
  }
  return (
    <>
      <Accordion multiple variant="separated" value={open} onChange={setOpen} transitionDuration={0}>
        {form.family.members.map((member, at) => (
          <Member
            key={member.key}
            at={at}
            member={member}
            level={form.family.level}
            questions={questions}
            isOpen={open.includes(panelOf(at))}
            problems={problemsAt.get(`members.${at}`) ?? NONE}
            onChange={form.setMember}
            onRemove={form.removeMember}
            onProblem={form.half}
          />
        ))}
      </Accordion>
      <Group>
        <Button variant="default" onClick={add} data-enter-stop>
          {say('registration.register.add')}
        </Button>
      </Group>
    </>
  )
}

/** Whose answers are unfolded: one person at a time, the last of a draft, and who has the first problem when there is one. */
function useOpenPanels({ draft, problems }: FamilyInProgress) {
  const [open, setOpen] = useState<string[]>([panelOf(0)])
  const show = useCallback((path: string) => {
    const [place, at] = path.split('.')
    if (place === 'members' && at !== undefined) setOpen([panelOf(Number(at))])
    setTimeout(() => focusAnswer(path), UNFOLDED)
  }, [])
  const kept = draft.found?.members.length ?? 0
  useEffect(() => {
    if (kept > 0) setOpen([panelOf(kept - 1)])
  }, [kept])
  useEffect(() => {
    if (problems[0] !== undefined) show(problems[0].path)
  }, [problems, show])
  return { open, setOpen, show }
}

/** By then the answers are drawn, ms. */
const UNFOLDED = 100

function Level({ form }: { readonly form: FamilyInProgress }) {
  const words = useWords()
  const { say } = words
  return (
    <SegmentedControl
      aria-label={say('form.preset')}
      value={form.family.level}
      data={REGISTRATION_LEVELS.map(level => ({
        value: level,
        label: words.option('registration', 'individual', 'registration_level', level),
      }))}
      onChange={level => form.set(family => ({ ...family, level: level as RegistrationLevel }))}
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
        onChange={event => {
          const notSearchedBecause = event.currentTarget.value
          form.set(family => ({ ...family, notSearchedBecause }))
        }}
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
      <Text size="sm" c="dimmed" aria-live="polite" data-kept-at={keptAt}>
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
