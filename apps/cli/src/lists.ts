import type pg from 'pg'
import { operations, sharedLists } from '../../../countries/countries.ts'

/**
 * Gives a real installation the lists that every operation shares: countries, languages, relationships … What it says itself stays: a label that was
 * changed, an order, a code that was retired. Only what it does not have is added, also labels in a language that came later.
 */
export async function offerSharedLists(client: pg.Client): Promise<void> {
  const rows = sharedLists().flatMap(({ list, codes }) =>
    codes.map((each, position) => ({
      list,
      position,
      ...each,
      parent: each.parent ?? null,
      external: each.external ?? {},
    })),
  )
  await client.query(
    `insert into ref.code (list, code, label, position, parent, external)
     select list, code, label, position, parent, external
     from jsonb_to_recordset($1) as r (list text, code text, label jsonb, position int, parent text, external jsonb)
     on conflict (list, code) do update set label = excluded.label || code.label
     where not code.label ?& array(select jsonb_object_keys(excluded.label))`,
    [JSON.stringify(rows)],
  )
}

/** Brings the lists of a demo (`ref.code`) to what the files say; a code that is gone is retired, never deleted. */
export async function loadLists(client: pg.Client): Promise<void> {
  const lists = [...sharedLists(), ...operations().map(({ places }) => places)]
  const rows = lists.flatMap(({ list, codes }) =>
    codes.map((each, position) => ({
      list,
      code: each.code,
      label: each.label,
      position,
      parent: each.parent ?? null,
      external: each.external ?? {},
    })),
  )
  await client.query(
    `insert into ref.code (list, code, label, position, parent, external)
     select list, code, label, position, parent, external
     from jsonb_to_recordset($1) as r (list text, code text, label jsonb, position int, parent text, external jsonb)
     on conflict (list, code) do update set label = excluded.label, position = excluded.position, parent = excluded.parent,
       external = excluded.external, valid_to = null
     where (code.label, code.position, code.parent, code.external, code.valid_to)
       is distinct from (excluded.label, excluded.position, excluded.parent, excluded.external, null)`,
    [JSON.stringify(rows)],
  )
  await client.query(
    `update ref.code c set valid_to = current_date
     where valid_to is null and country is null and not exists (select from jsonb_to_recordset($1) as r (list text, code text) where r.list = c.list and r.code = c.code)`,
    [JSON.stringify(rows)],
  )
}

/** Days off of each operation's country. A day that a file no longer names is a working day again. */
export async function loadCalendars(client: pg.Client): Promise<void> {
  const calendars = operations().map(({ country, calendar }) => ({ country, ...calendar }))
  await client.query(
    `insert into cases.calendar (country, weekend, zone)
     select country, weekend, zone from jsonb_to_recordset($1) as c (country text, weekend int[], zone text)
     on conflict (country) do update set weekend = excluded.weekend, zone = excluded.zone`,
    [JSON.stringify(calendars)],
  )
  const days = calendars.flatMap(({ country, holidays }) => holidays.map(each => ({ country, ...each })))
  await client.query(
    `with meant as (select country, day, name from jsonb_to_recordset($1) as h (country text, day date, name jsonb)),
       gone as (delete from cases.holiday h where not exists (select from meant m where (m.country, m.day) = (h.country, h.day)))
     insert into cases.holiday (country, day, name) select country, day, name from meant
     on conflict (country, day) do update set name = excluded.name`,
    [JSON.stringify(days)],
  )
}
