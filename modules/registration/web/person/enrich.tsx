import { Button, Group, Select, Stack, Text } from '@mantine/core'
import {
  FieldGrid,
  Page,
  ProblemSummary,
  Refused,
  Slow,
  Surface,
  useAsk,
  useBack,
  useParam,
  useWords,
} from '@nansen/ui'
import { individual } from '../../fields/individual.ts'
import { NO_ANSWERS } from '../../fields/kin.ts'
import { registration } from '../../index.ts'
import { Beside } from '../register/beside.tsx'
import { withAnswer } from '../register/bornByAge.ts'
import { BornInput } from '../register/bornInput.tsx'
import { enterMovesOn } from '../register/enterMovesOn.ts'
import { besideAsked, fieldsAsked } from '../register/questions.ts'
import { questionLabel } from './completeness.tsx'
import type { PersonOnPage } from './page.ts'
import { type Enriching, useEnriching } from './useEnriching.ts'

/** From one level to the next: only what is missing is asked, and of each question without an answer, why. */
export function Enrich() {
  const { say } = useWords()
  const id = useParam('id')
  const { data, error } = useAsk<PersonOnPage>('registration.person', { id })
  if (data?.individual) return <Asking page={data} />
  return <Page title={say('registration.levels.enrich')}>{error ? <Refused error={error} /> : <Slow />}</Page>
}

const INPUTS = { born: BornInput }

function Asking({ page }: { readonly page: PersonOnPage }) {
  const words = useWords()
  const { say } = words
  const back = useBack()
  const form = useEnriching(page)
  const fields = fieldsAsked(individual, form.missing)
  const name = page.card.display_name_native ?? page.card.display_name
  return (
    <Page title={say('registration.levels.enrichTo', { name })} subtitle={say(`registration.preset.${form.level}`)}>
      <form
        noValidate
        onKeyDownCapture={enterMovesOn}
        onSubmit={event => {
          event.preventDefault()
          form.save()
        }}
      >
        <Stack gap="md">
          {form.problems.length > 0 && (
            <ProblemSummary
              module={registration}
              record="individual"
              problems={form.problems}
              called={path => questionLabel(path.split('.')[1] ?? path, words)}
            />
          )}
          {form.refusal !== null && <Refused error={form.refusal} />}
          {form.missing.length === 0 && <Text>{say('registration.levels.nothingMissing')}</Text>}
          {fields.length > 0 && (
            <Surface title={say('registration.person.identity')}>
              <FieldGrid
                module="registration"
                record="individual"
                fields={fields}
                inputs={INPUTS}
                values={form.values}
                problems={form.problems}
                prefix="values."
                onChange={(field, value) => form.setValues(before => withAnswer(before, field, value))}
                onSaid={answers => form.setValues(before => ({ ...before, ...answers }))}
                onProblem={form.half}
              />
            </Surface>
          )}
          <Surface title={say('registration.levels.beside')}>
            <Beside
              rows={form.beside}
              level={form.level}
              questions={[...besideAsked(form.missing), ...form.always]}
              problems={form.problems}
              prefix="beside."
              start={form.start}
              onChange={form.setBeside}
              onProblem={form.half}
            />
          </Surface>
          <WithoutAnswer form={form} />
          <Group className="nansen-savebar" justify="end">
            <Button variant="default" onClick={back}>
              {say('ui.cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {say('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}

/** A question that was asked is not a question that was forgotten. */
function WithoutAnswer({ form }: { readonly form: Enriching }) {
  const words = useWords()
  if (form.open.length === 0) return null
  return (
    <Surface title={words.records('registration', 'not_answered')}>
      <Text size="sm" c="dimmed" mb="sm">
        {words.say('registration.levels.withoutAnswer')}
      </Text>
      <div className="nansen-fields">
        {form.open.map(question => (
          <Select
            key={question}
            id={`answer-notAnswered-${question}`}
            label={questionLabel(question, words)}
            clearable
            clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
            data={NO_ANSWERS.map(because => ({
              value: because,
              label: words.option('registration', 'not_answered', 'because', because),
            }))}
            value={form.notAnswered[question] ?? null}
            onChange={because => form.setNotAnswered(question, because)}
          />
        ))}
      </div>
    </Surface>
  )
}
