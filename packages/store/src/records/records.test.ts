import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, type SignedIn, sampleWorld } from '../../test/sampleWorld.ts'
import { asSession } from '../asSession.ts'
import type { Asking, Tx } from '../command.ts'
import { sample } from '../sampleModule.ts'
import { findRecords, getRecord, listRecords } from './readRecords.ts'
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

describe('records', () => {
  test('are found many at once, each as alone, with one row of audit and without those one may not see', async () => {
    const [one, other] = [await create(officer, FULL), await create(officer, { subject: 'Yusuf', kind: 'lost' })]
    const hidden = await makeFile(world.owner, world.offices.KAK)
    const found = await as(officer, (tx, asking) =>
      findRecords(tx, asking, sample, 'file', [one.id, other.id, hidden, newId(), 'no identifier']),
    )
    const alone = [await get(officer, one.id), await get(officer, other.id)]
    expect(new Map(found.map(row => [row.id, row]))).toEqual(new Map(alone.map(row => [row.id, row])))
    const noted = `select ids from audit.entry where staff_id = $1 and action = 'read' and cardinality(ids) > 1`
    const { rows } = await world.owner.query(noted, [officer.staffId])
    expect(rows.map(({ ids }) => [...ids].sort())).toEqual([[one.id, other.id].sort()])
  })
})

describe('a record', () => {
  test('is read as it was written, whatever its kinds', async () => {
    const made = await create(officer, FULL)
    expect(await get(officer, made.id)).toMatchObject({
      ...FULL,
      id: made.id,
      version: 1,
      state: 'open',
      office_id: world.offices.DAD,
      created_by: officer.staffId,
    })
  })

  test('is the same text however its letters were composed', async () => {
    const made = await create(officer, { subject: 'Jose\u0301', kind: 'lost' })
    expect(made.subject).toBe('José')
  })

  test('says every wrong answer at once, before anything is stored', async () => {
    const wrong = {
      kind: 'stolen',
      born: '2023-02-30',
      size: 1.5,
      call: '0712',
      nonsense: 1,
      decided_by: newId(),
      document: [{ label: '' }],
    }
    const refusal = await create(officer, wrong).catch(error => error)
    expect(refusal.code).toBe('invalid')
    const said = Object.fromEntries(
      refusal.details.problems.map((each: { path: string; problem: string }) => [each.path, each.problem]),
    )
    expect(said).toEqual({
      subject: 'problem.required',
      kind: 'problem.not-in-list',
      born: 'problem.not-a-date',
      size: 'problem.not-a-whole-number',
      call: 'problem.not-a-phone',
      nonsense: 'problem.unknown-field',
      decided_by: 'problem.unknown-field',
      'document.0.label': 'problem.not-text',
    })
  })

  test('takes codes only from the operation’s list, and says which field was wrong', async () => {
    await expect(create(officer, { ...FULL, country: 'XXX' })).rejects.toMatchObject({
      code: 'invalid',
      details: { problems: [{ path: 'country', problem: 'problem.value' }] },
    })
  })

  test('comes with its children, and they with theirs, in one act', async () => {
    const made = await create(officer, {
      ...FULL,
      document: [{ label: 'passport', page: [{ line: 'one' }] }, { label: 'card' }],
    })
    const pages = await as(officer, (tx, asking) =>
      listRecords(tx, asking, sample, 'page', { where: { root_id: made.id } }),
    )
    expect(pages.rows).toMatchObject([{ line: 'one', office_id: world.offices.DAD, root_id: made.id }])
    const refusal = await create(officer, { ...FULL, like: newId(), document: [{ label: 'never stored' }] }).catch(
      error => error,
    )
    expect(refusal.code).toBe('invalid')
    const { rows } = await world.owner.query(`select from sample.document where label = 'never stored'`)
    expect(rows).toEqual([])
  })

  test('cannot be added where one may not add, nor under a parent one cannot see', async () => {
    await expect(create(officer, { ...FULL, office_id: world.offices.KAK })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const clerk = await world.colleague('reception_clerk', world.offices.DAD)
    await expect(create(clerk, FULL)).rejects.toMatchObject({ code: 'not-allowed' })
    const elsewhere = await makeFile(world.owner, world.offices.KAK)
    const under = (parent_id: string) =>
      as(officer, (tx, asking) => createRecord(tx, asking, sample, 'document', { parent_id, label: 'x' })).catch(
        error => ({ code: error.code, message: error.message }),
      )
    const [unseen, absent] = [await under(elsewhere), await under(newId())]
    expect(unseen).toMatchObject({ code: 'not-allowed' })
    expect(unseen).toEqual(absent)
  })

  test('that one may not see is the same as one that is not there', async () => {
    const elsewhere = await makeFile(world.owner, world.offices.KAK)
    const answers = await Promise.all(
      [elsewhere, newId(), 'nonsense'].map(id =>
        get(officer, id).catch(error => ({ ...error, message: error.message })),
      ),
    )
    expect(answers[0]).toMatchObject({ code: 'not-found' })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    await expect(change(officer, elsewhere, 1, { size: 1 })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('referring to one that may not be seen is refused like one that is not there', async () => {
    const elsewhere = await makeFile(world.owner, world.offices.KAK)
    const refer = (like: string) =>
      create(officer, { ...FULL, like }).catch(error => ({
        code: error.code,
        message: error.message,
        details: error.details,
      }))
    const [unseen, absent] = [await refer(elsewhere), await refer(newId())]
    expect(unseen).toEqual({
      code: 'invalid',
      message: expect.any(String),
      details: { problems: [{ path: 'like', problem: 'problem.reference' }] },
    })
    expect(unseen).toEqual(absent)
    const here = await create(officer, FULL)
    expect(await create(officer, { ...FULL, like: here.id })).toMatchObject({ like: here.id })
  })
})

describe('a change', () => {
  test('makes a new version, and says who made it', async () => {
    const made = await create(supervisor, FULL)
    const changed = await change(officer, made.id, 1, { size: 4, opened_on: null })
    expect(changed).toMatchObject({
      size: 4,
      opened_on: null,
      subject: 'Amina',
      version: 2,
      changed_by: officer.staffId,
      created_by: supervisor.staffId,
    })
  })

  test('of what somebody else changed meanwhile is refused with both values', async () => {
    const made = await create(officer, FULL)
    await change(supervisor, made.id, 1, { size: 9 })
    await expect(change(officer, made.id, 1, { size: 4 })).rejects.toMatchObject({
      code: 'stale',
      details: { version: 2, theirs: { size: 9 }, mine: { size: 4 } },
    })
  })

  test('of two at the same moment is made once', async () => {
    const made = await create(officer, FULL)
    const outcomes = await Promise.allSettled([
      change(officer, made.id, 1, { size: 7 }),
      change(supervisor, made.id, 1, { size: 8 }),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('of a fact is refused: facts are only added', async () => {
    const made = await create(officer, { ...FULL, sighting: [{ said: 'at the well' }] })
    const { rows } = await as(officer, (tx, asking) =>
      listRecords(tx, asking, sample, 'sighting', { where: { parent_id: made.id } }),
    )
    await expect(
      as(officer, (tx, asking) => changeRecord(tx, asking, sample, 'sighting', rows[0]!.id, 1, { said: 'elsewhere' })),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(as(officer, tx => sql`update sample.sighting set said = 'x'`.execute(tx))).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('of who made it, when, its version or its office is not the server’s to write', async () => {
    const made = await create(officer, FULL)
    for (const set of [
      `created_by = null`,
      `version = 7`,
      `office_id = office_id`,
      `id = id`,
      `restriction_group = null`,
    ]) {
      await expect(
        as(officer, tx => sql`update sample.file set ${sql.raw(set)} where id = ${made.id}`.execute(tx)),
      ).rejects.toMatchObject({ code: 'not-allowed' })
    }
  })
})

describe('a list', () => {
  test('pages through every row once, in order, with and without values', async () => {
    const clerk = await world.colleague('registration_officer', world.offices.KLA)
    for (let i = 0; i < 23; i++)
      await create(clerk, { subject: `s${i % 5}`, kind: 'found', size: i % 3 === 0 ? null : i % 4 })
    for (const sort of ['-id', 'id', 'size', '-size', 'subject']) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const page = await as(clerk, (tx, asking) =>
          listRecords(tx, asking, sample, 'file', { sort, limit: 4, after, where: { kind: 'found' } }),
        )
        seen.push(...page.rows.map(row => row.id))
        after = page.next
      } while (after !== null)
      expect([sort, new Set(seen).size, seen.length]).toEqual([sort, 23, 23])
    }
  })

  test('is narrowed by a date as far as it and the answer are known', async () => {
    const clerk = await world.colleague('registration_officer', world.offices.KAK)
    for (const born of ['2019', '2019-03', '2019-03-07', '2019-04-01', '2020']) {
      const day = { opened_on: '2026-11-21', seen_at: '2026-11-21T08:30:00Z' }
      await create(clerk, { subject: born, kind: 'found', born, ...day })
    }
    const born = async (where: object) => {
      const { rows } = await as(clerk, (tx, asking) =>
        listRecords(tx, asking, sample, 'file', { where: where as never, sort: 'id' }),
      )
      return rows.map(row => row.subject)
    }
    expect(await born({ born: '2019-03' })).toEqual(['2019', '2019-03', '2019-03-07'])
    expect(await born({ born: '2019' })).toHaveLength(4)
    expect([(await born({ opened_on: '2026-11' })).length, (await born({ seen_at: '2026-11-22' })).length]).toEqual([
      5, 0,
    ])
  })

  test('refuses columns that are not there, and cursors nobody gave out', async () => {
    const list = (listing: object) => as(officer, (tx, asking) => listRecords(tx, asking, sample, 'file', listing))
    await expect(list({ where: { story: 'x' } })).rejects.toMatchObject({ code: 'invalid' })
    await expect(list({ sort: 'id; drop table sample.file' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(list({ after: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('leaves out children that were withdrawn', async () => {
    const made = await create(officer, { ...FULL, document: [{ label: 'one' }, { label: 'two' }] })
    const list = (withdrawn: boolean) =>
      as(officer, (tx, asking) =>
        listRecords(tx, asking, sample, 'document', { where: { parent_id: made.id }, withdrawn }),
      )
    const [first] = (await list(false)).rows
    await as(officer, (tx, asking) =>
      changeRecord(tx, asking, sample, 'document', first!.id, 1, { withdrawn_at: '2026-11-21T00:00:00Z' }),
    )
    expect([(await list(false)).rows.length, (await list(true)).rows.length]).toEqual([1, 2])
  })
})
