import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeId } from '../apps/cli/src/demo/staff.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostile/hostileWorld.ts'

let world: HostileWorld
let ines: Attacker
let samuel: Attacker
beforeAll(async () => {
  world = await hostileWorld()
  ines = await world.colleague('ines')
  samuel = await world.colleague('samuel')
})
afterAll(() => world.end())

const rows = async <T>(text: string, values: readonly unknown[] = []) =>
  (await world.owner.query(text, [...values])).rows as T[]
const because = 'both sittings show the same ridges'

/** A link as two opinions would have made it. */
async function linked(survivor: string, other: string): Promise<string> {
  const id = newId<string>()
  await rows(
    `insert into adjudication.link (id, office_id, survivor, other, linked_at) select $1, office_id, $2, $3, now() from registration.individual where id = $2`,
    [id, survivor, other],
  )
  await rows('update registration.individual set same_person_as = $1 where id = $2', [survivor, other])
  return id
}

/** Everything in the database that names either person, but when and by whom it was last touched. */
async function all(people: readonly string[]): Promise<readonly string[]> {
  const tables = await rows<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname in ('registration', 'identity', 'tracing', 'data_protection', 'gallery', 'images') or n.nspname || '.' || c.relname = 'store.attachment')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const same = await rows<{ said: string }>(
      `select $2 || ' ' || (to_jsonb(r) - array['version', 'changed_at', 'changed_by', 'noted_at', 'at'])::text as said from ${name} r
       where to_jsonb(r)::text like any ($1)`,
      [people.map(id => `%${id}%`), name],
    )
    found.push(...same.map(({ said }) => said))
  }
  return found.filter(said => !/^registration\.\S*(quality|finding|touched|to_judge)/.test(said)).toSorted()
}

const merge = async (linkId: string, asker = ines, doer = samuel): Promise<string> => {
  const asked = await asker.does('adjudication.askMerge', { linkId, because })
  expect(asked.json()).toMatchObject({ mergeId: expect.any(String) })
  const { mergeId } = asked.json()
  const done = await doer.does('adjudication.answerMerge', { mergeId, agreed: true, because })
  expect(done.json()).toMatchObject({ rows: expect.any(Number) })
  return mergeId
}
const undo = (mergeId: string, toOther: readonly string[] = []) =>
  samuel.does('adjudication.undoMerge', { mergeId, because: 'another photo shows two people', toOther })

/** People of one sex who hang on much, in random pairs; with a random fact of every kind that has no question of its own. */
async function pairs(count: number): Promise<readonly (readonly [string, string])[]> {
  const people = await rows<{ id: string; sex: string }>(
    `select i.id, i.sex from registration.individual i join auth.office o on o.id = i.office_id
     where o.code in ('DAD', 'IFO', 'AMM', 'ZAA') and i.same_person_as is null
     order by exists (select from registration.specific_need n where n.parent_id = i.id) desc, md5(i.id::text)`,
  )
  const found: (readonly [string, string])[] = []
  for (const sex of ['female', 'male']) {
    const of = people.filter(each => each.sex === sex)
    for (let i = 0; i + 1 < of.length && found.length < count; i += 2) found.push([of[i]!.id, of[i + 1]!.id])
  }
  return found
}

test('a merge and its way back leave all that names either of two random people as it was', async () => {
  const chosen = await pairs(12)
  expect(chosen.length).toBe(12)
  let moved = 0
  let untold = 0
  for (const [survivor, other] of chosen) {
    const linkId = await linked(survivor, other)
    const before = await all([survivor, other])
    // An adjudicator reads no needs and no cases: of what hangs there they are told nothing, by name or by number.
    const told = (await ines.previews('adjudication.askMerge', { linkId, because })).json().consequences as readonly {
      label: string
      values: { what: string; count: number }
    }[]
    for (const { values } of told) expect(values.what).toMatch(/^(registration|identity|papers)\.(?!specific_need)/)
    const mergeId = await merge(linkId)
    const [{ n, open } = { n: 0, open: 0 }] = await rows<{ n: number; open: number }>(
      `select count(*)::int as n,
         count(*) filter (where rel ~ '^(registration|identity|papers)[.]' and rel <> 'registration.specific_need')::int as open
       from adjudication.brought where merge = $1`,
      [mergeId],
    )
    moved += n
    untold += n - open
    const foretold = told
      .filter(({ label }) => label.endsWith('comes'))
      .reduce((sum, { values }) => sum + values.count, 0)
    expect(open).toBe(foretold)
    expect(n === 0 ? before : await all([survivor, other])).not.toEqual(n === 0 ? [] : before)
    expect((await undo(mergeId)).json()).toEqual({ went: open, leftBehind: 0 })
    expect(await all([survivor, other])).toEqual(before)
    await rows('update adjudication.link set unlinked_at = now() where id = $1', [linkId])
    await rows('update registration.individual set same_person_as = null where id = $1', [other])
  }
  expect(moved).toBeGreaterThan(chosen.length * 3)
  expect(untold).toBeGreaterThan(0)
  const kinds = await rows<{ rel: string }>('select distinct rel from adjudication.brought')
  expect(kinds.map(({ rel }) => rel)).toEqual(
    expect.arrayContaining(['registration.address', 'registration.document_held', 'registration.specific_need']),
  )
}, 240_000)

test('who was given one record of a person reads the one that stays, for as long as the merge holds', async () => {
  const [[survivor, other]] = (await pairs(1)) as [readonly [string, string]]
  const linkId = await linked(survivor, other)
  const [auditor, both] = await rows<{ id: string }>('select id from auth.staff order by id limit 2')
  const given = async (staff: string, to: string) =>
    rows(
      `insert into auth.case_access (id, staff_id, module, case_id, reason) values ($1, $2, 'registration', $3, 'audit')`,
      [newId(), staff, to],
    )
  await given(auditor!.id, other)
  for (const record of [other, survivor]) await given(both!.id, record)
  const access = () =>
    rows<{ staff_id: string; case_id: string }>(
      `select staff_id, case_id from auth.case_access where case_id = any ($1) order by staff_id, case_id = $2`,
      [[survivor, other], survivor],
    )
  const before = await access()
  const mergeId = await merge(linkId)
  expect(await access()).toEqual([
    { staff_id: auditor!.id, case_id: survivor },
    { staff_id: both!.id, case_id: other },
    { staff_id: both!.id, case_id: survivor },
  ])
  await undo(mergeId)
  expect(await access()).toEqual(before)
  await rows('update adjudication.link set unlinked_at = now() where id = $1', [linkId])
  await rows('update registration.individual set same_person_as = null where id = $1', [other])
  await rows('delete from adjudication.access_brought')
  await rows('delete from auth.case_access where case_id = any ($1)', [[survivor, other]])
})

test('every reference to a person in any module’s definition is followed, or said to stay', async () => {
  const { modules } = await import('../modules/registry.gen.ts')
  const followed = new Set(
    (await rows<{ at: string }>(`select rel::text || '.' || col as at from registration.referring()`)).map(
      row => row.at,
    ),
  )
  const stays = new Set(
    (await rows<{ name: string }>('select name from registration.stays_with_record')).map(row => row.name),
  )
  const missing = modules.flatMap(module =>
    Object.entries(module.records).flatMap(([record, { fields, parent }]) => {
      const columns = Object.entries(fields).flatMap(([field, { kind }]) =>
        (kind as { name?: string; to?: string }).to === 'registration.individual' ||
        JSON.stringify(kind).includes('"registration.individual"')
          ? [field]
          : [],
      )
      if (module.name === 'registration' && parent === 'individual') columns.push('parent_id')
      return columns.flatMap(column => {
        const table = `${module.name}.${record}`
        return module.name === 'adjudication' || stays.has(table) || followed.has(`${table}.${column}`)
          ? []
          : [`${table}.${column}`]
      })
    }),
  )
  expect(followed.size).toBeGreaterThan(20)
  expect(missing).toEqual([])
})

test('who asks for a merge does not do it, and who works where one of the two was registered does neither', async () => {
  const linkId = await linked(await world.newPerson('DAD'), await world.newPerson('AMM'))
  const { mergeId } = (await ines.does('adjudication.askMerge', { linkId, because })).json()
  const own = await ines.does('adjudication.answerMerge', { mergeId, agreed: true, because })
  expect(own.statusCode).toBe(403)
  const noura = await world.colleague('noura') // works at Amman
  expect((await noura.does('adjudication.answerMerge', { mergeId, agreed: true, because })).statusCode).toBe(404)
})

test('what was written since a merge stays with the record that stayed, but for what a person gives to the other', async () => {
  const [survivor, other] = [await world.newPerson('DAD'), await world.newPerson('IFO')]
  const mergeId = await merge(await linked(survivor, other))
  const [mine, theirs] = [newId<string>(), newId<string>()]
  for (const id of [mine, theirs])
    await rows(
      `insert into registration.phone (id, parent_id, root_id, office_id, number, safe) select $1, id, id, office_id, '+254700000001', 'call' from registration.individual where id = $2`,
      [id, survivor],
    )
  const linkOf = async () =>
    (await rows<{ id: string }>('select id from adjudication.link where other = $1', [other]))[0]!.id
  const since = (await samuel.asks('adjudication.mergeOf', { linkId: await linkOf() })).json().since
  expect(since.map((row: { rowId: string }) => row.rowId).toSorted()).toEqual([mine, theirs].toSorted())
  expect((await undo(mergeId, [theirs])).json()).toEqual({ went: 1, leftBehind: 0 })
  const parents = await rows('select id, parent_id, office_id from registration.phone where id = any ($1)', [
    [mine, theirs],
  ])
  expect(parents).toContainEqual({ id: mine, parent_id: survivor, office_id: officeId('DAD') })
  expect(parents).toContainEqual({ id: theirs, parent_id: other, office_id: officeId('IFO') })
})

test('both numbers still find a merged person, and the link is not taken back before the merge', async () => {
  const [survivor, other] = [(await world.peopleAt('DAD'))[0]!, (await world.peopleAt('IFO'))[0]!]
  const linkId = await linked(survivor, other)
  const mergeId = await merge(linkId)
  const early = await samuel.does('adjudication.unlink', { linkId, because: 'another photo shows two people' })
  expect(early.statusCode).toBe(403)
  const clerk = await world.colleague('amina')
  const [{ number }] = (await rows<{ number: string }>('select number from registration.individual where id = $1', [
    other,
  ])) as [{ number: string }]
  const found = await clerk.asks('registration.search', { text: number })
  expect(found.body).toContain(number)
  expect(found.body).toContain(survivor)
  await undo(mergeId)
  const late = await samuel.does('adjudication.unlink', { linkId, because: 'another photo shows two people' })
  expect(late.statusCode).toBe(200)
})

test('a confirmed duplicate is taken back by another supervisor than said it, and everything is as it was', async () => {
  const grace = await world.colleague('grace')
  const children = await rows<{ id: string; group: string }>(
    `select distinct on (m.parent_id) m.individual as id, m.parent_id as group from registration.membership m
     join registration.individual i on i.id = m.individual
     where m.relationship in ('SON', 'DAU') and m.member_to is null and i.office_id = $1 and i.process_status = 'active'
       and i.same_person_as is null order by m.parent_id, m.individual`,
    [officeId('DAD')],
  )
  const [stays, other] = children.map(({ id }) => id) as [string, string]
  const told = { happenedOn: new Date().toISOString().slice(0, 10), source: 'both stood here together' }
  const record = async () =>
    rows('select process_status, same_person_as from registration.individual where id = $1', [other])
  const before = await record()
  expect(
    (await grace.does('registration.confirmDuplicate', { staysId: stays, otherId: other, ...told })).body,
  ).toContain(stays)
  expect(await record()).toEqual([{ process_status: 'erroneous', same_person_as: stays }])
  const own = await grace.does('registration.undoDuplicate', { otherId: other, ...told })
  expect(own.json()).toMatchObject({ error: { code: 'wrong-state' } })
  const dina = await world.colleague('dina') // supervises at Amman
  expect((await dina.does('registration.undoDuplicate', { otherId: other, ...told })).statusCode).toBe(404)
  await rows(
    `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, 'registration_supervisor', $3, '2020-01-01', true)`,
    [newId(), dina.staffId, officeId('DAD')],
  )
  expect((await dina.does('registration.undoDuplicate', { otherId: other, ...told })).json()).toEqual({
    otherId: other,
  })
  expect(await record()).toEqual(before)
  const events = await rows<{ kind: string }>(
    'select kind from registration.life_event where parent_id = $1 order by created_at',
    [other],
  )
  expect(events.map(({ kind }) => kind).slice(-2)).toEqual(['duplicate', 'duplicate-undone'])
  expect((await dina.does('registration.undoDuplicate', { otherId: stays, ...told })).json()).toMatchObject({
    error: { code: 'wrong-state' },
  })
})
