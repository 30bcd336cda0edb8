import { mayRow, type World } from '@nansen/access'
import { newId } from '@nansen/kernel'
import { ACTIONS, LEVELS, ROLES } from '@nansen/model'
import { type FreshDatabase, freshDatabase, withClient } from '@nansen/testing'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columns as agreed, modules } from '../../../../modules/registry.gen.ts'
import { openSession } from '../signIn.ts'

const columns = { ...agreed, ...Object.fromEntries(modules.map(({ name, access }) => [name, access])) }
const NOW = '2026-01-01'
let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

/** How a row may stand to the person who asks. */
const id = () => newId()
const offices = { above: id(), home: id(), below: id(), beside: id(), abroad: id() }
const colleague = id()
const stranger = id()
const given = id()
const relations = {
  own: { officeId: offices.abroad, ownerId: 'me', rootId: id() },
  team: { officeId: offices.abroad, ownerId: colleague, rootId: id() },
  office: { officeId: offices.home, ownerId: stranger, rootId: id() },
  subtree: { officeId: offices.below, ownerId: null, rootId: id() },
  'other office': { officeId: offices.beside, ownerId: null, rootId: id() },
  'other country': { officeId: offices.abroad, ownerId: null, rootId: id() },
  case: { officeId: offices.abroad, ownerId: null, rootId: given },
} as const

async function arrange(client: pg.Client): Promise<Record<string, string>> {
  const organisation = id()
  await client.query(`insert into auth.country (code, name) values ('QQA', '{}'), ('QQB', '{}')`)
  await client.query(`insert into auth.organisation (id, name, kind) values ($1, 'o', 'un')`, [organisation])
  const list = [
    [offices.above, 'AAA', 'QQA', null],
    [offices.home, 'AAB', 'QQA', offices.above],
    [offices.below, 'AAC', 'QQA', offices.home],
    [offices.beside, 'AAD', 'QQA', offices.above],
    [offices.abroad, 'AAE', 'QQB', null],
  ]
  for (const office of list)
    await client.query(
      `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2, 'x', $3, $4, $5)`,
      [...office, organisation],
    )
  const staff: Record<string, string> = Object.fromEntries(ROLES.map(role => [role, id()]))
  for (const each of [...Object.values(staff), colleague, stranger])
    await client.query(`insert into auth.staff (id, organisation_id, display_name) values ($1, $2, 'x')`, [
      each,
      organisation,
    ])
  const assign = (who: string, role: string) =>
    client.query(
      `insert into auth.assignment (id, staff_id, role, office_id, team, valid_from, founding) values ($1, $2, $3, $4, 'team', $5, true)`,
      [id(), who, role, offices.home, NOW],
    )
  for (const [role, who] of Object.entries(staff)) await assign(who, role)
  await assign(colleague, 'interpreter')
  for (const who of Object.values(staff)) {
    for (const module of Object.keys(columns))
      await client.query(
        `insert into auth.case_access (id, staff_id, module, case_id, reason) values ($1, $2, $3, $4, 'r')`,
        [id(), who, module, given],
      )
  }
  return staff
}

function worldOf(staff: Readonly<Record<string, string>>): World {
  const assign = (staffId: string, role: (typeof ROLES)[number]) => ({
    staffId,
    role,
    officeId: offices.home,
    team: 'team',
    validFrom: NOW,
    validTo: null,
    approvals: 2 as const,
    ended: false,
  })
  return {
    columns,
    offices: [
      { id: offices.above, country: 'QQA', parentId: null },
      { id: offices.home, country: 'QQA', parentId: offices.above },
      { id: offices.below, country: 'QQA', parentId: offices.home },
      { id: offices.beside, country: 'QQA', parentId: offices.above },
      { id: offices.abroad, country: 'QQB', parentId: null },
    ],
    staff: Object.values(staff).map(each => ({ id: each, status: 'active' })),
    assignments: [...ROLES.map(role => assign(staff[role]!, role)), assign(colleague, 'interpreter')],
    cases: Object.values(staff).flatMap(staffId =>
      Object.keys(columns).map(module => ({ staffId, module, caseId: given, validFrom: NOW, validTo: null })),
    ),
    members: [],
    now: new Date().toISOString(),
  }
}

/** The policy's own expression, for every module, action, level and relation at once. */
const CELLS = `
  select m.module, a.action, l.level, array_agg(r.name order by r.name) filter (where r.office = any (h.offices) or r.owner = any (h.owners) or r.root = any (h.cases)) as allowed
  from unnest($1::text[]) m(module), unnest($2::text[]) a(action), unnest($3::text[]) l(level),
    lateral (select auth.reach(m.module, a.action, l.level) as offices, auth.owners(m.module, a.action, l.level) as owners,
      auth.cases(m.module, a.action, l.level) as cases offset 0) h,
    jsonb_to_recordset($4) as r (name text, office uuid, owner uuid, root uuid)
  group by 1, 2, 3`

test('every cell of the matrix is in the database as the columns say', async () => {
  const modulesAsked = Object.keys(columns)
  const staff = await withClient(database.ownerUrl, arrange)
  const world = worldOf(staff)
  let cells = 0
  let allowed = 0
  await withClient(database.urlOf('nansen_app'), async client => {
    for (const role of ROLES) {
      const me = staff[role]!
      const purposes = ['protection']
      const { token } = await openSession(database.store, { staffId: me, purposes })
      await client.query('begin')
      await client.query('select auth.begin($1)', [token])
      const rows = Object.entries(relations).map(([name, r]) => ({
        name,
        office: r.officeId,
        owner: r.ownerId === 'me' ? me : r.ownerId,
        root: r.rootId,
      }))
      const found = await client.query(CELLS, [modulesAsked, ACTIONS, LEVELS, JSON.stringify(rows)])
      await client.query('commit')
      const expected = new Map<string, string>()
      for (const module of modulesAsked) {
        for (const action of ACTIONS) {
          for (const level of LEVELS) {
            const names = rows
              .filter(r =>
                mayRow(world, { staffId: me, purpose: 'protection' }, module, action, level, {
                  officeId: r.office,
                  ownerId: r.owner,
                  rootId: r.root,
                  restrictionGroup: null,
                }),
              )
              .map(({ name }) => name)
            cells += rows.length
            allowed += names.length
            expected.set(`${module} ${action} ${level}`, names.toSorted().join())
          }
        }
      }
      const actual = new Map(
        found.rows.map(row => [`${row.module} ${row.action} ${row.level}`, (row.allowed ?? []).toSorted().join()]),
      )
      expect([role, Object.fromEntries(actual)]).toEqual([role, Object.fromEntries(expected)])
    }
  })
  expect(cells).toBe(ROLES.length * modulesAsked.length * ACTIONS.length * LEVELS.length * 7)
  expect(allowed).toBeGreaterThan(1_000)
}, 120_000)
