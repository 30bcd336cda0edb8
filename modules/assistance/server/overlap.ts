import { newId, Refusal } from '@nansen/kernel'
import { auditRead, type Command, defineCommand, defineQuery, type Query, type Store } from '@nansen/store'
import { sql } from 'kysely'
import { assistance } from '../index.ts'
import { DAY, ID, INTEGER, list, MAYBE, object, TEXT, YES } from './schemas.ts'

const KINDS = assistance.records.programme.fields.kind.codes
/** Families a list may name: a large camp's, and bytes that a browser blinds in a minute. The database keeps it so too. */
const MOST = 20_000
const POINT_BYTES = 32
/** Points one after another, in base64. */
const POINTS = { ...TEXT, minLength: 44, maxLength: Math.ceil((MOST * POINT_BYTES) / 3) * 4 } as const
/** Days after which a comparison that nobody went on with is ended and its points deleted. The secrets in the browsers are kept as long. */
const KEPT_DAYS = 7

/** Ends what waited too long and deletes its points. For the server itself, from time to time. */
export async function endOldOverlaps(store: Store, now: Date): Promise<void> {
  await store.pool('nansen_sync').query('select assistance.end_old_overlaps($1, $2)', [now.toISOString(), KEPT_DAYS])
}

function pointsIn(field: string, base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0 || bytes.length % POINT_BYTES !== 0)
    throw new Refusal('invalid', 'a list is whole points of 32 bytes', { field })
  return bytes
}

interface Asked {
  readonly partnerId: string
  readonly kind: string
  readonly fromDay: string
  readonly toDay: string
  readonly points: string
}

/** Asks a partner whom both served. Carries blinded points, never a number. @throws Refusal `invalid` for a period over a year or a list that is none. */
export const askOverlap: Command = defineCommand<Asked, { readonly overlapId: string }>({
  name: 'assistance.askOverlap',
  large: true,
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  input: object({ partnerId: ID, kind: { enum: KINDS }, fromDay: DAY, toDay: DAY, points: POINTS }),
  output: object({ overlapId: ID }),
  async run(tx, asking, { partnerId, kind, fromDay, toDay, points }) {
    const overlapId = newId(asking.now().getTime())
    await sql`select assistance.ask_overlap(${overlapId}, ${partnerId}, ${kind}, ${fromDay}, ${toDay}, ${pointsIn('points', points)},
      ${asking.now().toISOString()})`.execute(tx)
    return { overlapId }
  },
})

const done = (rows: readonly { readonly done: boolean }[]): { readonly done: boolean } => {
  if (rows[0]?.done !== true) throw new Refusal('wrong-state', 'the other side is to go on with this, or it has ended')
  return { done: true }
}

/** Answers: what was sent, blinded again in its order, and the own list. */
export const answerOverlap: Command = defineCommand<
  { readonly overlapId: string; readonly back: string; readonly points: string },
  { readonly done: boolean }
>({
  name: 'assistance.answerOverlap',
  large: true,
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  input: object({ overlapId: ID, back: POINTS, points: POINTS }),
  output: object({ done: YES }),
  async run(tx, asking, { overlapId, back, points }) {
    const { rows } = await sql<{
      done: boolean
    }>`select assistance.answer_overlap(${overlapId}, ${pointsIn('back', back)},
      ${pointsIn('points', points)}, ${asking.now().toISOString()}) as done`.execute(tx)
    return done(rows)
  },
})

/** Gives the other side its points back, blinded again, so that it learns as much. */
export const returnOverlap: Command = defineCommand<
  { readonly overlapId: string; readonly back: string },
  { readonly done: boolean }
>({
  name: 'assistance.returnOverlap',
  large: true,
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  input: object({ overlapId: ID, back: POINTS }),
  output: object({ done: YES }),
  async run(tx, asking, { overlapId, back }) {
    const { rows } = await sql<{
      done: boolean
    }>`select assistance.return_overlap(${overlapId}, ${pointsIn('back', back)},
      ${asking.now().toISOString()}) as done`.execute(tx)
    return done(rows)
  },
})

/** Declines, withdraws, or ends what was read: the points are deleted. @throws Refusal `invalid` when it is declined without a reason. */
export const endOverlap: Command = defineCommand<
  { readonly overlapId: string; readonly because?: string },
  { readonly ended: string }
>({
  name: 'assistance.endOverlap',
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  input: object({ overlapId: ID, because: { ...TEXT, minLength: 3, maxLength: 1_000 } }, ['because']),
  output: object({ ended: TEXT }),
  async run(tx, asking, { overlapId, because }) {
    const { rows } = await sql<{
      ended: string | null
    }>`select assistance.end_overlap(${overlapId}, ${because ?? null}, ${asking.now().toISOString()}) as ended`.execute(
      tx,
    )
    const ended = rows[0]?.ended ?? null
    if (ended === null) throw new Refusal('wrong-state', 'this has ended before')
    return { ended }
  },
})

const COUNT = { type: ['integer', 'null'] } as const

/** The comparisons of one's own organisation and whom it may ask: who, what and how many, never whom. */
export const overlaps: Query = defineQuery<object, object>({
  name: 'assistance.overlaps',
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({}),
  output: object({
    overlaps: list(
      object({
        id: ID,
        kind: TEXT,
        fromDay: DAY,
        toDay: DAY,
        askedByUs: YES,
        partner: TEXT,
        mine: YES,
        askedAt: TEXT,
        answeredAt: MAYBE,
        returnedAt: MAYBE,
        ended: MAYBE,
        because: MAYBE,
        ours: COUNT,
        theirs: COUNT,
      }),
    ),
    partners: list(object({ id: ID, name: TEXT })),
    most: INTEGER,
  }),
  async run(tx) {
    const { rows } = await sql`
      select o.id, o.kind, o.from_day::text as "fromDay", o.to_day::text as "toDay", o.asked_by_us as "askedByUs", o.partner, coalesce(o.mine, false) as mine,
        to_json(o.asked_at) #>> '{}' as "askedAt", to_json(o.answered_at) #>> '{}' as "answeredAt", to_json(o.returned_at) #>> '{}' as "returnedAt",
        o.ended, o.because, o.ours, o.theirs
      from assistance.overlaps() o`.execute(tx)
    const partners = await sql`
      select g.id, g.name from auth.organisation g
      where g.id <> (select s.organisation_id from auth.staff s where s.id = auth.staff()) order by g.name`.execute(tx)
    return { overlaps: rows, partners: partners.rows, most: MOST }
  },
})

const base64 = (bytes: Buffer | null): string | null => bytes?.toString('base64') ?? null

/** The blinded points that one's own side needs for its next step. */
export const overlapPoints: Query = defineQuery<{ readonly overlapId: string }, object>({
  name: 'assistance.overlapPoints',
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ overlapId: ID }),
  output: object({ askedByUs: YES, sent: MAYBE, back: MAYBE, theirs: MAYBE }),
  async run(tx, asking, { overlapId }) {
    const { rows } = await sql<{
      asked_by_us: boolean
      sent: Buffer | null
      back: Buffer | null
      theirs: Buffer | null
    }>`select * from assistance.overlap_points(${overlapId})`.execute(tx)
    await auditRead(tx, asking, {
      module: 'assistance',
      action: 'read',
      record: 'overlap',
      ids: [overlapId],
      reason: 'blinded points',
    })
    const { asked_by_us, sent, back, theirs } = rows[0]!
    return { askedByUs: asked_by_us, sent: base64(sent), back: base64(back), theirs: base64(theirs) }
  },
})

/** Numbers of the families that one's own organisation gave to in a period, as far as the asker reads them. */
export const served: Query = defineQuery<
  { readonly kind: string; readonly fromDay: string; readonly toDay: string },
  { readonly numbers: readonly string[]; readonly more: boolean }
>({
  name: 'assistance.served',
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ kind: { enum: KINDS }, fromDay: DAY, toDay: DAY }),
  output: object({ numbers: list(TEXT), more: YES }),
  async run(tx, asking, { kind, fromDay, toDay }) {
    const { rows } = await sql<{
      family_number: string
    }>`select family_number from assistance.served(${kind}, ${fromDay}, ${toDay})`.execute(tx)
    await auditRead(tx, asking, {
      module: 'assistance',
      action: 'read',
      record: 'collection',
      ids: [],
      reason: `${rows.length} families served`,
    })
    return { numbers: rows.slice(0, MOST).map(row => row.family_number), more: rows.length > MOST }
  },
})
