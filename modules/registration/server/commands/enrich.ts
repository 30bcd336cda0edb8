import { type FieldProblem, invalid, type PartialDate, Refusal } from '@nansen/kernel'
import { jsonSchema } from '@nansen/model'
import { type Asking, changeRecord, createRecord, defineCommand, type JsonSchema, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { NO_ANSWERS } from '../../fields/kin.ts'
import { REGISTRATION_LEVELS, registration } from '../../index.ts'
import { ALL_QUESTIONS, BESIDE_QUESTIONS, type RegistrationLevel } from '../../levels.ts'
import { type PersonId, today } from '../household/households.ts'
import { completenessOf } from '../levels/completeness.ts'
import { refuseImpossible } from '../person/registerPerson.ts'
import { ID, object } from './schemas.ts'

type Values = Readonly<Record<string, unknown>>

interface Input {
  readonly individualId: PersonId
  readonly baseVersion: number
  readonly level: RegistrationLevel
  /** Answers about the person. */
  readonly values: Values
  /** Facts beside the person, by record. */
  readonly beside: Readonly<Record<string, readonly Values[]>>
  /** Questions that were asked and have no answer, and why. */
  readonly notAnswered: Readonly<Record<string, (typeof NO_ANSWERS)[number]>>
}

const properties = (record: string, purpose: 'create' | 'change') =>
  jsonSchema(registration, record as 'individual', purpose) as {
    readonly properties: Readonly<Record<string, JsonSchema>>
    readonly required: readonly string[]
  }

function ownSchema(): JsonSchema {
  const { owner_id: _owner, extra: _extra, ...fields } = properties('individual', 'change').properties
  return object(fields, Object.keys(fields))
}

function besideSchema(record: string): JsonSchema {
  const { properties: all, required } = properties(record, 'create')
  const { parent_id: _parent, ...fields } = all
  const optional = Object.keys(fields).filter(name => !required.includes(name))
  return { type: 'array', maxItems: 40, items: object(fields, optional) }
}

/**
 * Asks a person what is still missing at a level: answers are saved as changes, facts beside the person as facts, and of each question without
 * an answer why. When nothing is missing any more, the person has reached the level.
 * @throws Refusal `not-found`; `stale`; `invalid` naming each answer
 */
export const enrich = defineCommand<Input, { readonly level: RegistrationLevel; readonly missing: readonly string[] }>({
  name: 'registration.enrich',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object({
    individualId: ID,
    baseVersion: { type: 'integer', minimum: 1 },
    level: { enum: REGISTRATION_LEVELS },
    values: ownSchema(),
    beside: object(
      Object.fromEntries(BESIDE_QUESTIONS.map(record => [record, besideSchema(record)])),
      BESIDE_QUESTIONS,
    ),
    notAnswered: {
      type: 'object',
      propertyNames: { enum: ALL_QUESTIONS.filter(name => !name.startsWith('group.')) },
      additionalProperties: { enum: NO_ANSWERS },
    },
  }),
  output: object({
    level: { enum: REGISTRATION_LEVELS },
    missing: { type: 'array', items: { type: 'string' } },
  }),
  async run(tx, asking, input) {
    const before = await standing(tx, input.individualId)
    refuse(input, before.born, today(asking))
    await writeOwn(tx, asking, input)
    await writeBeside(tx, asking, input)
    await writeNotAnswered(tx, asking, input)
    const reached = (await completenessOf(tx, input.individualId, today(asking))).find(
      each => each.level === input.level,
    )
    const missing = reached?.missing ?? []
    const level = missing.length === 0 ? higher(before.level, input.level) : before.level
    if (level !== before.level) {
      const { version } = await standing(tx, input.individualId)
      const patch = { registration_level: level }
      await changeRecord(tx, asking, registration, 'individual', input.individualId, version, patch, { commands: true })
    }
    return { level, missing }
  },
})

interface Standing {
  readonly version: number
  readonly level: RegistrationLevel
  readonly born: PartialDate | null
}

async function standing(tx: Tx, id: PersonId): Promise<Standing> {
  const { rows } = await sql<Standing>`select version, registration_level as level, born from registration.individual
    where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  return rows[0]
}

function refuse({ values, beside, notAnswered }: Input, born: PartialDate | null, day: string): void {
  refuseImpossible({ born, ...values, name: [] }, 'values.', day)
  const both = Object.keys(notAnswered).filter(
    name => (values[name] ?? null) !== null || (beside[name] ?? []).length > 0,
  )
  const problems: FieldProblem[] = both.map(name => ({
    path: `notAnswered.${name}`,
    problem: 'registration.problem.answered-and-not',
  }))
  if (problems.length > 0) throw invalid(problems)
}

async function writeOwn(tx: Tx, asking: Asking, { individualId, baseVersion, values }: Input): Promise<void> {
  if (Object.keys(values).length === 0) return
  const born = values.born as PartialDate | null | undefined
  const patch = born ? { ...values, year_of_birth: Number(born.slice(0, 4)) } : values
  await changeRecord(tx, asking, registration, 'individual', individualId, baseVersion, patch, {
    commands: true,
  }).catch(under('values.'))
}

async function writeBeside(tx: Tx, asking: Asking, { individualId, beside }: Input): Promise<void> {
  for (const [record, rows] of Object.entries(beside))
    for (const [at, row] of rows.entries())
      await createRecord(tx, asking, registration, record, { ...row, parent_id: individualId }).catch(
        under(`beside.${record}.${at}.`),
      )
}

/** A question that is answered after all is not unanswered any more; of one that is not, the newest reason counts. */
async function writeNotAnswered(tx: Tx, asking: Asking, { individualId, values, beside, notAnswered }: Input) {
  const settled = [...Object.keys(values), ...Object.keys(beside), ...Object.keys(notAnswered)]
  const { rows } = await sql<{ id: string; version: number }>`select id, version from registration.not_answered
    where root_id = ${individualId}::uuid and withdrawn_at is null and question = any (${settled}::text[])`.execute(tx)
  for (const { id, version } of rows)
    await changeRecord(tx, asking, registration, 'not_answered', id, version, {
      withdrawn_at: asking.now().toISOString(),
    })
  for (const [question, because] of Object.entries(notAnswered))
    await createRecord(
      tx,
      asking,
      registration,
      'not_answered',
      { parent_id: individualId, question, because, asked_on: today(asking) },
      { commands: true },
    )
}

const higher = (one: RegistrationLevel, other: RegistrationLevel): RegistrationLevel =>
  REGISTRATION_LEVELS.indexOf(one) < REGISTRATION_LEVELS.indexOf(other) ? other : one

/** Puts the answer's place in front of the problems' paths. */
const under = (prefix: string) => (error: unknown) => {
  const problems =
    error instanceof Refusal ? (error.details.problems as readonly FieldProblem[] | undefined) : undefined
  if (problems === undefined) throw error
  throw invalid(problems.map(problem => ({ ...problem, path: prefix + problem.path })))
}
