import { Refusal } from '@nansen/kernel'
import { auditRead, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { summariesOf } from './identify.ts'
import type { OpenedImage } from './matcher/protocol.ts'
import { opening } from './opening.ts'
import { ID, list, OF_ENROLMENT, object, SUMMARY } from './schemas.ts'
import { contradictionsOf, crosswiseIn } from './sittings.ts'

interface WaitingSitting {
  readonly id: string
  readonly individual: string
  readonly state: string
  readonly capturedAt: string
}

/** Sittings unlike their person's record that wait for a supervisor, or for the second person; oldest first. */
export const renewals = defineQuery<Record<string, never>, unknown>({
  name: 'identity.renewals',
  module: 'identity',
  needs: { action: 'approve', level: 'personal' },
  input: object({}),
  output: object({ sittings: list(SUMMARY, 100) }),
  showsPeople: true,
  async run(tx, asking) {
    const { rows } = await sql<WaitingSitting>`
      select e.id, e.individual, e.state, e.captured_at as "capturedAt" from identity.enrolment e
      where e.state in ('unlike-record', 'mixed', 'renewal-asked') and identity.may_be_renewed(e.id)
      order by e.captured_at limit 100`.execute(tx)
    const people = rows.map(({ individual }) => individual)
    const cards = await summariesOf(tx, people)
    const ids = rows.flatMap(({ id, individual }) => [id, individual])
    await auditRead(tx, asking, { module: 'identity', action: 'read', record: 'enrolment', ids, people })
    return { sittings: rows.map(row => ({ ...row, card: cards.get(row.individual) ?? null })) }
  },
})

/** One such sitting: whose it is said to be, what was captured then and before, who said what, and what the asker may do. */
export const renewal = defineQuery<{ enrolmentId: string }, unknown>({
  name: 'identity.renewal',
  module: 'identity',
  needs: { action: 'approve', level: 'personal' },
  input: OF_ENROLMENT,
  output: SUMMARY,
  showsPeople: true,
  async run(tx, asking, { enrolmentId }) {
    const { rows } = await sql<WaitingSitting & { may: boolean; lies: boolean }>`
      select id, individual, state, captured_at as "capturedAt", identity.had_no_hand(individual) as may, identity.may_be_renewed(id) as lies
      from identity.enrolment where id = ${enrolmentId}::uuid`.execute(tx)
    const [sitting] = rows
    if (sitting === undefined) throw new Refusal('not-found', 'no such sitting')
    const { may, lies, individual, ...rest } = sitting
    const steps = await sql<{ step: string; createdBy: string }>`
      select step, reason, why, created_by as "createdBy", created_at as "createdAt"
      from identity.renewal where parent_id = ${enrolmentId}::uuid order by created_at`.execute(tx)
    const asked = steps.rows.some(each => each.step === 'asked' && each.createdBy === asking.session.staffId)
    const ids = [enrolmentId, individual]
    await auditRead(tx, asking, { module: 'identity', action: 'read', record: 'enrolment', ids, people: [individual] })
    return {
      ...rest,
      card: (await summariesOf(tx, [individual])).get(individual) ?? null,
      contradictions: await contradictionsOf(tx, enrolmentId),
      crosswise: await crosswiseIn(tx, enrolmentId),
      captures: await capturesOf(tx, individual, enrolmentId),
      steps: steps.rows,
      may: !lies ? 'nothing' : !may ? 'not-yours' : rest.state !== 'renewal-asked' ? 'ask' : asked ? 'wait' : 'decide',
    }
  },
})

/** The captures of this sitting, and of those by which the person was known. */
async function capturesOf(tx: Tx, individual: string, enrolment: string) {
  const { rows } = await sql<{ image: string; site: string; now: boolean }>`
    select c.image, c.site, c.quality, e.id as enrolment, e.id = ${enrolment}::uuid as now, e.captured_at as "capturedAt"
    from identity.capture c join identity.enrolment e on e.id = c.parent_id
    where e.individual = ${individual}::uuid
      and (e.id = ${enrolment}::uuid or e.state in ('unique', 'possible-duplicate', 'same-person', 'different-people'))
    order by e.captured_at desc, c.site`.execute(tx)
  return rows
}

interface AskedImage {
  readonly enrolmentId: string
  readonly image: string
}

/** One sealed image of a person whose sitting is unlike their record, as grey pixels; each opening is in the audit. */
export const renewalImage = defineQuery<AskedImage, unknown, OpenedImage>({
  name: 'identity.renewalImage',
  module: 'identity',
  needs: { action: 'reveal', level: 'personal' },
  input: object({ enrolmentId: ID, image: ID }),
  output: object({ width: { type: 'integer' }, height: { type: 'integer' }, pixels: { type: 'string' } }),
  showsPeople: true,
  async outside(tx, _asking, asked) {
    await mustBeOfSitting(tx, asked)
    return opening(tx, asked.image, `sitting ${asked.enrolmentId} unlike the record`)
  },
  async run(tx, _asking, asked, { width, height, pixels }) {
    await mustBeOfSitting(tx, asked)
    return { width, height, pixels: Buffer.from(pixels).toString('base64') }
  },
})

/** @throws Refusal `not-found` for an image of somebody else, or when nothing is to be decided of this sitting. */
async function mustBeOfSitting(tx: Tx, { enrolmentId, image }: AskedImage): Promise<void> {
  const known = await sql`
    select from identity.capture c join identity.enrolment e on e.id = c.parent_id join identity.enrolment asked on asked.id = ${enrolmentId}::uuid
    where c.image = ${image} and e.individual = asked.individual and asked.state in ('unlike-record', 'mixed', 'renewal-asked')`.execute(
    tx,
  )
  if (known.rows.length === 0) throw new Refusal('not-found', 'no such image')
}
