import { newId, openSealed } from '@nansen/kernel'
import {
  type Epoch,
  fromText,
  lockByPasskey,
  newEpoch,
  newOwnKeys,
  newPrfSalt,
  type OwnKeys,
  openByPasskey,
  openContent,
  openEpochs,
  openText,
  ownKeysOf,
  type SealedContent,
  sealContent,
  sealText,
  toText,
} from '@nansen/sealed'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

const WORDS = 'her brother waits at the well'
const MODULE = 'example'
/** A file beside the note: what it is called and what it says occur nowhere else. */
const FILE = { name: 'the scar under her ribs.jpg', words: 'photographed at the dispensary of the salt road' }

interface Reader {
  readonly worker: Worker
  readonly own: OwnKeys
  readonly prf: Uint8Array<ArrayBuffer>
}

let world: CaseWorld
let asha: Reader
let beth: Reader
let outside: Reader
let group: string
let epoch: Epoch
let caseId: string
let note: { readonly id: string }
let file: { readonly id: string }

async function reader(role: Parameters<CaseWorld['worker']>[0]): Promise<Reader> {
  const worker = await world.worker(role)
  const own = await newOwnKeys(worker.staffId)
  const prf = crypto.getRandomValues(new Uint8Array(32))
  const lock = await lockByPasskey(worker.staffId, own.secret, { credential: 'c', salt: newPrfSalt(), prf })
  const given = [JSON.stringify(own.public), newId(), JSON.stringify(lock)]
  await worker.as(tx =>
    sql`select sealed.make_keys(${given[0]}::jsonb, ${given[1]}::uuid, ${given[2]}::jsonb)`.execute(tx),
  )
  return { worker, own, prf }
}

const place = (id: string) => ({ module: MODULE, record: caseId, id, version: 1 })

async function seals({ worker, own }: Reader, words: string) {
  const id = crypto.randomUUID()
  const content = await sealText(own, epoch, place(id), words)
  const sealed_text = toText(new TextEncoder().encode(JSON.stringify({ id, ...content })))
  return worker.add('note', { parent_id: caseId, level: 'sealed', sealed_for: group, sealed_text })
}

const filePlace = (id: string, part: string) => ({ module: MODULE, record: caseId, id: `${id} ${part}`, version: 1 })
async function sealsFile({ worker, own }: Reader, noteId: string, more: object = {}) {
  const id = crypto.randomUUID()
  const about = await sealText(own, epoch, filePlace(id, 'about'), JSON.stringify({ name: FILE.name }))
  const content = await sealContent(own, epoch, filePlace(id, 'content'), new TextEncoder().encode(FILE.words))
  return worker.does<{ id: string }>('sealFile', { id, module: MODULE, noteId, about, content, ...more })
}
interface File {
  readonly id: string
  readonly noteId: string
  readonly about: SealedContent
}
const filesOf = async ({ worker }: Reader) =>
  (await worker.asks<{ files: readonly File[] }>('sealedFiles', { module: MODULE, id: caseId })).files
const fileOf = ({ worker }: Reader, id: string) =>
  worker.asks<{ content: SealedContent }>('sealedFile', { module: MODULE, id })

type Note = Record<string, unknown>
const notesOf = async ({ worker }: Reader) =>
  (await worker.asks<{ note: Note[] }>('page', { module: MODULE, id: caseId })).note
const envelope = (row: Note) =>
  JSON.parse(new TextDecoder().decode(fromText(String(row.sealed_text)))) as SealedContent & { id: string }

beforeAll(async () => {
  world = await caseWorld()
  const subject = await world.person()
  asha = await reader('gbv_caseworker')
  beth = await reader('gbv_caseworker')
  outside = await reader('gbv_caseworker')
  const officers = [await reader('rsd_officer'), await reader('rsd_reviewer')]
  caseId = (await asha.worker.open({ topic: 'A claim', subject })).id
  group = newId()
  const members = [
    ...[asha, beth].map(({ own }) => ({ keys: own.public, role: 'reader' as const, until: null })),
    ...officers.map(({ own }) => ({ keys: own.public, role: 'recovery' as const, until: null })),
  ]
  const at = new Date().toISOString()
  epoch = await newEpoch(asha.own, { group, members, epochs: [], lastKey: null, at })
  await asha.worker.as(tx =>
    sql`select sealed.found(${group}::uuid, ${MODULE}, ${world.offices.DAD}::uuid, 'Readers', ${JSON.stringify(epoch)}::jsonb)`.execute(
      tx,
    ),
  )
  note = await seals(asha, WORDS)
  file = await sealsFile(asha, note.id)
})
afterAll(() => world.end())

test('a sealed note is opened by another reader of its group', async () => {
  const [row] = await notesOf(beth)
  expect(row).toMatchObject({ id: note.id, level: 'sealed', text: null })
  const { id, ...content } = envelope(row!)
  const keys = await openEpochs(beth.own, [epoch])
  expect(await openText(keys, [epoch], place(id), content)).toBe(WORDS)
})

test('for a colleague with the same rights who is not in the group there is no such note, anywhere', async () => {
  expect(await notesOf(outside)).toEqual([])
  const counted = await outside.worker.as(tx =>
    sql<{
      n: number
    }>`select (select count(*) from example.note) + (select count(*) from example.note_sealed) as n`.execute(tx),
  )
  expect(Number(counted.rows[0]!.n)).toBe(0)
  const told = await outside.worker.as(tx =>
    sql<{ record_name: string }>`select * from change.history('example', 'file', ${caseId})`.execute(tx),
  )
  expect(told.rows.filter(({ record_name }) => record_name === 'note')).toEqual([])
})

test('nobody seals to a group that they do not read, nor seals without saying for whom', async () => {
  await expect(seals(outside, 'for others')).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(
    asha.worker.add('note', { parent_id: caseId, level: 'sealed', sealed_text: toText(new Uint8Array(40)) }),
  ).rejects.toMatchObject({ code: 'invalid' })
  await expect(
    asha.worker.add('note', { parent_id: caseId, level: 'sealed', sealed_for: group, text: WORDS }),
  ).rejects.toMatchObject({ code: 'invalid' })
})

test('a file beside a sealed note is opened by another reader of its group', async () => {
  const [found, ...others] = await filesOf(beth)
  expect([found!.id, found!.noteId, others]).toEqual([file.id, note.id, []])
  const keys = await openEpochs(beth.own, [epoch])
  expect(JSON.parse(await openText(keys, [epoch], filePlace(file.id, 'about'), found!.about))).toEqual({
    name: FILE.name,
  })
  const { content } = await fileOf(beth, file.id)
  const bytes = await openContent(keys, [epoch], filePlace(file.id, 'content'), content)
  expect(new TextDecoder().decode(bytes)).toBe(FILE.words)
  const { rows } = await world.owner.query(
    `select reason from audit.entry where staff_id = $1 and $2 = any (ids) and reason = 'sealed file'`,
    [beth.worker.staffId, file.id],
  )
  expect(rows).toHaveLength(1)
})

test('for a colleague with the same rights who is not in the group there is no such file, by any way', async () => {
  expect(await filesOf(outside)).toEqual([])
  await expect(fileOf(outside, file.id)).rejects.toMatchObject({ code: 'not-found' })
  const counted = await outside.worker.as(tx => sql<{ n: number }>`select count(*) as n from sealed.file`.execute(tx))
  expect(Number(counted.rows[0]!.n)).toBe(0)
})

test('nobody adds a file to a note of somebody else, for other readers, or beside what is not sealed', async () => {
  const ordinary = await asha.worker.add('note', { parent_id: caseId, level: 'ordinary', text: 'Was here.' })
  for (const [who, to] of [
    [outside, note.id],
    [beth, note.id],
    [asha, ordinary.id],
    [asha, newId()],
  ] as const)
    await expect(sealsFile(who, to)).rejects.toMatchObject({ code: 'not-found' })
  const [{ about }] = (await filesOf(asha)) as [File]
  await expect(sealsFile(asha, note.id, { about: { ...about, group: newId() } })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await filesOf(asha)).toHaveLength(1)
})

test('whoever has the whole database and every key of the server opens nothing; the reader with a passkey does', async () => {
  const kept = await everythingKept()
  expect(kept).toContain('Readers')
  expect(kept).toContain(file.id)
  for (const words of [WORDS, FILE.name, FILE.words])
    for (const spelling of spellings(words)) expect(kept.includes(spelling)).toBe(false)
  const { rows } = await world.owner.query<{ sealed_text: Buffer }>('select sealed_text from example.note_sealed')
  const { id, ...content } = JSON.parse(rows[0]!.sealed_text.toString('utf8')) as SealedContent & { id: string }
  // Each key of the server, as the group's, as a reader's, and as the note's own.
  const keys = serverKeys()
  expect(keys.length).toBeGreaterThan(3)
  for (const key of keys) {
    await expect(openText(new Map([[0, key]]), [epoch], place(id), content)).rejects.toMatchObject({ code: 'invalid' })
    const own = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
    const bytes = fromText(content.ciphertext)
    const bound = ['nansen/note/1', group, MODULE, caseId, id, 1, content.author]
    const additionalData = new TextEncoder().encode(JSON.stringify(bound))
    await expect(
      crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12), additionalData }, own, bytes.slice(12)),
    ).rejects.toThrow()
    for (const { staff, sealed } of epoch.grants)
      await expect(
        openSealed(key, fromText(sealed), { info: 'nansen/group-key', aad: JSON.stringify([group, 0, staff]) }),
      ).rejects.toMatchObject({ code: 'invalid' })
  }
  const { rows: locks } = await world.owner.query('select body from sealed.lock where staff_id = $1', [
    beth.own.public.staff,
  ])
  const again = await ownKeysOf(beth.own.public.staff, await openByPasskey(locks[0].body, beth.prf))
  expect(await openText(await openEpochs(again, [epoch]), [epoch], place(id), content)).toBe(WORDS)
})

test('a case that is destroyed takes its sealed files along', async () => {
  await world.owner.query(`set session_replication_role = 'replica'`)
  for (const table of ['note_sealed', 'note', 'member', 'stage', 'clock'])
    await world.owner.query(`delete from example.${table} where root_id = $1`, [caseId])
  await world.owner.query(`set session_replication_role = 'origin'`)
  await world.owner.query('delete from example.file where id = $1', [caseId])
  expect((await world.owner.query('select id from sealed.file')).rows).toEqual([])
})

/** Every row of every table as text, bytes as base64 and as they are. */
async function everythingKept(): Promise<string> {
  const { rows: tables } = await world.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  const texts: string[] = []
  for (const { name } of tables)
    for (const row of (await world.owner.query(`select * from ${name}`)).rows)
      for (const value of Object.values(row))
        texts.push(
          Buffer.isBuffer(value) ? `${value.toString('latin1')} ${value.toString('base64')}` : JSON.stringify(value),
        )
  return texts.join('\n')
}

/** As it is, in base64 at each offset, in hexadecimal. */
function spellings(words: string): readonly string[] {
  const bytes = Buffer.from(words)
  const inBase64 = [0, 1, 2].map(offset =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, 24),
  )
  return [words, bytes.toString('hex'), ...inBase64]
}

/** All that a key file holds and all that follows from it: key-encryption keys, the blind index's, private halves of signing keys. */
function serverKeys(): readonly Uint8Array<ArrayBuffer>[] {
  const { keks, blindIndex, checkpoint, papers, backups } = world.store.keys!
  const signing = [checkpoint, papers, backups].map(key => Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url'))
  return [...keks.values(), blindIndex, ...signing].map(key => Uint8Array.from(key))
}
