import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, type SignedIn, sampleWorld } from '../../test/sampleWorld.ts'
import { asSession } from '../asSession.ts'
import type { Asking, Tx } from '../command.ts'
import { once } from '../runCommand.ts'
import { sample } from '../sampleModule.ts'
import { exactKey } from './exactKeys.ts'
import { moveRecord } from './moveRecord.ts'
import { getRecord, listRecords } from './readRecords.ts'
import { changeRecord, createRecord } from './writeRecords.ts'

let world: SampleWorld
let officer: SignedIn
let supervisor: SignedIn
beforeAll(async () => {
  world = await sampleWorld()
})
beforeEach(async () => {
  officer = await world.colleague('registration_officer', world.offices.DAD)
  supervisor = await world.colleague('registration_supervisor', world.offices.DAD)
})
afterAll(() => world.end())

const as = <T>(who: SignedIn, work: (tx: Tx, asking: Asking) => Promise<T>, commandId?: string): Promise<T> =>
  asSession(world.store, who.token, commandId === undefined ? {} : { commandId }, work)
const create = (who: SignedIn, values: object) =>
  as(who, (tx, asking) => createRecord(tx, asking, sample, 'file', values as never))
const get = (who: SignedIn, id: string) => as(who, (tx, asking) => getRecord(tx, asking, sample, 'file', id))
const change = (who: SignedIn, id: string, version: number, patch: object) =>
  as(who, (tx, asking) => changeRecord(tx, asking, sample, 'file', id, version, patch as never))

const FULL = {
  subject: 'Amina',
  name: { part: 'given', text: 'أمينة', script: 'Arab' },
  kind: 'lost',
  marks: ['urgent', 'child'],
  country: 'KEN',
  born: '2019-03',
  opened_on: '2026-11-21',
  seen_at: '2026-11-21T08:30:00.123456Z',
  size: 3,
  weight: 12.5,
  consents: false,
  worth: { amount: 1250, currency: 'KES' },
  where: { pcode: 'KE007', detail: 'block 4' },
  call: '+254712345678',
}

describe('protected values', () => {
  const GUARDED = { ...FULL, story: 'what she fled', accused: 'an officer' }

  test('are seen by who may see them, and are absent for others', async () => {
    const made = await create(supervisor, GUARDED)
    expect(await get(supervisor, made.id)).toMatchObject({ story: 'what she fled', accused: 'an officer' })
    const seen = await get(officer, made.id)
    expect(seen.subject).toBe('Amina')
    expect(Object.keys(seen)).not.toContain('story')
  })

  test('that nobody gave are empty, not absent, for who may see them', async () => {
    const made = await create(officer, FULL)
    expect(await get(supervisor, made.id)).toMatchObject({ story: null })
  })

  test('cannot be written by who may not', async () => {
    const made = await create(supervisor, GUARDED)
    await expect(change(officer, made.id, 1, { story: 'another' })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(create(officer, GUARDED)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('enter the change log as ciphertext only', async () => {
    const made = await create(supervisor, GUARDED)
    await change(supervisor, made.id, 1, { story: 'corrected' })
    const { rows } = await world.owner.query(
      `select part, set, fields, ct from change.entry where row_id = $1 order by seq`,
      [made.id],
    )
    const secret = rows.filter(row => row.part === 'protected')
    expect(secret.map(row => row.fields)).toEqual([['accused', 'story'], ['story']])
    expect(secret.every(row => row.set === null && row.ct.length > 28)).toBe(true)
    expect(JSON.stringify(rows)).not.toContain('fled')
    expect(Buffer.concat(secret.map(row => row.ct)).includes('fled')).toBe(false)
  })

  test('cannot be written without their ciphertext, by anyone', async () => {
    const made = await create(supervisor, GUARDED)
    await expect(
      world.owner.query(`update sample.file_protected set story = 'x' where id = $1`, [made.id]),
    ).rejects.toThrow('ciphertext')
  })

  test('of a child are under its root’s key and follow its root’s custody', async () => {
    const made = await create(supervisor, { ...FULL, document: [{ label: 'passport', secret: 'forged' }] })
    const { rows } = await world.owner.query(
      `select office_id, root_id from sample.document_protected where root_id = $1`,
      [made.id],
    )
    expect(rows).toEqual([{ office_id: world.offices.DAD, root_id: made.id }])
    const keys = await world.owner.query(`select class from store.data_key where subject_id = $1`, [made.id])
    expect(keys.rows).toEqual([{ class: 'protected' }])
  })
})

describe('a move', () => {
  const go = (who: SignedIn, id: string, move: string, version: number, patch = {}) =>
    as(who, (tx, asking) => moveRecord(tx, asking, sample, id, move, version, patch))

  test('is made by a second person, with what it needs', async () => {
    const made = await create(officer, FULL)
    await expect(go(supervisor, made.id, 'decide', 1)).rejects.toMatchObject({
      code: 'invalid',
      details: { missing: ['handled_by', 'handled_by'] },
    })
    await change(officer, made.id, 1, { handled_by: supervisor.staffId })
    await expect(go(supervisor, made.id, 'decide', 2)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(go(supervisor, made.id, 'decide', 2, { handled_by: officer.staffId })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(go(officer, made.id, 'decide', 2)).rejects.toMatchObject({ code: 'not-allowed' })
    const second = await world.colleague('registration_supervisor', world.offices.DAD)
    expect(await go(second, made.id, 'decide', 2)).toMatchObject({ state: 'decided', version: 3 })
    await expect(go(second, made.id, 'decide', 3)).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('is not gone around by adding a record that has made it already', async () => {
    const add = (state: string) =>
      as(supervisor, tx =>
        sql`insert into sample.file (id, office_id, subject, kind, state) values (${newId()}, ${world.offices.DAD}, 's', 'lost', ${state})`.execute(
          tx,
        ),
      )
    await expect(add('decided')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(add('open')).resolves.toBeDefined()
  })

  test('is refused by the database too, whatever our code would do', async () => {
    const made = await create(officer, { ...FULL, handled_by: supervisor.staffId })
    const force = (who: SignedIn, state: string) =>
      as(who, tx => sql`update sample.file set state = ${state} where id = ${made.id}`.execute(tx))
    await expect(force(supervisor, 'decided')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(force(officer, 'decided')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(force(supervisor, 'closed')).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('custody', () => {
  test('moves with everything that hangs on the record, by who may transfer', async () => {
    const made = await create(supervisor, {
      ...FULL,
      story: 'fled',
      document: [{ label: 'p', secret: 's', page: [{ line: 'l' }] }],
    })
    const transfer = (who: SignedIn, to: string) =>
      as(who, tx => sql`select store.transfer('sample', 'file', ${made.id}, ${to})`.execute(tx))
    await expect(transfer(officer, world.offices.KAK)).rejects.toMatchObject({ code: 'not-found' })
    await transfer(supervisor, world.offices.KAK)
    for (const table of ['file', 'file_protected', 'file_key', 'document', 'document_protected', 'page']) {
      const { rows } = await world.owner.query(
        `select distinct office_id from sample.${table} where ${table === 'file' ? 'id' : 'root_id'} = $1`,
        [made.id],
      )
      expect([table, rows]).toEqual([table, [{ office_id: world.offices.KAK }]])
    }
    await expect(get(officer, made.id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('protected fields of what hangs on one record are listed with it, for whoever may see them, and noted', async () => {
  const colleague = await world.colleague('registration_supervisor', world.offices.DAD)
  const clerk = await world.colleague('registration_officer', world.offices.DAD)
  const made = await asSession(world.store, colleague.token, {}, (tx, asking) =>
    createRecord(tx, asking, sample, 'file', {
      subject: 's',
      kind: 'lost',
      document: [{ label: 'l', secret: 'hush' }, { label: 'm' }],
    }),
  )
  const list = (token: string, where: object) =>
    asSession(world.store, token, {}, (tx, asking) =>
      listRecords(tx, asking, sample, 'document', { where: where as never, whole: true, sort: 'id' }),
    )
  const mine = await list(colleague.token, { parent_id: made.id })
  expect(mine.rows.map(({ secret }) => secret)).toEqual(['hush', null])
  const theirs = await list(clerk.token, { parent_id: made.id })
  expect(theirs.rows.map(row => [row.label, 'secret' in row])).toEqual([
    ['l', false],
    ['m', false],
  ])
  expect((await list(colleague.token, { label: 'l' })).rows.some(row => 'secret' in row)).toBe(false)
  const { rows } = await world.owner.query(
    `select fields from audit.entry where staff_id = $1 and reason = 'list' and fields <> '{}'`,
    [colleague.staffId],
  )
  expect(rows).toEqual([{ fields: ['secret'] }])
})

test('an exact key finds a record however its number was spaced', async () => {
  const made = await create(officer, { ...FULL, subject: 'AB 12-34' })
  const found = await as(officer, async (tx, asking) => {
    const key = exactKey(asking, 'sample', 'file', 'subject', 'ab1234')
    const { rows } = await sql<{ record_id: string }>`select record_id from sample.file_key where key = ${key}`.execute(
      tx,
    )
    return rows
  })
  expect(found).toEqual([{ record_id: made.id }])
})

describe('an act', () => {
  const act = (who: SignedIn, commandId: string, subject: string) =>
    as(
      who,
      (tx, asking) =>
        once(tx, asking, 'sample.add', { subject }, () =>
          createRecord(tx, asking, sample, 'file', { subject, kind: 'lost' }),
        ),
      commandId,
    )

  test('sent twice is done once, even at the same moment', async () => {
    const id = newId()
    const [first, second] = await Promise.all([act(officer, id, 'once'), act(officer, id, 'once')])
    expect(second).toEqual(first)
    const { rows } = await world.owner.query(`select from sample.file where subject = 'once'`)
    expect(rows.length).toBe(1)
  })
  test('with another content, or by another person, is refused', async () => {
    const id = newId()
    await act(officer, id, 'mine')
    await expect(act(officer, id, 'other')).rejects.toMatchObject({ code: 'command-reused' })
    await expect(act(supervisor, id, 'mine')).rejects.toMatchObject({ code: 'command-reused' })
  })
  test('that failed can be sent again', async () => {
    const id = newId()
    await expect(
      as(
        officer,
        (tx, asking) => once(tx, asking, 'sample.add', { subject: 'again' }, () => Promise.reject(new Error('a bug'))),
        id,
      ),
    ).rejects.toThrow('a bug')
    expect(await act(officer, id, 'again')).toMatchObject({ subject: 'again' })
  })
})

describe('the audit', () => {
  const last = async (staffId: string) => {
    const { rows } = await world.owner.query(
      `select module, action, record, ids, outcome, fields, reason from audit.entry where staff_id = $1 order by seq desc limit 1`,
      [staffId],
    )
    return rows[0]
  }
  test('holds who read what, and which fields', async () => {
    const made = await create(supervisor, { ...FULL, story: 'fled' })
    await get(supervisor, made.id)
    expect(await last(supervisor.staffId)).toMatchObject({
      module: 'sample',
      action: 'read',
      record: 'file',
      ids: [made.id],
      outcome: 'allow',
    })
    expect((await last(supervisor.staffId)).fields).toContain('story')
  })
  test('holds the denial that undid everything else', async () => {
    const elsewhere = await makeFile(world.owner, world.offices.KAK)
    await get(officer, elsewhere).catch(() => undefined)
    expect(await last(officer.staffId)).toMatchObject({
      action: 'read',
      record: 'file',
      ids: [elsewhere],
      outcome: 'deny',
    })
  })
  test('cannot be written, changed or emptied by the server', async () => {
    for (const statement of [
      `insert into audit.entry (module, action, record, ids, outcome) values ('x', 'x', 'x', '{}', 'allow')`,
      `update audit.entry set action = 'x'`,
      `delete from audit.entry`,
      `truncate audit.entry`,
    ]) {
      await expect(as(officer, tx => sql.raw(statement).execute(tx))).rejects.toMatchObject({ code: 'not-allowed' })
    }
    await expect(world.owner.query(`update audit.entry set action = 'x'`)).rejects.toThrow('only ever added')
    await expect(world.owner.query(`delete from audit.entry`)).rejects.toThrow('only ever added')
  })
})
