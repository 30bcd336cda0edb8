import { Button, Group, Kbd, Select, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { asked, childrenOf } from '../form/answers.ts'
import { ChildRows } from '../form/childRows.tsx'
import { ConflictDialog } from '../form/conflictDialog.tsx'
import { FieldGrid } from '../form/fieldGrid.tsx'
import { focusAnswer, ProblemSummary } from '../form/problemSummary.tsx'
import { type RecordForm, type RecordFormOptions, useRecordForm } from '../form/useRecordForm.ts'
import { useWords } from '../language/words.ts'
import { Refused } from '../parts/refused.tsx'
import { Surface } from '../parts/surface.tsx'

interface FormScreenProps extends Omit<RecordFormOptions, 'preset'> {
  /** Which questions are asked; with null the person chooses among the record's presets. */
  readonly preset?: string | null
  /** The answer at which the cursor stands when the form opens; where somebody waits at the desk. */
  readonly startsAt?: string
  readonly onCancel: () => void
}

/** The form of a record, from its definition: questions, children, draft, problems, saving by Ctrl+S or Ctrl+Enter. */
export function FormScreen({ onCancel, startsAt, ...options }: FormScreenProps) {
  const { module, record } = options
  const definition = module.records[record]!
  const presets = Object.keys(definition.presets)
  const [preset, setPreset] = useState(options.preset ?? (options.id === null ? (presets[0] ?? null) : null))
  const form = useRecordForm({ ...options, preset })
  useSaveKeys(form)
  useFocusOnProblem(form)
  useFocusAtStart(startsAt, form.draft.found !== undefined)
  if (form.draft.found === undefined) return null
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        form.save()
      }}
    >
      {form.problems.length > 0 && <ProblemSummary module={module} record={record} problems={form.problems} />}
      {form.refusal !== null && form.problems.length === 0 && <Refused error={form.refusal} />}
      <FoundDraft form={form} />
      {options.preset == null && (
        <PresetChoice module={module.name} presets={presets} preset={preset} onChoose={setPreset} />
      )}
      <Questions form={form} module={module.name} record={record} fields={asked(definition, preset)} />
      {childrenOf(module, record).map(([child, childDefinition]) => (
        <ChildRows
          key={child}
          module={module}
          record={child}
          definition={childDefinition}
          rows={form.answering.children[child] ?? []}
          problems={form.problems}
          onChange={rows => form.rows(child, rows)}
          onProblem={form.half}
        />
      ))}
      <SaveBar form={form} onCancel={onCancel} />
      {form.conflict !== null && (
        <ConflictDialog
          module={module.name}
          record={form.conflict.record}
          definition={module.records[form.conflict.record]!}
          conflicts={form.conflict.conflicts}
          onCancel={() => form.settle(null)}
          onChoose={form.settle}
        />
      )}
    </form>
  )
}

interface QuestionsProps {
  readonly form: RecordForm
  readonly module: string
  readonly record: string
  readonly fields: ReturnType<typeof asked>
}

/** The questions; those whose answers only few will see stand apart, so that whoever writes knows. */
function Questions({ form, module, record, fields }: QuestionsProps) {
  const words = useWords()
  const [guarded, common] = [true, false].map(few =>
    fields.filter(([, { sensitivity }]) => (sensitivity === 'protected') === few),
  )
  const grid = (some: QuestionsProps['fields']) => (
    <FieldGrid
      module={module}
      record={record}
      fields={some}
      values={form.answering.values}
      problems={form.problems}
      onChange={(name, value) => form.answer({ [name]: value })}
      onSaid={form.answer}
      onProblem={form.half}
    />
  )
  return (
    <>
      {common!.length > 0 && <Surface>{grid(common!)}</Surface>}
      {guarded!.length > 0 && (
        <Surface title={words.say('record.protected')} mt="md" className="nansen-surface nansen-protected">
          {grid(guarded!)}
        </Surface>
      )}
    </>
  )
}

function useSaveKeys(form: RecordForm) {
  useHotkeys(
    [
      ['mod+S', () => form.save()],
      ['mod+Enter', () => form.save()],
    ],
    [],
  )
}

interface PresetChoiceProps {
  readonly module: string
  readonly presets: readonly string[]
  readonly preset: string | null
  readonly onChoose: (preset: string | null) => void
}

function PresetChoice({ module, presets, preset, onChoose }: PresetChoiceProps) {
  const words = useWords()
  if (presets.length < 2) return null
  return (
    <Select
      label={words.say('form.preset')}
      allowDeselect={false}
      mb="md"
      maw="22rem"
      data={presets.map(name => ({ value: name, label: words.say(`${module}.preset.${name}`) }))}
      value={preset}
      onChange={onChoose}
    />
  )
}

function useFocusAtStart(startsAt: string | undefined, isDrawn: boolean) {
  useEffect(() => {
    if (startsAt !== undefined && isDrawn) focusAnswer(startsAt)
  }, [startsAt, isDrawn])
}

/** After saving failed, the cursor stands at the first problem. */
function useFocusOnProblem(form: RecordForm) {
  const first = form.problems[0]?.path
  const before = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (first !== undefined && before.current === undefined) focusAnswer(first)
    before.current = first
  }, [first])
}

function FoundDraft({ form }: { readonly form: RecordForm }) {
  const words = useWords()
  if (!form.draft.found) return null
  return (
    <Group className="nansen-notice" mb="md" justify="space-between">
      <Text size="sm">{words.say('form.draft-found')}</Text>
      <Button size="compact-md" variant="default" onClick={form.restart}>
        {words.say('form.start-again')}
      </Button>
    </Group>
  )
}

function SaveBar({ form, onCancel }: { readonly form: RecordForm; readonly onCancel: () => void }) {
  const words = useWords()
  const keptAt = form.draft.keptAt
  return (
    <Group className="nansen-savebar" justify="space-between">
      <Text size="sm" c="dimmed" aria-live="polite">
        {keptAt !== null && words.say('form.draft-kept', { when: words.ago(new Date(keptAt).toISOString()) })}
      </Text>
      <Group gap="sm">
        <Text size="sm" c="dimmed" visibleFrom="sm">
          <Kbd>Ctrl</Kbd> + <Kbd>Enter</Kbd>
        </Text>
        <Button variant="default" onClick={onCancel}>
          {words.say('ui.cancel')}
        </Button>
        <Button type="submit" loading={form.saving}>
          {words.say('ui.save')}
        </Button>
      </Group>
    </Group>
  )
}
