import { auditRead, defineCommand, defineQuery, type ServerModule } from '@nansen/store'
import { sql } from 'kysely'
import { KINDS } from '../fields.ts'

const ID = { type: 'string', format: 'uuid' } as const
const object = (properties: Record<string, object>) =>
  ({ type: 'object', additionalProperties: false, properties, required: Object.keys(properties) }) as const
const FLAG = { module: 'fraud', action: 'flag', level: 'personal' } as const

interface Suspicion {
  readonly personId: string
  readonly kind: string
  readonly words: string
  readonly noticedIn: string
  readonly ofStaff: boolean
}

/**
 * Hands a suspicion in, from wherever it was met; nothing comes back but that it was received. With `ofStaff` it goes to who looks into staff
 * and leaves no trace here. @throws Refusal `not-found` for somebody outside one's work.
 */
const suspect = defineCommand<Suspicion, Record<string, never>>({
  name: 'fraud.suspect',
  module: 'fraud',
  needs: FLAG,
  input: object({
    personId: ID,
    kind: { type: 'string', enum: KINDS },
    words: { type: 'string', minLength: 10, maxLength: 2_000 },
    noticedIn: { type: 'string', pattern: '^[a-z][a-z_]{1,59}$' },
    ofStaff: { type: 'boolean' },
  }),
  output: object({}),
  async run(tx, _asking, { personId, kind, words, noticedIn, ofStaff }) {
    await sql`select fraud.hand_in(${personId}::uuid, ${kind}, ${words}, ${noticedIn}, ${ofStaff})`.execute(tx)
    return {}
  },
})

/** Whether something about a person is being clarified: yes or no, without a reason. */
const clarifying = defineQuery<{ personId: string }, { clarifying: boolean }>({
  name: 'fraud.clarifying',
  module: 'fraud',
  needs: FLAG,
  input: object({ personId: ID }),
  output: object({ clarifying: { type: 'boolean' } }),
  showsPeople: true,
  async run(tx, asking, { personId }) {
    const { rows } = await sql<{ held: boolean }>`select fraud.clarifying(${personId}::uuid) as held`.execute(tx)
    await auditRead(tx, asking, {
      module: 'fraud',
      action: 'see',
      record: 'inquiry',
      ids: [],
      people: [personId],
      reason: 'clarifying',
    })
    return { clarifying: rows[0]!.held }
  },
})

interface HandedIn {
  readonly receivedOn: string
  readonly person: string
  readonly answer: string
}

/** What the asker handed in, and as much of what came of it as was allowed for them. */
const handedIn = defineQuery<Record<string, never>, { handedIn: readonly HandedIn[] }>({
  name: 'fraud.handedIn',
  module: 'fraud',
  needs: FLAG,
  input: { type: 'object', additionalProperties: false, properties: {} },
  output: object({
    handedIn: {
      type: 'array',
      items: object({ receivedOn: { type: 'string' }, person: ID, answer: { type: 'string' } }),
    },
  }),
  showsPeople: true,
  async run(tx, asking) {
    const { rows } =
      await sql<HandedIn>`select received_on::text as "receivedOn", person, answer from fraud.handed_in()`.execute(tx)
    await auditRead(tx, asking, {
      module: 'fraud',
      action: 'see',
      record: 'report',
      ids: [],
      people: rows.map(({ person }) => person),
      reason: 'handed in',
    })
    return { handedIn: rows }
  },
})

export const server: ServerModule = { name: 'fraud', commands: [suspect], queries: [clarifying, handedIn] }
