import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FreshDatabase, freshDatabase, withClient } from '@nansen/testing'
import { practiceWorld, STAFF } from '@nansen/world'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../../../../modules/registry.gen.ts'
import { createKeys } from '../serverKeys.ts'
import { drawFaces } from './faces.ts'
import { loadedWorld } from './loadedWorld.ts'
import { loadWorld } from './loadWorld.ts'

const TODAY = '2026-11-21'
const PEOPLE = 160
let db: FreshDatabase

beforeAll(async () => {
  db = await freshDatabase()
  await loadWorld({ ownerUrl: db.ownerUrl, keys: db.store.keys!, people: PEOPLE, today: TODAY, say: () => {} })
})
const folder = mkdtempSync(join(tmpdir(), 'nansen-demo-'))
afterAll(async () => {
  await db.drop()
  rmSync(folder, { recursive: true })
})

const count = (sql: string) =>
  withClient(db.ownerUrl, async (client: pg.Client) => Number((await client.query(sql)).rows[0]?.n))

test('everybody of the world is registered, in families with one focal point each', async () => {
  const world = practiceWorld({ people: PEOPLE, today: TODAY })
  const people = world.families.flatMap(family => family.members)
  expect(await count('select count(*) n from registration.individual')).toBe(people.length)
  expect(await count('select count(*) n from registration.registration_group')).toBe(world.families.length)
  expect(await count('select count(*) n from registration.membership where focal_point')).toBe(world.families.length)
  expect(await count('select count(*) n from auth.staff')).toBe(STAFF.length)
})

test('no record of the practice world lacks a guarded answer that its form asks for, so that every case can be saved', async () => {
  const asked = modules.flatMap(({ name, records }) =>
    Object.entries(records).flatMap(([record, { fields }]) =>
      Object.values(fields).some(field => field.sensitivity === 'protected' && !field.optional)
        ? [`${name}.${record}`]
        : [],
    ),
  )
  expect(asked).toContain('best_interests.option')
  expect(await count('select count(*) n from best_interests.option')).toBeGreaterThan(0)
  const lacking = asked.map(
    table => `select '${table}' as place from ${table} where id not in (select id from ${table}_protected)`,
  )
  const { rows } = await withClient(db.ownerUrl, (client: pg.Client) =>
    client.query(`select distinct place from (${lacking.join(' union all ')}) l`),
  )
  expect(rows).toEqual([])
})

test('what was loaded past the triggers is what they would have let in: codes, households, numbers', async () => {
  await withClient(db.ownerUrl, async (client: pg.Client) => {
    await client.query('select registration.judge_group(id) from registration.registration_group')
    const wrong = await client.query(
      `select number from registration.individual where ref.check_character(left(number, -1)) <> right(number, 1)`,
    )
    expect(wrong.rows).toEqual([])
    // A change that changes nothing passes through the checks of codes.
    await client.query(
      `update registration.individual set nationality = nationality, education_level = education_level || '' where false`,
    )
    const codes = await client.query(`
      select 'religion' as field, religion as code from registration.individual_protected where religion not in (select code from ref.code where list = 'religion')
      union select 'ethnicity', ethnicity from registration.individual_protected where ethnicity not in (select code from ref.code where list = 'ethnicity')
      union select 'need', need from registration.specific_need_protected where need not in (select code from ref.code where list = 'need')
      union select 'country', nationality from registration.individual where nationality not in (select code from ref.code where list = 'country')
      union select 'education', education_level from registration.individual where education_level not in (select code from ref.code where list = 'education')
      union select 'occupation', occupation from registration.individual where occupation not in (select code from ref.code where list = 'occupation')
      union select 'marital', marital_status from registration.individual where marital_status not in (select code from ref.code where list = 'marital_status')
      union select 'document', kind from registration.document_held where kind not in (select code from ref.code where list = 'document_type')
      union select 'relationship', relationship from registration.membership where relationship not in (select code from ref.code where list = 'relationship')
      union select 'language ability', language from registration.language_ability where language not in (select code from ref.code where list = 'language')
      union select 'schooling', grade from registration.education where grade not in (select code from ref.code where list = 'education')
      union select 'isced', grade from registration.education where isced is distinct from registration.isced_of(grade)
      union select 'work', occupation from registration.work where occupation not in (select code from ref.code where list = 'occupation')
      union select 'skill', occupation from registration.skill where occupation not in (select code from ref.code where list = 'occupation')
      union select 'leg', country from registration.flight_leg where country not in (select code from ref.code where list = 'country')
      union select 'relative', relationship from registration.relative where relationship not in (select code from ref.code where list = 'relationship')
      union select 'language', l from registration.individual, unnest(languages) l where l not in (select code from ref.code where list = 'language')`)
    expect(codes.rows).toEqual([])
  })
})

test('lives agree with what every form asks: tongues, schools and work, and a way that ends where people are registered', async () => {
  await withClient(db.ownerUrl, async client => {
    const wrong = await client.query(`
      select 'tongues', i.number from registration.individual i where cardinality(i.languages) <>
        (select count(*) from registration.language_ability l where l.root_id = i.id)
      union all select 'school', i.number from registration.individual i join registration.education e on e.root_id = i.id
        where e.grade <> i.education_level
      union all select 'work', i.number from registration.individual i join registration.work w on w.root_id = i.id
        where w.occupation not like i.occupation || '%'
      union all select 'way', i.number from registration.individual i join lateral (
        select l.country from registration.flight_leg l where l.root_id = i.id order by l.sequence desc limit 1) last on true
        where last.country <> i.country_of_asylum`)
    expect(wrong.rows).toEqual([])
  })
  const atLength = await count(
    'select count(*) n from registration.flight join registration.flight_protected using (id)',
  )
  expect(atLength).toBeGreaterThan(5)
  expect(await count(`select count(*) n from registration.skill where occupation = '7115'`)).toBeGreaterThan(0)
})

test('nobody of the demo was born after they fled or arrived, and the year has events whose families are whole', async () => {
  const impossible = await count(`select count(*) n from registration.individual
    where left(fled_on, least(length(born), length(fled_on))) < left(born, least(length(born), length(fled_on)))
      or left(arrived_on, least(length(born), length(arrived_on))) < left(born, least(length(born), length(arrived_on)))`)
  expect(impossible).toBe(0)
  expect(await count('select count(distinct kind) n from registration.life_event')).toBeGreaterThanOrEqual(3)
  const sizes = await count(`select count(*) n from registration.registration_group g where g.size <>
    (select count(*) from registration.membership m where m.parent_id = g.id and m.member_to is null)`)
  expect(sizes).toBe(0)
  const gone =
    await count(`select count(*) n from registration.individual i where i.process_status = 'inactive' and exists (
    select from registration.membership m where m.individual = i.id and m.member_to is null)`)
  expect(gone).toBe(0)
})

test('a load is one act in the audit, with the hash of all it brought', async () => {
  expect(await count(`select count(*) n from audit.entry where action = 'load' and octet_length(content) = 32`)).toBe(1)
})

test('everybody from five years of age is in the gallery once, but for the planted duplicates', async () => {
  expect(await count('select count(distinct alias) n from gallery.template')).toBe(
    await count('select count(*) n from identity.enrolment'),
  )
  expect(await count('select count(*) n from identity.enrolment group by individual having count(*) > 1')).toBeNaN()
})

/** Every row and every index of the schemas that a load fills, in an order of their own. */
const everything = (ownerUrl: string) =>
  withClient(ownerUrl, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('registration', 'identity', 'gallery', 'auth') order by 1`,
    )
    const hashes: [string, string][] = []
    for (const { name } of rows) {
      const { rows: found } = await client.query(
        `select md5(coalesce(string_agg(row::text, e'\n' order by row::text), '')) as md5 from (select to_jsonb(t) - 'seq' - $1::text[] as row from ${name} t) x`,
        // What was decided on a claim is written by the database, under a name and at a moment of its own.
        [name === 'registration.legal_status' ? ['id', 'created_at', 'changed_at'] : []],
      )
      hashes.push([name, found[0].md5])
    }
    const indexes = await client.query(
      `select indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema') order by indexdef`,
    )
    return { tables: Object.fromEntries(hashes), indexes: indexes.rows }
  })

test('a world invented in a thread, into tables without indexes, is the same world with the same indexes', async () => {
  const other = await freshDatabase()
  const keys = db.store.keys!
  const parts: string[] = []
  try {
    const options = { ownerUrl: other.ownerUrl, keys, people: PEOPLE, today: TODAY }
    await loadWorld({ ...options, manner: 'many', say: what => parts.push(what) })
    expect(await everything(other.ownerUrl)).toEqual(await everything(db.ownerUrl))
    expect(new Set(parts)).toEqual(new Set(['people', 'indexes']))
  } finally {
    await other.drop()
  }
}, 120_000)

test('only as many people have fingers and eyes as are asked for', async () => {
  const other = await freshDatabase()
  try {
    const options = { ownerUrl: other.ownerUrl, keys: db.store.keys!, people: 40, today: TODAY, say: () => {} }
    await loadWorld({ ...options, templates: 7 })
    const { rows } = await withClient(other.ownerUrl, client =>
      client.query('select count(distinct alias)::int as people from gallery.template'),
    )
    expect(rows).toEqual([{ people: 7 }])
    expect((await loadedWorld(other.ownerUrl)).families).toEqual(practiceWorld({ people: 40, today: TODAY }).families)
  } finally {
    await other.drop()
  }
}, 120_000)

test('loading twice changes nothing', async () => {
  const before = await count('select count(*) n from registration.individual')
  await loadWorld({ ownerUrl: db.ownerUrl, keys: db.store.keys!, people: PEOPLE, today: TODAY, say: () => {} })
  expect(await count('select count(*) n from registration.individual')).toBe(before)
})

test('who stops the demo right after its start waits for one finger, not for all; nothing half-made is kept', async () => {
  let asked = 0
  const stopped = () => ++asked > 1
  const keys = createKeys(join(folder, 'server.key'), 'tests')
  await drawFaces({ ownerUrl: db.ownerUrl, keys, world: practiceWorld({ people: PEOPLE, today: TODAY }), stopped })
  expect(await count('select count(*) n from identity.capture')).toBe(0)
  expect(await count('select count(*) n from registration.individual where thumbnail is not null')).toBe(0)
  expect(await count(`select count(*) n from gallery.template`)).toBeGreaterThan(0)
})

test('a file of statelessness belongs to somebody whose office reaches the person’s, and no clock of any case is overdue unnoticed', async () => {
  expect(await count('select count(*) n from statelessness.file')).toBeGreaterThan(0)
  expect(
    await count(`select count(*) n from statelessness.file f where not exists (
      select from auth.assignment a join auth.office_closure c on c.ancestor = a.office_id and c.descendant = f.office_id
      where a.staff_id = f.owner_id and a.role = 'rsd_reviewer')`),
  ).toBe(0)
  for (const module of await caseModules())
    expect(
      await count(`select count(*) n from ${module}.clock where status = 'running' and due_at <= '${TODAY}T06:00:00Z'`),
      module,
    ).toBe(0)
})

const caseModules = () =>
  withClient(db.ownerUrl, async (client: pg.Client) =>
    (await client.query<{ name: string }>('select name from cases.module')).rows.map(({ name }) => name),
  )
