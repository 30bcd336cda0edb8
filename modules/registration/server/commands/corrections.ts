import { CALENDARS, type FieldProblem, invalid, isPartialDate, Refusal } from '@nansen/kernel'
import { type Asking, changeRecord, createRecord, defineCommand, moveRecord, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { CORRECTABLE, type Correctable, registration, SEXES } from '../../index.ts'
import { displayNames, nameLines, nameProblem, partsOfLines, type SpokenPart } from '../../names.ts'
import { relationshipFits } from '../../relationships.ts'
import { certificateTemplate } from '../certificate/template.ts'
import { groupOf, lockGroups, membersOf, type PersonId, today } from '../household/households.ts'
import { saidProblems } from '../person/saidBirth.ts'
import { consequence } from './consequences.ts'
import { estimateAfter, newlyUnlikely } from './correctedBirth.ts'
import { CODE, DAY, ID, object, TEXT } from './schemas.ts'

interface Request {
  readonly individualId: PersonId
  readonly what: Correctable
  /** The new value; of a name, its parts as lines `part:script:text`. */
  readonly value: string
  /** Of a birth, as it was told in another calendar: `value` is the Gregorian date of it. */
  readonly said?: Said
  readonly because: string
  readonly evidence: string
}

interface Said {
  readonly asSaid: string
  readonly calendar: string
  readonly from: string
  readonly to: string
}
const SAID = object({
  asSaid: { type: 'string', minLength: 1, maxLength: 200 },
  calendar: { enum: CALENDARS },
  from: DAY,
  to: DAY,
})

/** Asks that a fact of identity be corrected. Nothing changes until a second person agrees. */
export const requestCorrection = defineCommand<Request, { id: string }>({
  name: 'registration.requestCorrection',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      individualId: ID,
      what: { enum: CORRECTABLE },
      value: { type: 'string', minLength: 1, maxLength: 1000 },
      said: SAID,
      because: CODE,
      evidence: TEXT,
    },
    ['said'],
  ),
  output: object({ id: ID }),
  async run(tx, asking, { individualId, what, value, said, because, evidence }) {
    const before = await valueNow(tx, individualId, what)
    refuseUnlessValue(what, value, today(asking))
    refuseUnlessSaid(what, value, said)
    if (before === value && said === undefined)
      throw invalid([{ path: 'value', problem: 'registration.problem.same-as-before' }])
    const values = {
      parent_id: individualId,
      what,
      value_before: before,
      value_after: value,
      ...(said === undefined
        ? {}
        : { said_as: said.asSaid, said_calendar: said.calendar, said_from: said.from, said_to: said.to }),
      because,
      evidence,
      requested_by: asking.session.staffId,
    }
    const { id } = await createRecord(tx, asking, registration, 'correction_request', values, { commands: true })
    return { id }
  },
  preview: async (tx, asking, { individualId, what, value }) => [
    consequence('second-person', 'info'),
    ...(await contradictions(tx, individualId, what, value)),
    ...(await newlyUnlikely(tx, individualId, what, value, today(asking))),
  ],
})

interface Decision {
  readonly correctionId: string
  readonly agree: boolean
  readonly because?: string
}

interface Waiting {
  readonly id: string
  readonly version: number
  readonly individualId: PersonId
  readonly what: Correctable
  readonly value_before: string | null
  readonly value_after: string
  readonly because: string
  readonly said_as: string | null
  readonly said_calendar: string | null
  readonly said_from: string | null
  readonly said_to: string | null
}

/** Agrees to a correction and applies it, or refuses it and says why. Never the person who asked. */
export const decideCorrection = defineCommand<Decision, { state: string }>({
  name: 'registration.decideCorrection',
  module: 'registration',
  needs: { action: 'approve', level: 'personal' },
  input: object({ correctionId: ID, agree: { type: 'boolean' }, because: TEXT }, ['because']),
  output: object({ state: CODE }),
  async run(tx, asking, { correctionId, agree, because = null }) {
    const waiting = await getWaiting(tx, correctionId)
    const patch = { decided_by: asking.session.staffId, decided_because: because }
    const move = agree ? 'apply' : 'refuse'
    await moveRecord(tx, asking, registration, correctionId, move, waiting.version, patch, { commands: true })
    if (!agree) return { state: 'refused' }
    await apply(tx, asking, waiting)
    return { state: 'applied' }
  },
  async preview(tx, asking, { correctionId, agree }) {
    if (!agree) return []
    const { individualId, what, value_after } = await getWaiting(tx, correctionId)
    return [
      ...(await contradictions(tx, individualId, what, value_after)),
      ...(await newlyUnlikely(tx, individualId, what, value_after, today(asking))),
      ...(await papersInHand(tx, individualId, today(asking))),
    ]
  },
})

async function getWaiting(tx: Tx, id: string): Promise<Waiting> {
  const { rows } =
    await sql<Waiting>`select id, version, parent_id as "individualId", what, value_before, value_after, because,
      said_as, said_calendar, said_from::text, said_to::text
    from registration.correction_request where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such correction')
  return rows[0]
}

/** @throws Refusal `stale` when the fact is no longer what it was when the correction was asked for. */
async function apply(tx: Tx, asking: Asking, waiting: Waiting): Promise<void> {
  const { individualId, what, value_before, value_after } = waiting
  const group = await groupOf(tx, individualId)
  if (group !== null) await lockGroups(tx, [group])
  const { rows } = await sql<{
    version: number
  }>`select version from registration.individual where id = ${individualId}::uuid for update`.execute(tx)
  if ((await valueNow(tx, individualId, what)) !== value_before)
    throw new Refusal('stale', 'this was corrected meanwhile: ask again with what is written now')
  const patch = what === 'name' ? await renamed(tx, asking, individualId, value_after) : fieldPatch(waiting)
  await changeRecord(tx, asking, registration, 'individual', individualId, rows[0]!.version, patch, { commands: true })
}

function fieldPatch({ what, value_after, because, ...said }: Waiting): Readonly<Record<string, unknown>> {
  if (what !== 'born') return { [what]: value_after }
  const born = {
    born: value_after,
    year_of_birth: Number(value_after.slice(0, 4)),
    ...estimateAfter(value_after, because),
  }
  if (said.said_as === null) return born
  return {
    ...born,
    born_as_said: said.said_as,
    born_calendar: said.said_calendar,
    born_from: said.said_from,
    born_to: said.said_to,
    ...(said.said_from === said.said_to ? {} : { born_estimated: true }),
  }
}

/** Withdraws the old parts, adds the new, and keeps the old whole name as an alias: people go on asking for it. */
async function renamed(
  tx: Tx,
  asking: Asking,
  id: PersonId,
  lines: string,
): Promise<Readonly<Record<string, unknown>>> {
  const old = await namesOf(tx, id)
  for (const part of old)
    await changeRecord(tx, asking, registration, 'name', part.id, part.version, {
      withdrawn_at: asking.now().toISOString(),
    })
  const parts = partsOfLines(lines)
  for (const part of parts) await createRecord(tx, asking, registration, 'name', { parent_id: id, ...part })
  const before = displayNames(old)
  const { latin, native } = displayNames(parts)
  if (before.latin !== '' && before.latin !== latin)
    await createRecord(tx, asking, registration, 'alias', { parent_id: id, name: before.latin, kind: 'former' })
  return { display_name: latin, display_name_native: native }
}

type StoredPart = SpokenPart & { readonly id: string; readonly version: number }

async function namesOf(tx: Tx, id: PersonId): Promise<readonly StoredPart[]> {
  const { rows } = await sql<StoredPart>`select id, version, name, sequence from registration.name
    where parent_id = ${id}::uuid and withdrawn_at is null order by sequence, id`.execute(tx)
  return rows
}

async function valueNow(tx: Tx, id: PersonId, what: Correctable): Promise<string | null> {
  const { rows } = await sql<
    Readonly<Record<string, string | null>>
  >`select sex, born, nationality, country_of_origin from registration.individual where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  return what === 'name' ? nameLines(await namesOf(tx, id)) : (rows[0][what] ?? null)
}

function refuseUnlessValue(what: Correctable, value: string, day: string): void {
  const problem = valueProblem(what, value, day)
  if (problem !== null) throw invalid([{ path: 'value', problem }])
}

/** What was said in another calendar means the date that is asked for, and no other. */
function refuseUnlessSaid(what: Correctable, value: string, said: Said | undefined): void {
  if (said === undefined) return
  const { asSaid: born_as_said, calendar: born_calendar, from: born_from, to: born_to } = said
  const problems =
    what === 'born'
      ? saidProblems({ born: value, born_as_said, born_calendar, born_from, born_to }, '')
      : [{ path: 'said', problem: 'registration.problem.said-otherwise' }]
  if (problems.length > 0) throw invalid(problems.map(each => ({ ...each, path: 'value' })))
}

function valueProblem(what: Correctable, value: string, day: string): FieldProblem['problem'] | null {
  if (what === 'sex') return SEXES.some(sex => sex === value) ? null : 'problem.not-in-list'
  if (what === 'name')
    return (
      partsOfLines(value)
        .map(part => nameProblem(part.name))
        .find(found => found !== null) ?? null
    )
  if (what !== 'born') return /^[A-Z]{3}$/.test(value) ? null : 'problem.not-in-list'
  if (!isPartialDate(value)) return 'problem.not-a-date'
  return value > day.slice(0, value.length) ? 'registration.problem.in-the-future' : null
}

/** What was printed for the person, and the certificate of the family, go on saying what is corrected here. */
async function papersInHand(tx: Tx, id: PersonId, day: string) {
  const group = await groupOf(tx, id)
  const family = group === null ? [] : await membersOf(tx, [group])
  const { rows } = await sql<{ number: string }>`select d.number from registration.issued_document d
    left join registration.paper_end e on e.paper = d.id
    where e.id is null and (d.expires_on is null or d.expires_on >= ${day}::date)
      and (d.parent_id = ${id}::uuid or d.template = ${certificateTemplate.name}
        and d.parent_id = any(${family.map(({ individual }) => individual)}::uuid[]))
    order by d.number`.execute(tx)
  return rows.map(({ number }) => consequence('paper-says-otherwise', 'info', { number }))
}

/** A new sex may contradict what the person is to the focal point: the relationship is corrected first. */
async function contradictions(tx: Tx, id: PersonId, what: Correctable, value: string) {
  if (what !== 'sex') return []
  const group = await groupOf(tx, id)
  const members = group === null ? [] : await membersOf(tx, [group])
  const me = members.find(member => member.individual === id)
  const sex = SEXES.find(each => each === value)
  const fits = me === undefined || sex === undefined || relationshipFits(me.relationship, sex)
  return fits ? [] : [consequence('relationship-contradicts', 'blocks')]
}
