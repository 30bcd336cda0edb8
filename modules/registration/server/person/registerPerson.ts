import { type FieldProblem, invalid, type PartialDate } from '@nansen/kernel'
import { jsonSchema } from '@nansen/model'
import { type Asking, createRecord, type JsonSchema, type Tx } from '@nansen/store'
import { registration, type Sex } from '../../index.ts'
import { BESIDE_QUESTIONS } from '../../levels.ts'
import { displayNames, nameProblem, type SpokenPart } from '../../names.ts'
import { type PersonId, today } from '../household/households.ts'
import { nextNumber } from '../household/newGroup.ts'
import { saidProblems } from './saidBirth.ts'

/** What is asked of a person at registration: their own fields, and the facts beside them by record name. */
export interface PersonInput {
  readonly name: readonly SpokenPart[]
  readonly sex: Sex
  readonly born?: PartialDate | null
  readonly arrived_on?: PartialDate | null
  readonly fled_on?: PartialDate | null
  readonly [field: string]: unknown
}

type PersonAsked = Pick<PersonInput, 'name' | 'born' | 'arrived_on' | 'fled_on'>

/** Facts a form may bring with the person. Statuses, photos, corrections and what we issue have commands of their own. */
const BESIDE = ['name', 'legal_status', ...BESIDE_QUESTIONS]

/** The most people one form registers at once: the largest families we know of, and room. */
export const MOST_PEOPLE = 40

/** JSON Schema of `PersonInput`, from the definition. */
export const PERSON: JsonSchema = personSchema()

function personSchema(): JsonSchema {
  const whole = jsonSchema(registration, 'individual', 'create') as {
    readonly properties: Readonly<Record<string, JsonSchema>>
    readonly required: readonly string[]
  }
  const fields = Object.entries(registration.records.individual.fields)
  const own = fields.filter(([, field]) => !field.derived).map(([name]) => name)
  const kept = [...own, ...BESIDE].map(name => [name, whole.properties[name] ?? {}])
  const names = { ...whole.properties.name, minItems: 1 }
  return {
    title: 'person',
    type: 'object',
    additionalProperties: false,
    required: [...whole.required, 'name'],
    properties: { ...Object.fromEntries(kept), name: names },
  }
}

/** Writes a person down at an office, active from today, with their number. @throws Refusal `invalid` under `path`. */
export async function registerPerson(
  tx: Tx,
  asking: Asking,
  officeId: string,
  level: string,
  person: PersonInput,
  path: string,
): Promise<{ readonly id: PersonId; readonly number: string; readonly sex: Sex }> {
  refuseImpossible(person, path, today(asking))
  const { latin, native } = displayNames(person.name)
  const number = await nextNumber(tx, officeId)
  const day = today(asking)
  const values = {
    ...person,
    office_id: officeId,
    number,
    display_name: latin,
    display_name_native: native,
    year_of_birth: person.born ? Number(person.born.slice(0, 4)) : null,
    registered_on: day,
    registration_level: level,
    process_status: 'active',
    process_status_on: day,
  }
  const status = [{ status: 'active', reason: 'registered', effective_on: day }]
  const created = await createRecord(
    tx,
    asking,
    registration,
    'individual',
    { ...values, status_change: status },
    { commands: true },
  )
  return { id: created.id as PersonId, number, sex: person.sex }
}

/** What cannot be: names of digits, days to come, an arrival before the birth. What is only unlikely is a consequence to look at. */
export function refuseImpossible(person: PersonAsked, path: string, day: string): void {
  const problems: FieldProblem[] = person.name.flatMap(({ name }, at) => {
    const problem = nameProblem(name)
    return problem === null ? [] : [{ path: `${path}name.${at}.name`, problem }]
  })
  for (const field of ['born', 'fled_on', 'arrived_on'] as const) {
    const said = person[field]
    if (said && said > day.slice(0, said.length))
      problems.push({ path: path + field, problem: 'registration.problem.in-the-future' })
  }
  problems.push(...saidProblems(person, path))
  if (before(person.arrived_on, person.born))
    problems.push({ path: `${path}arrived_on`, problem: 'registration.problem.before-birth' })
  if (before(person.fled_on, person.born))
    problems.push({ path: `${path}fled_on`, problem: 'registration.problem.before-birth' })
  if (problems.length > 0) throw invalid(problems)
}

/** Surely before, as far as both are known. */
function before(one: PartialDate | null | undefined, other: PartialDate | null | undefined): boolean {
  if (!one || !other) return false
  const known = Math.min(one.length, other.length)
  return one.slice(0, known) < other.slice(0, known)
}
