import { createHash } from 'node:crypto'
import { ageRange, type Id, invalid, newId, type PartialDate, Refusal } from '@nansen/kernel'
import { type Asking, auditRead, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type SITES, YOUNGEST_CAPTURED } from '../fields.ts'
import { ENROL_INPUT, ENROL_OUTPUT } from './schemas.ts'

interface Capture {
  readonly site: (typeof SITES)[number]
  readonly quality: number
  readonly advice: readonly string[]
  readonly tries: number
  readonly sealed: string
  readonly device?: { readonly name: string; readonly serial: string; readonly certificate: string }
}
interface Exception {
  readonly site: (typeof SITES)[number]
  readonly reason: string
  readonly lasting: boolean
  readonly remarks?: string
}
interface Input {
  readonly enrolmentId: Id<'identity.enrolment'>
  readonly individualId: Id<'registration.individual'>
  readonly captures: readonly Capture[]
  readonly exceptions: readonly Exception[]
}
interface Person {
  readonly id: string
  readonly office_id: string
  readonly born: PartialDate | null
}

/**
 * Enters one sitting: captures, exceptions and sealed images, and hands it to the matcher in the same transaction.
 * @throws Refusal `not-found`; `invalid` for a child under five, a place of the body twice, or neither capture nor exception.
 */
export const enrol = defineCommand<Input, { enrolmentId: string; state: string }>({
  name: 'identity.enrol',
  large: true,
  module: 'identity',
  needs: { action: 'create', level: 'protected' },
  input: ENROL_INPUT,
  output: ENROL_OUTPUT,
  async run(tx, asking, input) {
    const person = await getPerson(tx, input.individualId)
    refuseUnlessWhole(input, person, asking.now())
    const state = input.captures.length === 0 ? 'excepted' : 'captured'
    await addEnrolment(tx, asking, input, person, state)
    for (const capture of input.captures) await addCapture(tx, input.enrolmentId, person.office_id, capture)
    for (const exception of input.exceptions) await addException(tx, input.enrolmentId, exception)
    if (state === 'captured') await sql`select gallery.enqueue(${input.enrolmentId}::uuid)`.execute(tx)
    // the row alone names no person to whoever asks the audit about one
    const ids = [person.id, input.enrolmentId]
    await auditRead(tx, asking, { module: 'identity', action: 'create', record: 'enrolment', ids })
    return { enrolmentId: input.enrolmentId, state }
  },
})

async function getPerson(tx: Tx, id: string): Promise<Person> {
  const { rows } =
    await sql<Person>`select id, office_id, born from registration.individual where id = ${id}::uuid`.execute(tx)
  const [person] = rows
  if (person === undefined) throw new Refusal('not-found', 'no such person')
  return person
}

/** A child whose age is not known to be under five may be captured: the officer sees the child. */
export function isUnderFive(born: PartialDate | null, now: Date): boolean {
  return born !== null && ageRange(born, now.toISOString().slice(0, 10)).oldest < YOUNGEST_CAPTURED
}

function refuseUnlessWhole({ captures, exceptions }: Input, { born }: Person, now: Date): void {
  if (captures.length > 0 && isUnderFive(born, now))
    throw invalid([{ path: 'captures', problem: 'identity.problem.under-five' }])
  const sites = [...captures, ...exceptions].map(({ site }) => site)
  if (sites.length === 0) throw invalid([{ path: 'captures', problem: 'identity.problem.nothing-captured' }])
  const twice = sites.find((site, at) => sites.indexOf(site) !== at)
  if (twice !== undefined)
    throw invalid([{ path: 'captures', problem: 'identity.problem.site-twice', values: { site: twice } }])
}

async function addEnrolment(tx: Tx, { now }: Asking, input: Input, person: Person, state: string): Promise<void> {
  const lowest = input.captures.length === 0 ? null : Math.min(...input.captures.map(({ quality }) => quality))
  await sql`insert into identity.enrolment (id, office_id, individual, gallery_alias, captured_at, sites_captured, sites_excepted, lowest_quality, state)
    values (${input.enrolmentId}::uuid, ${person.office_id}::uuid, ${person.id}::uuid, ${crypto.randomUUID()}, ${now()},
      ${input.captures.length}, ${input.exceptions.length}, ${lowest}, ${state})`.execute(tx)
}

async function addCapture(tx: Tx, enrolment: string, office: string, capture: Capture): Promise<void> {
  const image = newId<'image'>()
  const sealed = Buffer.from(capture.sealed, 'base64')
  const sha256 = createHash('sha256').update(sealed).digest()
  await sql`insert into images.sealed (id, module, record, root_id, office_id, modality, sha256, sealed)
    values (${image}::uuid, 'identity', 'capture', ${enrolment}::uuid, ${office}::uuid, ${capture.site}, ${sha256}, ${sealed})`.execute(
    tx,
  )
  const device = capture.device === undefined ? null : `${capture.device.name}, ${capture.device.serial}`
  await sql`insert into identity.capture (id, parent_id, site, quality, advice, tries, device, device_key, image)
    values (${newId()}::uuid, ${enrolment}::uuid, ${capture.site}, ${capture.quality}, ${capture.advice}::text[], ${capture.tries},
      ${device}, ${capture.device?.certificate ?? null}, ${image})`.execute(tx)
}

async function addException(tx: Tx, enrolment: string, { site, reason, lasting, remarks }: Exception): Promise<void> {
  await sql`insert into identity.exception (id, parent_id, site, reason, lasting, remarks)
    values (${newId()}::uuid, ${enrolment}::uuid, ${site}, ${reason}, ${lasting}, ${remarks ?? null})`.execute(tx)
}
