import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { backupTo } from './backupTo.ts'
import { tablesOf } from './manifest.ts'
import { restoreFrom } from './restoreFrom.ts'

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

async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found: Record<string, string> = {}
  for (const { table } of await tablesOf(client)) {
    const { rows } = await client.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(row, ',' order by row)), '') as sum from (select (to_jsonb(t) - 'xid')::text as row from ${table} t) t`,
    )
    found[table] = rows[0].sum
  }
  await client.end()
  return found
}

test('a restore brings back the same rows and the same audit root, and the system works on', async () => {
  const dir = join(place, 'one')
  const manifest = await backupTo(world.database.ownerUrl, dir)
  expect(manifest.audit.size).toBeGreaterThan(0)
  expect(manifest.tables.find(({ table }) => table === 'sample.file')?.rows).toBe(2)
  const fresh = await emptyDatabase()
  try {
    await migrate(fresh.ownerUrl, [sample])
    await restoreFrom(fresh.ownerUrl, dir)
    expect(await contents(fresh.ownerUrl)).toEqual(await contents(world.database.ownerUrl))
    const restored = { ...fresh.store, keys: world.store.keys }
    const verdict = await verifyAudit(restored, { checkpoint: manifest.audit.checkpoint! })
    expect([verdict.fault, verdict.root.toString('hex'), verdict.size]).toEqual([
      null,
      manifest.audit.root,
      manifest.audit.size,
    ])
    const row = await asSession(restored, supervisor.token, {}, (tx, asking) =>
      getRecord(tx, asking, sample, 'file', file),
    )
    expect(row.story).toBe('with\ttabs\nand \\ lines')
    for (let i = 0; i < 200 && (await verifyAudit(restored)).waiting > 0; i++) await sequence(restored, { sign: true })
    const after = await verifyAudit(restored)
    expect([after.fault, after.waiting]).toEqual([null, 0])
    expect(after.size).toBeGreaterThan(manifest.audit.size)
    await expect(restoreFrom(fresh.ownerUrl, dir)).rejects.toThrow('holds people already')
  } finally {
    await fresh.drop()
  }
})

test('a damaged backup restores nothing', async () => {
  const dir = join(place, 'two')
  await backupTo(world.database.ownerUrl, dir)
  appendFileSync(join(dir, 'sample.file.copy.gz'), 'x')
  await expect(restoreFrom('postgres://nobody@127.0.0.1:1/none', dir)).rejects.toThrow(
    'the backup is damaged: sample.file.copy.gz',
  )
})

test('a backup of another version is refused', async () => {
  const dir = join(place, 'three')
  await backupTo(world.database.ownerUrl, dir)
  const fresh = await emptyDatabase()
  await migrate(fresh.ownerUrl, [])
  await expect(restoreFrom(fresh.ownerUrl, dir)).rejects.toThrow('of another version')
  await fresh.drop()
})

test('a backup never overwrites another, and holds no key', async () => {
  const dir = join(place, 'one')
  await expect(backupTo(world.database.ownerUrl, dir)).rejects.toThrow('not empty')
  const kek = world.store.keys!.keks.get(world.store.keys!.currentKek)!
  for (const name of readdirSync(dir)) expect(readFileSync(join(dir, name)).includes(kek)).toBe(false)
})
