import type { Half, Lock, PublicKeys } from '@nansen/sealed'
import { defineQuery, type JsonSchema, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { epochsOf } from './epochs.ts'
import { EPOCH, HALF, ID, KEYS, LOCK, list, nullable, shape, text } from './shapes.ts'

const WHEN = text(40)
const NAMED: Readonly<Record<string, JsonSchema>> = { id: ID, name: text(200) }

interface Group {
  readonly id: string
  readonly module: string
  readonly office_id: string
  readonly office_name: string
  readonly name: string
  readonly health: string
  readonly mine: 'reader' | 'recovery' | null
}

interface Recovery {
  readonly id: string
  readonly group_id: string
  readonly for_staff: string
  readonly reason: string
  readonly asked_by: string
  readonly asked_at: string
  readonly given: number
  readonly halves: readonly Half[]
}

const RECOVERY = {
  id: ID,
  forStaff: ID,
  reason: text(500),
  askedBy: ID,
  askedAt: WHEN,
  /** How many officers gave their half. */
  given: { type: 'integer' },
  /** Halves that are meant for the asker. */
  halves: list(HALF, 2),
}

/** One's own keys and locks, and the groups one reads or keeps, each with its whole chain and with whom it names. */
export const mine: Query = defineQuery<object, object>({
  name: 'sealing.mine',
  module: 'sealing',
  needs: null,
  input: shape({}),
  output: shape({
    keys: nullable(KEYS),
    locks: list(shape({ id: ID, madeAt: WHEN, lock: LOCK }), 50),
    groups: list(
      shape({
        ...NAMED,
        module: text(60),
        officeId: ID,
        officeName: text(200),
        health: { enum: ['good', 'one-reader', 'recovery-only', 'lost'] },
        mine: nullable({ enum: ['reader', 'recovery'] }),
        epochs: list(EPOCH, 10_000),
        recovery: nullable(shape(RECOVERY)),
      }),
      500,
    ),
    names: list(shape(NAMED), 5000),
  }),
  showsPeople: false,
  run: async tx => {
    const keys = await sql<{ body: PublicKeys }>`select body from sealed.own_key where staff_id = auth.staff()
      order by version desc limit 1`.execute(tx)
    const locks = await sql<{ id: string; made_at: string; body: Lock }>`select id, made_at, body from sealed.lock
      where staff_id = auth.staff() order by made_at`.execute(tx)
    const { rows: groups } = await sql<Group>`
      select g.id, g.module, g.office_id, o.name as office_name, g.name, g.health, m.role as mine
      from sealed."group" g join auth.office o on o.id = g.office_id
      left join sealed.now_member m on m.group_id = g.id and m.staff_id = auth.staff()
      order by g.name, g.id`.execute(tx)
    const { rows: recoveries } = await sql<Recovery>`
      select r.id, r.group_id, r.for_staff, r.reason, r.asked_by, r.asked_at, sealed.halves_given(r.id) as given,
        coalesce((select jsonb_agg(h.body) from sealed.half h where h.recovery_id = r.id and h.body ->> 'to' = auth.staff()::text), '[]') as halves
      from sealed.recovery r where r.ended_at is null`.execute(tx)
    const chains = await epochsOf(
      tx,
      groups.map(each => each.id),
    )
    const { rows: names } = await sql<{ id: string; name: string }>`
      select p.id, p.display_name as name from auth.staff p
      where p.id in (select staff_id from sealed.member) or p.id in (select for_staff from sealed.recovery) or p.id = auth.staff()`.execute(
      tx,
    )
    return {
      keys: keys.rows[0]?.body ?? null,
      locks: locks.rows.map(({ id, made_at, body }) => ({ id, madeAt: made_at, lock: body })),
      groups: groups.map(({ office_id, office_name, ...group }) => ({
        ...group,
        officeId: office_id,
        officeName: office_name,
        epochs: chains.get(group.id) ?? [],
        recovery: recoveryOf(recoveries, group.id),
      })),
      names,
    }
  },
})

function recoveryOf(recoveries: readonly Recovery[], group: string) {
  const found = recoveries.find(({ group_id }) => group_id === group)
  if (!found) return null
  const { id, for_staff, reason, asked_by, asked_at, given, halves } = found
  return { id, forStaff: for_staff, reason, askedBy: asked_by, askedAt: asked_at, given, halves }
}

/** Who could be in a group of a module: readers are those whose work needs it; officers anybody with keys. And the offices for which one may found. */
export const candidates: Query = defineQuery<{ module: string }, object>({
  name: 'sealing.candidates',
  module: 'sealing',
  needs: null,
  input: shape({ module: text(60) }),
  output: shape({
    offices: list(shape(NAMED), 5000),
    colleagues: list(shape({ ...NAMED, office: text(400), mayRead: { type: 'boolean' }, keys: nullable(KEYS) }), 2000),
  }),
  showsPeople: false,
  run: async (tx, _, { module }) => {
    const offices = await sql`select o.id, o.name from auth.office o
      where o.id = any ((select sealed.offices_of_mine(${module}))::uuid[]) order by o.name`.execute(tx)
    const colleagues =
      await sql`select id, name, office, may_read as "mayRead", keys from sealed.candidates(${module})`.execute(tx)
    return { offices: offices.rows, colleagues: colleagues.rows }
  },
})

/** The modules in which the asker may found a group of readers. */
export const modulesOfMine: Query = defineQuery<object, { modules: readonly string[] }>({
  name: 'sealing.modules',
  module: 'sealing',
  needs: null,
  input: shape({}),
  output: shape({ modules: list(text(60), 100) }),
  showsPeople: false,
  run: async tx => {
    const { rows } = await sql<{ modules: string[] }>`select sealed.modules_of_mine() as modules`.execute(tx)
    return { modules: rows[0]!.modules }
  },
})
