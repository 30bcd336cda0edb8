import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { asSession, openSession, openStore, runCommand, runQuery } from '@nansen/store'
import { freshDatabase, plantLeak } from '@nansen/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { newPaperCode } from '../paperCode.ts'
import { server } from './index.ts'

const database = await freshDatabase()
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
owner.on('error', () => undefined)
await plantLeak(owner)
const logins = ['nansen_app', 'nansen_login', 'nansen_audit']
const store = openStore({ urls: Object.fromEntries(logins.map(login => [login, database.urlOf(login)])) })
afterAll(async () => {
  await store.close()
  await owner.end()
  await database.drop()
})

const organisation = newId<string>()
const offices = { NBO: newId<string>(), DAD: newId<string>(), KLA: newId<string>() }
await owner.query(
  `insert into auth.country values ('KEN', '{"en": "Kenya"}'), ('UGA', '{"en": "Uganda"}') on conflict do nothing`,
)
await owner.query(`insert into auth.organisation values ($1, 'Agency', 'un')`, [organisation])
for (const [code, country, parent] of [
  ['NBO', 'KEN', null],
  ['DAD', 'KEN', offices.NBO],
  ['KLA', 'UGA', null],
] as const) {
  await owner.query(
    `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2::char(3), $2, $3, $4, $5)`,
    [offices[code], code, country, parent, organisation],
  )
}

interface Colleague {
  readonly id: string
  readonly token: string
}
async function colleague(role: Role, office: keyof typeof offices = 'NBO'): Promise<Colleague> {
  const id = newId<string>()
  await owner.query('insert into auth.staff (id, organisation_id, display_name, email) values ($1, $2, $3, $4)', [
    id,
    organisation,
    `Colleague ${role}`,
    `${id}@example.org`,
  ])
  await owner.query(
    `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, $3, $4, '2020-01-01', true)`,
    [newId(), id, role, offices[office]],
  )
  return { id, token: (await openSession(store, { staffId: id, steppedUp: true })).token }
}

const act = ({ token }: Colleague, name: string, input: object) => {
  const command = server.commands.find(each => each.name === `admin.${name}`)
  if (command === undefined) throw new Error(`no command ${name}`)
  return runCommand(store, token, command, { commandId: newId(), input: input as never })
}
const ask = <T>({ token }: Colleague, name: string, input: object = {}): Promise<T> => {
  const query = server.queries.find(each => each.name === name)
  if (query === undefined) throw new Error(`no query ${name}`)
  return runQuery(store, token, query, { input })
}
const refused = { code: 'not-allowed' }

const [one, two, three] = [
  await colleague('system_administrator'),
  await colleague('system_administrator'),
  await colleague('system_administrator'),
]

test('a colleague comes by two people: whoever invites does not let in', async () => {
  const id = newId<string>()
  await act(one, 'invite', {
    id,
    organisationId: organisation,
    displayName: 'New Invented',
    email: 'New@Example.org',
    language: 'fr',
  })
  await expect(act(one, 'let-in', { staffId: id })).rejects.toMatchObject(refused)
  await act(two, 'let-in', { staffId: id })
  const { rows } = await ask<{ rows: { id: string; status: string; email: string }[] }>(one, 'admin.staff')
  expect(rows.find(row => row.id === id)).toMatchObject({ status: 'active', email: 'new@example.org' })
})

const wanted = (staffId: string, officeId = offices.DAD) => ({
  id: newId<string>(),
  staffId,
  role: 'registration_officer',
  officeId,
  validFrom: '2026-01-01',
  validTo: null,
})
const holds = async (id: string) =>
  (await owner.query('select 1 from auth.current_assignment where id = $1', [id])).rowCount === 1

test('who reads colleagues’ addresses is in the audit, once for all that were shown', async () => {
  const { rows } = await ask<{ rows: { id: string; email: string | null }[] }>(one, 'admin.staff')
  const told = rows.flatMap(({ id, email }) => (email === null ? [] : [id]))
  expect(told.length).toBeGreaterThan(1)
  const { rows: noted } = await owner.query(
    `select ids, fields from audit.entry where staff_id = $1 and module = 'admin' and record = 'staff' and action = 'read'
     order by seq desc limit 1`,
    [one.id],
  )
  expect(noted).toEqual([{ ids: expect.arrayContaining(told), fields: ['email'] }])
})

test('an assignment holds after two approvals, by two people who neither asked for it nor gain it', async () => {
  const clerk = await colleague('reception_clerk')
  const asked = wanted(clerk.id)
  await act(one, 'request-assignment', asked)
  await expect(act(one, 'approve-assignment', { id: asked.id })).rejects.toMatchObject(refused)
  await act(two, 'approve-assignment', { id: asked.id })
  expect(await holds(asked.id)).toBe(false)
  await expect(act(two, 'approve-assignment', { id: asked.id })).rejects.toMatchObject(refused)
  await act(three, 'approve-assignment', { id: asked.id })
  expect(await holds(asked.id)).toBe(true)
  await act(one, 'end-assignment', { id: asked.id, reason: 'moved' })
  expect(await holds(asked.id)).toBe(false)
})

test('nobody approves their own', async () => {
  const asked = wanted(two.id)
  await act(one, 'request-assignment', asked)
  await expect(act(two, 'approve-assignment', { id: asked.id })).rejects.toMatchObject(refused)
})

test('a head of office approves for the offices they answer for, and for no other', async () => {
  const head = await colleague('head_of_office', 'NBO')
  const clerk = await colleague('reception_clerk')
  const [here, elsewhere] = [wanted(clerk.id, offices.DAD), wanted(clerk.id, offices.KLA)]
  await act(one, 'request-assignment', here)
  await act(one, 'request-assignment', elsewhere)
  await act(head, 'approve-assignment', { id: here.id })
  await expect(act(head, 'approve-assignment', { id: elsewhere.id })).rejects.toMatchObject(refused)
  await expect(act(head, 'invite', {})).rejects.toMatchObject(refused)
})

test('an office hangs below another; its code stands in its numbers', async () => {
  const id = newId<string>()
  const office = {
    id,
    code: 'KAK',
    name: 'Kakuma',
    country: 'KEN',
    parentId: offices.NBO,
    organisationId: organisation,
  }
  await act(one, 'add-office', office)
  await act(one, 'rename-office', { id, name: 'Kakuma Sub-Office' })
  const { rows } = await ask<{ rows: { id: string; name: string; numberPrefix: string }[] }>(one, 'admin.offices')
  expect(rows.find(row => row.id === id)).toMatchObject({ name: 'Kakuma Sub-Office', numberPrefix: 'KEN-KAK' })
  await expect(act(one, 'add-office', { ...office, id: newId() })).rejects.toMatchObject({ code: 'invalid' })
})

test('who is disabled is out at once', async () => {
  const leaver = await colleague('reception_clerk')
  await act(one, 'disable', { staffId: leaver.id, reason: 'left the agency' })
  await expect(asSession(store, leaver.token, {}, async () => null)).rejects.toMatchObject({ code: 'not-signed-in' })
})

test('a session that is open is listed, and can be ended', async () => {
  const clerk = await colleague('reception_clerk')
  const list = () => ask<{ rows: { staffId: string }[] }>(one, 'admin.sessions')
  expect((await list()).rows.some(({ staffId }) => staffId === clerk.id)).toBe(true)
  await act(one, 'end-session', { staffId: clerk.id, reason: 'desk left open' })
  expect((await list()).rows.some(({ staffId }) => staffId === clerk.id)).toBe(false)
})

test('a second factor is reset by two people, and neither of them is its owner', async () => {
  const clerk = await colleague('reception_clerk')
  await owner.query(`insert into login."user" (id, name, email, "emailVerified") values ($1, 'x', $2, false)`, [
    clerk.id,
    `${clerk.id}@example.org`,
  ])
  const accounts = async () => (await owner.query(`select 1 from login."user" where id = $1`, [clerk.id])).rowCount
  const id = newId<string>()
  await act(one, 'request-reset', { id, staffId: clerk.id, reason: 'telephone lost' })
  await expect(act(one, 'approve-reset', { id, code: newPaperCode() })).rejects.toMatchObject(refused)
  expect(await accounts()).toBe(1)
  const code = newPaperCode()
  await act(two, 'approve-reset', { id, code })
  expect(await accounts()).toBe(0)
  await expect(asSession(store, clerk.token, {}, async () => null)).rejects.toMatchObject({ code: 'not-signed-in' })
  await expect(act(two, 'request-reset', { id: newId(), staffId: two.id, reason: 'mine' })).rejects.toMatchObject(
    refused,
  )
  const kept = await owner.query(`select row_to_json(e)::text as row from login.enrolment e
    union all select row_to_json(c)::text from change.command c union all select row_to_json(a)::text from audit.entry a`)
  expect(kept.rows.some(({ row }) => row.includes(code))).toBe(false)
})

test('an account that closed itself is opened by another, not by its owner', async () => {
  const clerk = await colleague('reception_clerk')
  const close = (id: string) =>
    owner.query(
      `insert into login.attempt (account_hash, day, locked) values (sha256(convert_to($1, 'UTF8')), '2026-01-01', true)`,
      [`${id}@example.org`],
    )
  const closed = async () => (await owner.query('select 1 from login.attempt')).rowCount
  await close(clerk.id)
  await act(one, 'unlock', { staffId: clerk.id })
  expect(await closed()).toBe(0)
  await close(one.id)
  await expect(act(one, 'unlock', { staffId: one.id })).rejects.toMatchObject(refused)
  expect(await closed()).toBe(1)
})

test('nobody issues a one-time code for themselves, nor for somebody who has an account', async () => {
  await expect(act(one, 'issue-code', { staffId: one.id, code: newPaperCode() })).rejects.toMatchObject(refused)
  const clerk = await colleague('reception_clerk')
  await act(one, 'issue-code', { staffId: clerk.id, code: newPaperCode() })
  await owner.query(`insert into login."user" (id, name, email, "emailVerified") values ($1, 'x', $1, false)`, [
    clerk.id,
  ])
  await owner.query(
    `insert into login."twoFactor" (id, secret, "backupCodes", "userId", verified) values ($1, 'x', 'x', $1, true)`,
    [clerk.id],
  )
  const again = act(one, 'issue-code', { staffId: clerk.id, code: newPaperCode() })
  await expect(again).rejects.toMatchObject(refused)
})

test.each(['reception_clerk', 'registration_supervisor', 'auditor', 'head_of_office'] as const)(
  'a %s administers nothing',
  async role => {
    const other = await colleague(role)
    await expect(act(other, 'disable', { staffId: one.id, reason: 'x' })).rejects.toMatchObject(refused)
    await expect(act(other, 'unlock', { staffId: one.id })).rejects.toMatchObject(refused)
    const past = asSession(store, other.token, {}, tx => sql`select auth.add_country('TZA', '{}')`.execute(tx))
    await expect(past).rejects.toMatchObject(refused)
  },
)

interface Found {
  readonly rows: readonly {
    staffId: string
    action: string
    record: string
    ids: string[]
    outcome: string
    module: string
  }[]
  readonly next: number | null
}

test('the auditor finds who did what to whom, by each of the questions', async () => {
  const [auditor, clerk, head] = [
    await colleague('auditor'),
    await colleague('reception_clerk'),
    await colleague('head_of_office', 'KLA'),
  ]
  await act(one, 'disable', { staffId: clerk.id, reason: 'left' })
  await expect(act(head, 'disable', { staffId: clerk.id, reason: 'x' })).rejects.toMatchObject(refused)
  const toClerk = await ask<Found>(auditor, 'oversight.audit', { personId: clerk.id })
  expect(toClerk.rows).toContainEqual(expect.objectContaining({ staffId: one.id, action: 'change', record: 'staff' }))
  const byOne = await ask<Found>(auditor, 'oversight.audit', { staffId: one.id, action: 'create' })
  expect(byOne.rows.every(({ staffId, action }) => staffId === one.id && action === 'create')).toBe(true)
  expect(byOne.rows.length).toBeGreaterThan(2)
  const denied = await ask<Found>(auditor, 'oversight.audit', { outcome: 'deny', officeId: offices.KLA })
  expect(new Set(denied.rows.map(({ staffId }) => staffId))).toEqual(new Set([head.id]))
  const page = await ask<Found>(auditor, 'oversight.audit', { limit: 3 })
  const after = await ask<Found>(auditor, 'oversight.audit', { limit: 3, before: page.next ?? 0 })
  expect(new Set([...page.rows, ...after.rows].map(row => JSON.stringify(row))).size).toBe(6)
  const later = await ask<Found>(auditor, 'oversight.audit', { since: '2100-01-01T00:00:00Z' })
  expect(later.rows).toEqual([])
})

test('the auditor finds a colleague by any words of the name', async () => {
  const auditor = await colleague('auditor')
  const named = (text: string) =>
    ask<{ rows: { id: string; name: string }[] }>(auditor, 'oversight.colleagues', { text })
  const found = (await named('HEAD_of  colleague')).rows
  expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['Colleague head_of_office']))
  expect(Object.keys(found[0]!)).toEqual(['id', 'name'])
  expect((await named('nobody_is_called_so')).rows).toEqual([])
  expect((await named('%')).rows).toEqual([])
})

test('reading the audit is in the audit', async () => {
  const auditor = await colleague('auditor')
  await ask(auditor, 'oversight.audit', { personId: one.id, module: 'registration' })
  const { rows } = await ask<Found>(auditor, 'oversight.audit', { staffId: auditor.id, module: 'oversight' })
  expect(rows).toContainEqual(expect.objectContaining({ action: 'read', record: 'audit', ids: [one.id] }))
})

test('an administrator does not read the audit that watches them', async () => {
  await expect(ask(one, 'oversight.audit')).rejects.toMatchObject(refused)
})
