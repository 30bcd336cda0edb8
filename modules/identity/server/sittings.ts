import { type PartialDate, Refusal } from '@nansen/kernel'
import { auditRead, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { isUnderFive } from './enrol.ts'
import { summariesOf } from './identify.ts'
import { matcher } from './matcher/matcher.ts'
import { list, OF_ENROLMENT, OF_PERSON, object, SUMMARY } from './schemas.ts'

/** What the search of one enrolment said; asked again until it is more than `captured`. */
export const outcome = defineQuery<{ enrolmentId: string }, unknown>({
  name: 'identity.outcome',
  module: 'identity',
  needs: { action: 'read', level: 'personal' },
  input: OF_ENROLMENT,
  output: object({
    state: { type: 'string' },
    peopleSearched: { type: ['integer', 'null'] },
    alike: list(SUMMARY, 20),
    contradictions: list(SUMMARY, 50),
    /** The two places that gave the same finger or eye, when they did. */
    repeated: { type: ['array', 'null'], items: { type: 'string' } },
    /** Fingers and eyes that are on this person's record at another place. */
    crosswise: list(SUMMARY, 12),
    /** Captures that gave no template and count for nothing. */
    withoutTemplate: { type: 'array', items: { type: 'string' } },
  }),
  showsPeople: true,
  async run(tx, asking, { enrolmentId }) {
    const { rows } = await sql<{ state: string; people_searched: number | null; individual: string }>`
      select state, people_searched, individual from identity.enrolment where id = ${enrolmentId}::uuid`.execute(tx)
    const [enrolment] = rows
    if (enrolment === undefined) throw new Refusal('not-found', 'no such enrolment')
    const pairs = await sql<{
      other: string
    }>`select other from adjudication.alike_with(${enrolment.individual}::uuid) other`.execute(tx)
    const cards = [
      ...(
        await summariesOf(
          tx,
          pairs.rows.map(({ other }) => other),
        )
      ).values(),
    ]
    const ids = [enrolmentId, ...pairs.rows.map(({ other }) => other)]
    await auditRead(tx, asking, { module: 'identity', action: 'read', record: 'enrolment', ids })
    return {
      state: enrolment.state,
      peopleSearched: enrolment.people_searched,
      alike: cards,
      contradictions: await contradictionsOf(tx, enrolmentId),
      repeated: await repeatedIn(tx, enrolmentId),
      crosswise: await crosswiseIn(tx, enrolmentId),
      withoutTemplate: await withoutTemplateIn(tx, enrolmentId),
    }
  },
})

/** A record to which a part of a sitting surely belongs, and another part not. */
export interface Contradiction {
  /** Null where the asker may not see this person. */
  readonly individual: string | null
  /** It is the record of the person who sat. */
  readonly own: boolean
  readonly agree: readonly string[]
  readonly against: readonly string[]
}

/** What contradicts what in a sitting that does not hang together. */
export async function contradictionsOf(tx: Tx, enrolment: string): Promise<readonly Contradiction[]> {
  const { rows } = await sql<Contradiction>`
    select individual, own, agree, against from gallery.contradictions_of(${enrolment}::uuid)`.execute(tx)
  return rows
}

async function repeatedIn(tx: Tx, enrolment: string): Promise<readonly string[] | null> {
  const { rows } = await sql<{ repeated: readonly string[] | null }>`
    select gallery.repeated_in(${enrolment}::uuid) as repeated`.execute(tx)
  return rows[0]?.repeated ?? null
}

async function withoutTemplateIn(tx: Tx, enrolment: string): Promise<readonly string[]> {
  const { rows } = await sql<{ sites: readonly string[] | null }>`
    select gallery.without_template_in(${enrolment}::uuid) as sites`.execute(tx)
  return rows[0]?.sites ?? []
}

/** What was taken at another place than the record has it at, place by place. */
export async function crosswiseIn(tx: Tx, enrolment: string): Promise<readonly { taken: string; is: string }[]> {
  const { rows } = await sql<{ crosswise: readonly { taken: string; is: string }[] | null }>`
    select gallery.crosswise_in(${enrolment}::uuid) as crosswise`.execute(tx)
  return rows[0]?.crosswise ?? []
}

/** A person's captures and exceptions, newest sitting first: for the person page. Images are not among it. */
export const ofPerson = defineQuery<{ individualId: string }, unknown>({
  name: 'identity.ofPerson',
  module: 'identity',
  needs: { action: 'read', level: 'personal' },
  input: OF_PERSON,
  /** `underFive`: of somebody who is surely under five a photo is taken, and nothing else. */
  output: object({ sittings: list(SUMMARY, 100), underFive: { type: 'boolean' } }),
  showsPeople: true,
  async run(tx, asking, { individualId }) {
    const { rows } = await sql<{ id: string }>`
      select e.id, e.state, e.captured_at as "capturedAt", e.people_searched as "peopleSearched", e.lowest_quality as "lowestQuality",
        e.exceptions_state as "exceptionsState", e.exceptions_why as "exceptionsWhy",
        coalesce((select jsonb_agg(jsonb_build_object('site', c.site, 'quality', c.quality, 'advice', c.advice, 'tries', c.tries) order by c.site)
          from identity.capture c where c.parent_id = e.id), '[]') as captures,
        coalesce((select jsonb_agg(jsonb_build_object('site', x.site, 'reason', x.reason, 'lasting', x.lasting) order by x.site)
          from identity.exception x where x.parent_id = e.id), '[]') as exceptions
      from identity.enrolment e where e.individual = ${individualId}::uuid order by e.captured_at desc limit 100`.execute(
      tx,
    )
    await auditRead(tx, asking, {
      module: 'identity',
      action: 'read',
      record: 'enrolment',
      ids: [individualId, ...rows.map(({ id }) => id)],
      people: [individualId],
    })
    const { rows: people } = await sql<{ born: PartialDate | null }>`
      select born from registration.individual where id = ${individualId}::uuid`.execute(tx)
    const born = people[0]?.born ?? null
    return { sittings: rows.map(row => ({ ...row })), underFive: isUnderFive(born, asking.now()) }
  },
})

/** The centre's public key for images: what is sealed to it opens nowhere else. */
export const imageKey = defineQuery<Record<string, never>, { publicKey: string }>({
  name: 'identity.imageKey',
  module: 'identity',
  needs: { action: 'create', level: 'protected' },
  input: object({}),
  output: object({ publicKey: { type: 'string' } }),
  showsPeople: false,
  run: async () => ({ publicKey: Buffer.from(await matcher.imagePublicKey()).toString('base64') }),
})
