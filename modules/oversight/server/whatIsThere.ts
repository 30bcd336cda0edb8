import { defineQuery, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { fields, nullable, rows, text } from './act.ts'
import { LISTS } from './readinessRules.ts'

/** Code lists that forms offer, with how many codes each has: read only, as they are data of the release or of an operation's folder. */
export const lists: Query = defineQuery<object, { rows: readonly unknown[] }>({
  name: 'admin.code-lists',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  input: fields({}),
  output: rows({ list: text(64), many: { type: 'integer' }, needed: { type: 'boolean' } }),
  showsPeople: false,
  run: async (tx: Tx) => {
    const found = await sql`select l.list, count(c.code)::int as many, l.list = any (${LISTS}::text[]) as needed
      from (select distinct list from ref.code union select unnest(${LISTS}::text[])) l(list)
      left join ref.code c on c.list = l.list group by l.list order by 3 desc, 1`.execute(tx)
    return { rows: found.rows }
  },
})

/** Scanners by operation: how many signed a capture in the last ninety days, and when the last one did. Nobody who was captured. */
export const devices: Query = defineQuery<object, { rows: readonly unknown[] }>({
  name: 'admin.devices',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  input: fields({}),
  output: rows({
    country: text(3),
    name: { type: 'object' },
    devices: { type: 'integer' },
    lastSeen: nullable({ type: 'string' }),
  }),
  showsPeople: false,
  run: async (tx: Tx) => {
    const found = await sql`select c.code::text as country, c.name, d.devices::int, d.last_seen::text as "lastSeen"
      from auth.country c cross join lateral auth.devices_of(c.code) d
      where exists (select from auth.office o where o.country = c.code
        and o.id = any ((select auth.reach('admin', 'read', 'personal'))::uuid[])) order by c.code`.execute(tx)
    return { rows: found.rows }
  },
})

/** Questions that an operation asks in the forms of its cases (decision 0170): read only, as they come from a file of its own. No answer. */
export const ownFields: Query = defineQuery<object, { rows: readonly unknown[] }>({
  name: 'admin.own-fields',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  input: fields({}),
  output: rows({
    country: text(3),
    countryName: { type: 'object' },
    module: text(64),
    name: text(64),
    kind: { enum: ['text', 'integer', 'boolean', 'date', 'code'] },
    label: { type: 'object' },
    choices: { type: 'array', items: { type: 'object' } },
    example: nullable({ type: 'string' }),
    listed: { type: 'boolean' },
    waited: { type: 'boolean', description: 'a move of the case waits for the answer' },
    validFrom: text(10),
    validTo: nullable(text(10)),
  }),
  showsPeople: false,
  run: async (tx: Tx) => {
    const found =
      await sql`select f.country::text as country, c.name as "countryName", f.module, f.name, f.kind, f.label, f.choices, f.example, f.listed,
        f.needed_for <> '{}' as waited, f.valid_from::text as "validFrom", f.valid_to::text as "validTo"
      from ref.own_field f join auth.country c on c.code = f.country
      where exists (select from auth.office o where o.country = f.country
        and o.id = any ((select auth.reach('admin', 'read', 'personal'))::uuid[])) order by f.country, f.module, f.position, f.name`.execute(
        tx,
      )
    return { rows: found.rows }
  },
})
