import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SampleWorld, type SignedIn, sampleWorld } from '../../test/sampleWorld.ts'
import { asSession } from '../asSession.ts'
import { sample } from '../sampleModule.ts'
import { type Found, searchRecords } from './searchRecords.ts'
import { createRecord } from './writeRecords.ts'

let world: SampleWorld
let [officer, supervisor, elsewhere, country, own, clerk]: readonly SignedIn[] = []
const ids: Record<string, string> = {}

const make = async (who: SignedIn, name: string, values: object) => {
  const made = await asSession(world.store, who.token, {}, (tx, asking) =>
    createRecord(tx, asking, sample, 'file', { kind: 'lost', ...values }),
  )
  ids[name] = made.id
}
const search = (who: SignedIn | undefined, text: string, where: object = {}, limit = 50): Promise<Found> =>
  asSession(world.store, who!.token, {}, (tx, asking) =>
    searchRecords(tx, asking, sample, 'file', { text, where: where as never, limit, modules: [sample] }),
  )
const namesOf = ({ hits }: Found) => hits.map(({ row }) => Object.keys(ids).find(name => ids[name] === row.id))

beforeAll(async () => {
  world = await sampleWorld()
  const { DAD, KLA } = world.offices
  officer = await world.colleague('registration_officer', DAD)
  supervisor = await world.colleague('registration_supervisor', DAD)
  elsewhere = await world.colleague('registration_officer', KLA)
  country = await world.colleague('protection_officer', DAD)
  own = await world.colleague('rsd_officer', DAD)
  clerk = await world.colleague('reception_clerk', DAD)
  const given = (text: string, script = 'Latn') => ({ name: { part: 'given', text, script } })
  await make(officer, 'amina', { subject: 'AB-1234', ...given('Amina Yusuf Ali') })
  await make(officer, 'arabic', { subject: 'AB-1235', ...given('أمينة يوسف', 'Arab'), kind: 'found' })
  await make(officer, 'other', {
    subject: 'AB-1236',
    ...given('Amina Ibrahim'),
    document: [{ label: 'Letter of Tesfaye' }],
  })
  await make(elsewhere, 'kampala', { subject: 'AB-1237', ...given('Amina Yusuf Ali') })
  await make(own, 'mine', { subject: 'AB-1238', ...given('Amina Yusuf Ali') })
  await make(supervisor, 'accused', { subject: 'AB-1239', accused: 'Kidane Tsegay' })
  await make(officer, 'like', { subject: 'AB-1240', like: ids.amina })
})
afterAll(() => world.end())

describe('a search', () => {
  test('finds a name in another spelling and script, whoever shares most words first', async () => {
    const found = await search(officer, 'Ameena Yousef')
    expect(namesOf(found).slice(0, 3).toSorted()).toEqual(['amina', 'arabic', 'mine'])
    expect(namesOf(found).slice(3)).toEqual(['like', 'other'])
    expect(found.hits[0]!.matched).toContainEqual({ record: 'file', field: 'name' })
  })
  test('finds a number however it was typed, before any name', async () => {
    const found = await search(officer, 'ab 1235')
    expect(namesOf(found)).toEqual(['arabic'])
    expect(found.hits[0]!.matched).toEqual([{ record: 'file', field: 'subject' }])
    expect(namesOf(await search(officer, 'Amina AB-1235'))[0]).toBe('arabic')
  })
  test('finds a record by what hangs on it, and by what it refers to', async () => {
    expect((await search(officer, 'Tesfay')).hits).toMatchObject([
      { row: { id: ids.other }, matched: [{ record: 'document', field: 'label' }] },
    ])
    const { hits } = await search(officer, 'AB-1234')
    expect(hits.find(({ row }) => row.id === ids.like)?.matched).toEqual([{ record: 'file', field: 'like' }])
  })
  test('is narrowed by fields, and says when there is more', async () => {
    expect(namesOf(await search(officer, 'Amina', { kind: 'found' }))).toEqual(['arabic'])
    expect(await search(officer, 'Amina', {}, 1)).toMatchObject({ hits: [{}], more: true })
    expect(await search(officer, 'AB-1236')).toMatchObject({ more: false })
  })
  test('finds nothing for what is empty, too strange or too long', async () => {
    for (const text of ['  ', '!?', '؟', 'x'.repeat(5000)]) expect((await search(officer, text)).hits).toEqual([])
  })
  test('reaches as far as its asker reads: own cases, an office, a country; and a summary is not a reading', async () => {
    expect(namesOf(await search(own, 'Amina Yusuf'))).toEqual(['mine'])
    expect(namesOf(await search(elsewhere, 'Amina Yusuf'))).toEqual(['kampala'])
    expect(namesOf(await search(country, 'Amina Yusuf'))).not.toContain('kampala')
    expect(namesOf(await search(country, 'Amina Yusuf'))).toContain('amina')
    expect(namesOf(await search(clerk, 'Amina Yusuf'))).toEqual([])
  })
  test('by a protected answer finds for whoever may read it, and nothing for others', async () => {
    expect(namesOf(await search(supervisor, 'Kidane Tsegay'))).toEqual(['accused'])
    expect(namesOf(await search(country, 'Kidane Tsegay'))).toEqual(['accused'])
    expect(namesOf(await search(officer, 'Kidane Tsegay'))).toEqual([])
  })
  test('by a protected answer is refused by the database itself, whatever the server would ask', async () => {
    const keys = (who: SignedIn) =>
      asSession(world.store, who.token, {}, async tx => {
        const { rows } = await sql<{
          n: number
        }>`select count(*)::int as n from sample.file_key where field = 'accused'`.execute(tx)
        return rows[0]!.n
      })
    expect(await keys(supervisor!)).toBeGreaterThan(3)
    expect(await keys(officer!)).toBe(0)
  })
  test('leaves out what was withdrawn', async () => {
    await world.owner.query(`update sample.document set withdrawn_at = now() where parent_id = $1`, [ids.other])
    expect((await search(officer, 'Tesfay')).hits).toEqual([])
  })
  test('notes what was shown, and never what was typed', async () => {
    await search(officer, 'Ameena Yousef')
    const { rows } = await world.owner.query(
      `select ids, to_jsonb(e)::text as whole from audit.entry e where staff_id = $1 and reason = 'search' order by seq desc limit 1`,
      [officer!.staffId],
    )
    expect(rows[0].ids).toContain(ids.amina)
    expect(rows[0].whole).not.toMatch(/ameena|yousef/i)
  })
})
