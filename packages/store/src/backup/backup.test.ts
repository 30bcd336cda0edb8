import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newSealingKeys } from '@nansen/kernel'
import { emptyDatabase } from '@nansen/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SampleWorld, type SignedIn, sampleWorld } from '../../test/sampleWorld.ts'
import { asSession } from '../asSession.ts'
import { putAttachment } from '../attachments.ts'
import { sequence } from '../audit/sequencer.ts'
import { verifyAudit } from '../audit/verifyAudit.ts'
import { migrate } from '../migrate.ts'
import { getRecord } from '../records/readRecords.ts'
import { createRecord } from '../records/writeRecords.ts'
import { sample } from '../sampleModule.ts'
import { openSession } from '../signIn.ts'
import { backupTo } from './backupTo.ts'
import { tablesOf } from './manifest.ts'
import { openBackup } from './openBackup.ts'
import { restoreFrom } from './restoreFrom.ts'
import type { OpenWith, SealTo } from './sealing.ts'

let world: SampleWorld
let supervisor: SignedIn
let file: string
let place: string
beforeAll(async () => {
  world = await sampleWorld()
  place = mkdtempSync(join(tmpdir(), 'nansen-backup-'))
  supervisor = await world.colleague('registration_supervisor', world.offices.DAD)
  const create = (subject: string) =>
    asSession(world.store, supervisor.token, {}, async (tx, asking) => {
      const picture = await putAttachment(tx, asking, Buffer.from(`%PDF-1.7 ${subject}`))
      return createRecord(tx, asking, sample, 'file', {
        subject,
        kind: 'lost',
        picture,
        story: 'with\ttabs\nand \\ lines',
        document: [{ label: 'ملف' }],
      })
    })
  file = (await create('first')).id
  for (let i = 0; i < 200; i++) if ((await sequence(world.store, { sign: true })).audit > 0) break
  await create('still waiting for its position')
})
afterAll(async () => {
  rmSync(place, { recursive: true })
  await world.end()
})

/** A hash of every table. Who was signed in, and that a restore happened, differ on purpose. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found: Record<string, string> = {}
  const besides: Readonly<Record<string, string>> = {
    'audit.entry': `where action <> 'restore'`,
    'auth.session': 'where false',
  }
  for (const { table } of await tablesOf(client)) {
    const { rows } = await client.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(row, ',' order by row)), '') as sum
       from (select (to_jsonb(t) - 'xid')::text as row from ${table} t ${besides[table] ?? ''}) t`,
    )
    found[table] = rows[0].sum
  }
  await client.end()
  return found
}

const signer = () => world.store.keys!.backups
const trusted = () => createPublicKey(signer())
const save = (name: string, sealTo: SealTo | null) =>
  backupTo(world.database.ownerUrl, join(place, name), { sealTo, signer: signer() })
const open = (name: string, openWith: OpenWith | null) =>
  openBackup(join(place, name), { openWith, trusted: trusted() })

test('a restore brings back the same rows and the same audit root, nobody signed in, and the system works on', async () => {
  const pair = await newSealingKeys()
  const manifest = await save('one', { publicKey: pair.publicKey })
  expect(manifest.audit.size).toBeGreaterThan(0)
  expect(manifest.tables.find(({ table }) => table === 'sample.file')?.rows).toBe(2)
  const fresh = await emptyDatabase()
  try {
    await migrate(fresh.ownerUrl, [sample])
    const backup = await open('one', { privateKey: pair.privateKey })
    await restoreFrom(fresh.ownerUrl, backup)
    expect(await contents(fresh.ownerUrl)).toEqual(await contents(world.database.ownerUrl))
    const restored = { ...fresh.store, keys: world.store.keys }
    const verdict = await verifyAudit(restored, { checkpoint: manifest.audit.checkpoint! })
    expect([verdict.fault, verdict.root.toString('hex'), verdict.size]).toEqual([
      null,
      manifest.audit.root,
      manifest.audit.size,
    ])
    const look = (token: string) =>
      asSession(restored, token, {}, (tx, asking) => getRecord(tx, asking, sample, 'file', file))
    await expect(look(supervisor.token)).rejects.toMatchObject({ code: 'not-signed-in' })
    const { token } = await openSession(restored, { staffId: supervisor.staffId })
    expect((await look(token)).story).toBe('with\ttabs\nand \\ lines')
    for (let i = 0; i < 200 && (await verifyAudit(restored)).waiting > 0; i++) await sequence(restored, { sign: true })
    const after = await verifyAudit(restored)
    expect([after.fault, after.waiting]).toEqual([null, 0])
    expect(after.size).toBeGreaterThan(manifest.audit.size)
    await expect(restoreFrom(fresh.ownerUrl, backup)).rejects.toThrow('holds people already')
  } finally {
    await fresh.drop()
  }
})

test('a sealed backup shows nothing of what it holds to whoever has the folder alone', async () => {
  const dir = join(place, 'one')
  const all = readdirSync(dir).map(name => readFileSync(join(dir, name)))
  expect(existsSync(join(dir, 'manifest.json'))).toBe(false)
  for (const bytes of all)
    for (const word of ['first', 'lost', 'sample.file', '\x1f\x8b\x08'])
      expect(bytes.includes(Buffer.from(word, 'latin1'))).toBe(false)
  await expect(open('one', null)).rejects.toThrow('sealed')
  const other = await newSealingKeys()
  await expect(open('one', { privateKey: other.privateKey })).rejects.toThrow('sealed to the key')
  await expect(open('one', { passphrase: 'a passphrase of sixteen and more' })).rejects.toThrow('private half')
})

test('a passphrase opens what was sealed with it, and no other does, nor a short one at all', async () => {
  await expect(save('short', { passphrase: 'fifteen letters' })).rejects.toThrow('at least 16')
  await save('phrase', { passphrase: 'correct horse battery staple' })
  expect((await open('phrase', { passphrase: 'correct horse battery staple' })).manifest.tables.length).toBeGreaterThan(
    10,
  )
  await expect(open('phrase', { passphrase: 'correct horse battery stable' })).rejects.toThrow('does not open')
})

test('a damaged, shortened, swapped or foreign file of a backup is refused by its name', async () => {
  const pair = await newSealingKeys()
  await save('this', { publicKey: pair.publicKey })
  await save('that', { publicKey: pair.publicKey })
  const name = 'sample.file.copy.gz.sealed'
  const tampered = (change: (dir: string) => void) => {
    const dir = mkdtempSync(join(place, 'tampered-'))
    cpSync(join(place, 'this'), dir, { recursive: true })
    change(dir)
    return openBackup(dir, { openWith: { privateKey: pair.privateKey }, trusted: trusted() })
  }
  const rewritten = (change: (bytes: Buffer) => Buffer) => (dir: string) =>
    writeFileSync(join(dir, name), change(readFileSync(join(dir, name))))
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at < 0 ? bytes.length + at : at]! ^= 1
    return bytes
  }
  await expect(tampered(() => undefined)).resolves.toBeTruthy()
  await expect(tampered(rewritten(flip(-30)))).rejects.toThrow(`damaged or cut short: ${name}`)
  await expect(tampered(rewritten(flip(0)))).rejects.toThrow(`is damaged: ${name}`)
  await expect(tampered(rewritten(bytes => bytes.subarray(0, 30)))).rejects.toThrow(`cut short: ${name}`)
  await expect(tampered(rewritten(bytes => bytes.subarray(0, -1)))).rejects.toThrow(name)
  await expect(tampered(dir => rmSync(join(dir, name)))).rejects.toThrow(`${name} is missing`)
  await expect(tampered(dir => copyFileSync(join(dir, 'auth.staff.copy.gz.sealed'), join(dir, name)))).rejects.toThrow(
    name,
  )
  await expect(tampered(dir => copyFileSync(join(place, 'that', name), join(dir, name)))).rejects.toThrow(
    `holds a file of another backup: ${name}`,
  )
  const whole = (file: string) => (dir: string) => copyFileSync(join(place, 'that', file), join(dir, file))
  for (const file of ['manifest.sealed', 'backup.json', 'signature'])
    await expect(tampered(whole(file))).rejects.toThrow('not of this installation, or was changed')
  await expect(tampered(dir => rmSync(join(dir, 'signature')))).rejects.toThrow('carries no signature')
})

test('a backup that somebody else sealed to the right key is not restored', async () => {
  const pair = await newSealingKeys()
  const { privateKey } = generateKeyPairSync('ed25519')
  await backupTo(world.database.ownerUrl, join(place, 'forged'), {
    sealTo: { publicKey: pair.publicKey },
    signer: privateKey,
  })
  await expect(open('forged', { privateKey: pair.privateKey })).rejects.toThrow('not of this installation')
})

test('a damaged backup that is not sealed restores nothing', async () => {
  await save('two', null)
  appendFileSync(join(place, 'two', 'sample.file.copy.gz'), 'x')
  await expect(open('two', null)).rejects.toThrow('the backup is damaged: sample.file.copy.gz')
})

test('what a list of tables says is never taken for SQL, nor for a path', async () => {
  await save('sql', null)
  const path = join(place, 'sql', 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const forged = (table: object) =>
    writeFileSync(path, JSON.stringify({ ...manifest, tables: [{ ...manifest.tables[0], ...table }] }))
  forged({ table: `auth.staff (id) from program 'touch /tmp/owned' --` })
  const fresh = await emptyDatabase()
  await migrate(fresh.ownerUrl, [sample])
  const backup = await openBackup(join(place, 'sql'), { openWith: null, trusted: null })
  await expect(restoreFrom(fresh.ownerUrl, backup)).rejects.toThrow('of other tables')
  await fresh.drop()
  forged({ file: '../one/backup.json' })
  await expect(openBackup(join(place, 'sql'), { openWith: null, trusted: null })).rejects.toThrow('its list of files')
})

test('who was disabled and what was erased after a backup stays so after its restore', async () => {
  await save('before', null)
  const fresh = await emptyDatabase()
  await migrate(fresh.ownerUrl, [sample])
  const client = new pg.Client({ connectionString: fresh.ownerUrl })
  await client.connect()
  const [key] = (await world.owner.query('select subject_id, class from store.data_key limit 1')).rows
  const withdrawn = {
    asOf: '2026-11-22T00:00:00Z',
    disabledStaff: [supervisor.staffId],
    endedAssignments: [],
    destroyedKeys: [`${key.subject_id} ${key.class}`],
  }
  await restoreFrom(fresh.ownerUrl, await open('before', null), { withdrawn })
  const { rows } = await client.query(
    `select (select status from auth.staff where id = $1) as staff, (select wrapped from store.data_key where subject_id = $2 and class = $3) as wrapped,
       (select reason from audit.entry where action = 'restore') as noted`,
    [supervisor.staffId, key.subject_id, key.class],
  )
  expect(rows[0]).toMatchObject({
    staff: 'disabled',
    wrapped: null,
    noted: expect.stringContaining('taken back again: 2'),
  })
  await client.end()
  await fresh.drop()
})

test('a backup of another version is refused', async () => {
  await save('three', null)
  const fresh = await emptyDatabase()
  await migrate(fresh.ownerUrl, [])
  await expect(restoreFrom(fresh.ownerUrl, await open('three', null))).rejects.toThrow('of another version')
  await fresh.drop()
})

test('a backup never overwrites another, and holds no key', async () => {
  await expect(save('two', null)).rejects.toThrow('not empty')
  const kek = world.store.keys!.keks.get(world.store.keys!.currentKek)!
  for (const name of readdirSync(join(place, 'two')))
    expect(readFileSync(join(place, 'two', name)).includes(kek)).toBe(false)
})
