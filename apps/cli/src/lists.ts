import type pg from 'pg'
import { type Operation, operations, sharedLists } from '../../../countries/countries.ts'

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

/** Questions of each operation's own, in the forms of cases. One that a file no longer names is asked no more; what was answered stays. */
export async function loadOwnFields(
  client: pg.ClientBase,
  of: readonly Pick<Operation, 'country' | 'fields'>[] = operations(),
): Promise<void> {
  const rows = of.flatMap(({ country, fields }) =>
    fields.map((each, position) => ({ ...each, country, position, choices: each.choices ?? [] })),
  )
  await client.query(
    `with meant as (select * from jsonb_to_recordset($1) as f (country text, module text, name text, kind text, label jsonb, choices jsonb, pattern text,
         example text, listed boolean, "neededFor" text[], position int, "validFrom" date, "validTo" date)),
       gone as (update ref.own_field f set valid_to = current_date
         where f.country = any ($2) and f.valid_to is null and not exists (select from meant m where (m.module, m.name) = (f.module, f.name)))
     insert into ref.own_field as f (country, module, name, kind, label, choices, pattern, example, listed, needed_for, position, valid_from, valid_to)
     select country, module, name, kind, label, choices, pattern, example, listed, "neededFor", position, "validFrom", "validTo" from meant
     on conflict (module, name) do update set label = excluded.label, choices = excluded.choices, pattern = excluded.pattern, example = excluded.example,
       listed = excluded.listed, needed_for = excluded.needed_for, position = excluded.position, valid_to = excluded.valid_to
     where (f.label, f.choices, f.pattern, f.example, f.listed, f.needed_for, f.position, f.valid_to)
       is distinct from (excluded.label, excluded.choices, excluded.pattern, excluded.example, excluded.listed, excluded.needed_for, excluded.position, excluded.valid_to)`,
    [JSON.stringify(rows), of.map(({ country }) => country)],
  )
}
