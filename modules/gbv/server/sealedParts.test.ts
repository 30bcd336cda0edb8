import { newId, openSealed } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import {
  type Epoch,
  fromText,
  lockByPasskey,
  newEpoch,
  newOwnKeys,
  newPrfSalt,
  type OwnKeys,
  openByPasskey,
  openEpochs,
  openText,
  ownKeysOf,
  type SealedContent,
  sealText,
  toText,
} from '@nansen/sealed'
import { asSession, createRecord, getHistory, listRecords, type Tx } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gbv } from '../index.ts'

/** What is sealed of one survivor, each with words that occur nowhere else. */
const WORDS = {
  narrative: 'he waited behind the borehole until the lamps were out',
  identity: 'Ubah Warsame, in the tent behind the maqaayadda',
  contact: 'ask for the seamstress, never say the clinic',
  'safety-plan': 'her aunt keeps the bag beneath the grain store',
} as const
type Part = keyof typeof WORDS
const PARTS = Object.keys(WORDS) as Part[]

interface Reader {
  readonly who: Colleague
  readonly own: OwnKeys
  readonly prf: Uint8Array<ArrayBuffer>
}

let office: PracticeOffice
let asha: Reader
let beth: Reader
let outside: Reader
let epoch: Epoch
let caseId: string
const group = newId()

const as = <T>({ who }: Reader, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)
const run = (reader: Reader, statement: ReturnType<typeof sql>) => as(reader, (tx: Tx) => statement.execute(tx))

async function reader(role: Role): Promise<Reader> {
  const who = await office.colleague(role, 'DAD')
  const own = await newOwnKeys(who.staffId)
  const prf = crypto.getRandomValues(new Uint8Array(32))
  const lock = await lockByPasskey(who.staffId, own.secret, { credential: 'c', salt: newPrfSalt(), prf })
  const made = { who, own, prf }
  await run(
    made,
    sql`select sealed.make_keys(${JSON.stringify(own.public)}::jsonb, ${newId()}::uuid, ${JSON.stringify(lock)}::jsonb)`,
  )
  return made
}

const place = (id: string) => ({ module: 'gbv', record: caseId, id, version: 1 })

async function writes(by: Reader, part: Part, words: string, more: object = {}) {
  const id = crypto.randomUUID()
  const content = await sealText(by.own, epoch, place(id), words)
  const sealed = toText(new TextEncoder().encode(JSON.stringify({ id, ...content })))
  const values = { parent_id: caseId, part, sealed_for: group, words: sealed, ...more }
  return as(by, (tx, asking) => createRecord(tx, asking, gbv, 'part', values as never))
}

const partsOf = async (by: Reader) =>
  (await as(by, (tx, asking) => listRecords(tx, asking, gbv, 'part', { where: { parent_id: caseId }, whole: true })))
    .rows
const envelope = (words: unknown) =>
  JSON.parse(new TextDecoder().decode(fromText(String(words)))) as SealedContent & { id: string }
const opened = async (by: Reader, words: unknown) => {
  const { id, ...content } = envelope(words)
  return openText(await openEpochs(by.own, [epoch]), [epoch], place(id), content)
}

beforeAll(async () => {
  office = await practiceOffice()
  asha = await reader('gbv_caseworker')
  beth = await reader('gbv_caseworker')
  outside = await reader('gbv_caseworker')
  const officers = [await reader('protection_officer'), await reader('head_of_office')]
  const members = [
    ...[asha, beth].map(({ own }) => ({ keys: own.public, role: 'reader' as const, until: null })),
    ...officers.map(({ own }) => ({ keys: own.public, role: 'recovery' as const, until: null })),
  ]
  epoch = await newEpoch(asha.own, { group, members, epochs: [], lastKey: null, at: new Date().toISOString() })
  await run(
    asha,
    sql`select sealed.found(${group}::uuid, 'gbv', ${office.offices.DAD}::uuid, 'Readers', ${JSON.stringify(epoch)}::jsonb)`,
  )
  const told = { reported_on: '2026-11-20', reported_by: 'survivor', survivor_sex: 'female', survivor_age: '18-25' }
  caseId = (await as(asha, (tx, asking) => createRecord(tx, asking, gbv, 'incident', told as never))).id
  for (const part of PARTS) await writes(asha, part, WORDS[part])
})
afterAll(() => office.end())

const handsOver = (to: Reader) =>
  office.owner.query('update gbv.incident set owner_id = $2 where id = $1', [caseId, to.who.staffId])

test('words are opened by their reader, and by the next reader whom the case is given to', async () => {
  const mine = await partsOf(asha)
  for (const part of PARTS) {
    const row = mine.find(each => each.part === part)!
    expect(await opened(asha, row.words)).toBe(WORDS[part])
  }
  expect(await partsOf(beth)).toEqual([])
  await handsOver(beth)
  expect(await opened(beth, (await partsOf(beth)).find(({ part }) => part === 'contact')!.words)).toBe(WORDS.contact)
  expect(await partsOf(asha)).toEqual([])
  await handsOver(asha)
})

test('for a caseworker who is given the case and not in the group there are no words, nor a trace that there are', async () => {
  await handsOver(outside)
  expect(await partsOf(outside)).toEqual([])
  const { rows } = (await run(
    outside,
    sql`select (select count(*) from gbv.part) + (select count(*) from gbv.part_sealed) as n`,
  )) as { rows: { n: string }[] }
  expect(Number(rows[0]!.n)).toBe(0)
  const { entries } = await as(outside, (tx, asking) => getHistory(tx, asking, gbv, 'incident', caseId))
  expect(entries.filter(({ record }) => record === 'part')).toEqual([])
  const told = (await run(
    outside,
    sql`select record_name from change.history('gbv', 'incident', ${caseId}::uuid)`,
  )) as {
    rows: { record_name: string }[]
  }
  expect(told.rows.filter(each => each.record_name === 'part')).toEqual([])
  await expect(writes(outside, 'contact', 'for others')).rejects.toMatchObject({ code: 'not-allowed' })
  await handsOver(asha)
})

test('what is written anew is another version, and the earlier one stays', async () => {
  await writes(asha, 'contact', 'not after sunset')
  const contacts = (await partsOf(asha)).filter(({ part }) => part === 'contact')
  expect(await Promise.all(contacts.map(({ words }) => opened(asha, words)))).toEqual([
    'not after sunset',
    WORDS.contact,
  ])
  await expect(as(asha, tx => sql`update gbv.part_sealed set words = '\\x00'`.execute(tx))).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

test('nothing is sealed without saying for whom, nor kept without words', async () => {
  await expect(writes(asha, 'contact', 'x', { sealed_for: null })).rejects.toMatchObject({ code: 'invalid' })
  await expect(writes(asha, 'contact', 'x', { words: null })).rejects.toMatchObject({ code: 'invalid' })
})

test('whoever has the whole database and every key of the server finds and opens nothing; the reader with a passkey does', async () => {
  const kept = await everythingKept()
  expect(kept).toContain('Readers')
  expect(kept).toContain(caseId)
  for (const part of PARTS)
    for (const spelling of spellings(WORDS[part])) expect(kept.includes(spelling), part).toBe(false)
  const { rows } = await office.owner.query<{ words: Buffer }>('select words from gbv.part_sealed')
  const keys = serverKeys()
  expect(rows.length).toBeGreaterThan(PARTS.length)
  expect(keys.length).toBeGreaterThan(3)
  for (const { words } of rows) {
    const { id, ...content } = JSON.parse(words.toString('utf8')) as SealedContent & { id: string }
    for (const key of keys) await expectShut(key, id, content)
  }
  const { rows: locks } = await office.owner.query('select body from sealed.lock where staff_id = $1', [
    asha.who.staffId,
  ])
  const again = await ownKeysOf(asha.who.staffId, await openByPasskey(locks[0].body, asha.prf))
  const row = (await partsOf(asha)).find(({ part }) => part === 'narrative')!
  expect(await opened({ ...asha, own: again }, row.words)).toBe(WORDS.narrative)
})

/** A key of the server is not the group's, nor a reader's, nor the words' own. */
async function expectShut(key: Uint8Array<ArrayBuffer>, id: string, content: SealedContent): Promise<void> {
  await expect(openText(new Map([[0, key]]), [epoch], place(id), content)).rejects.toMatchObject({ code: 'invalid' })
  for (const { staff, sealed } of epoch.grants)
    await expect(
      openSealed(key, fromText(sealed), { info: 'nansen/group-key', aad: JSON.stringify([group, 0, staff]) }),
    ).rejects.toMatchObject({ code: 'invalid' })
  const own = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const bytes = fromText(content.ciphertext)
  const bound = ['nansen/note/1', group, 'gbv', caseId, id, 1, content.author]
  const additionalData = new TextEncoder().encode(JSON.stringify(bound))
  await expect(
    crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12), additionalData }, own, bytes.slice(12)),
  ).rejects.toThrow()
}

/** Every row of every table as text, bytes as base64 and as they are. */
async function everythingKept(): Promise<string> {
  const { rows: tables } = await office.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  const texts: string[] = []
  for (const { name } of tables)
    for (const row of (await office.owner.query(`select * from ${name}`)).rows)
      for (const value of Object.values(row))
        texts.push(
          Buffer.isBuffer(value) ? `${value.toString('latin1')} ${value.toString('base64')}` : JSON.stringify(value),
        )
  return texts.join('\n')
}

/** Each longer word as it is, in base64 at each offset, in hexadecimal. */
function spellings(words: string): readonly string[] {
  return [words, ...words.split(' ').filter(word => word.length > 7)].flatMap(each => {
    const bytes = Buffer.from(each)
    const inBase64 = [0, 1, 2].map(offset =>
      Buffer.concat([Buffer.alloc(offset), bytes])
        .toString('base64')
        .slice(4, -4),
    )
    return [each, bytes.toString('hex'), ...inBase64.filter(text => text.length > 6)]
  })
}

/** All that a key file holds and all that follows from it: key-encryption keys, the blind index's, private halves of signing keys. */
function serverKeys(): readonly Uint8Array<ArrayBuffer>[] {
  const { keks, blindIndex, checkpoint, papers, backups } = office.store.keys!
  const signing = [checkpoint, papers, backups].map(key => Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url'))
  return [...keks.values(), blindIndex, ...signing].map(key => Uint8Array.from(key))
}
