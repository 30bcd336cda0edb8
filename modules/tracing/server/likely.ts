import { Refusal } from '@nansen/kernel'
import { CARD_SCHEMA } from '@nansen/registration/server'
import { auditRead, defineQuery, type JsonSchema, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type Sought, soughtIn } from './matching/missing.ts'
import { type LikelyPerson, likeliest } from './matching/rank.ts'
import { ID } from './schemas.ts'

interface Likely {
  /** `no-consent`: the seeker did not agree that we search here. */
  readonly looked: 'yes' | 'no-consent'
  readonly sought: readonly {
    readonly alsoSoughtId: string | null
    readonly name: string
    readonly people: readonly LikelyPerson[]
  }[]
  /** Other open requests, of those the asker may read, that seek somebody of a like name. */
  readonly also: readonly { readonly id: string; readonly sought_name: string }[]
}

const TEXT: JsonSchema = { type: 'string' }
const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const REASON: JsonSchema = { type: 'object', additionalProperties: true }
const PERSON = object({
  card: CARD_SCHEMA,
  chance: { type: 'number' },
  band: TEXT,
  reasons: list(REASON),
  agreed: { type: 'boolean' },
})
const SOUGHT = object({ alsoSoughtId: { type: ['string', 'null'] }, name: TEXT, people: list(PERSON) })

/** Who may be those whom a request seeks, with the seeker's consent and theirs. It proposes nobody: an officer does. */
export const likely: Query = defineQuery<{ readonly requestId: string }, Likely>({
  name: 'tracing.likely',
  module: 'tracing',
  needs: { action: 'change', level: 'personal' },
  input: object({ requestId: ID }),
  output: object({ looked: TEXT, sought: list(SOUGHT), also: list(object({ id: TEXT, sought_name: TEXT })) }),
  showsPeople: true,
  async run(tx, asking, { requestId }) {
    const request = await getRequest(tx, requestId)
    if (!request.consents.includes('search-here')) return { looked: 'no-consent', sought: [], also: [] }
    const everybody = await soughtIn(tx, requestId)
    const also = await alsoSeeking(tx, requestId)
    const noted = { module: 'tracing', action: 'read', record: 'request', reason: 'matching' } as const
    await auditRead(tx, asking, { ...noted, ids: [requestId, ...also.map(({ id }) => id)] })
    const sought = []
    for (const each of everybody) sought.push({ ...shownOf(each), people: await peopleFor(each) })
    // also when nobody was found: whoever tries names one after another leaves a trace
    const ids = [...new Set<string>(sought.flatMap(({ people }) => people.map(({ card }) => card.id)))]
    await auditRead(tx, asking, { module: 'registration', action: 'see', record: 'individual', ids, reason: 'tracing' })
    return { looked: 'yes', sought, also }

    function peopleFor(each: Sought) {
      const { seeker, nationality, ruled_out: ruledOut } = request
      const today = asking.now().toISOString().slice(0, 10)
      return likeliest(tx, asking, { sought: each, nationality, seeker, ruledOut, today })
    }
  },
})

const shownOf = ({ alsoSoughtId, name }: Sought) => ({ alsoSoughtId, name })

interface Request {
  readonly seeker: string
  readonly consents: readonly string[]
  readonly nationality: string | null
  readonly ruled_out: readonly string[]
}

/** @throws Refusal `not-found` when absent or out of sight: we never say which. */
async function getRequest(tx: Tx, id: string): Promise<Request> {
  const { rows } = await sql<Request>`select r.seeker, r.consents, r.sought_nationality as nationality,
      array(select c.individual from tracing.match_candidate c
        where c.parent_id = r.id and c.withdrawn_at is null and c.judgement = 'ruled-out') as ruled_out
    from tracing.request r where r.id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such tracing request')
  return rows[0]
}

/** Other requests shown at most. */
const MOST = 10

/** Other open requests whose seekers agreed, for a name with two words that sound like this one's. */
async function alsoSeeking(tx: Tx, id: string): Promise<Likely['also']> {
  const { rows } = await sql<Likely['also'][number]>`
    select r.id, r.sought_name from tracing.request r where r.id <> ${id}::uuid and r.state <> 'closed' and 'search-here' = any (r.consents)
      and r.id in (
        select k.root_id from tracing.request_key k where (k.key like 'p:%' or k.key like 't:%') and k.key in (
          select m.key from tracing.request_key m where m.record_id = ${id}::uuid))
    order by r.id limit ${MOST}`.execute(tx)
  return rows
}
