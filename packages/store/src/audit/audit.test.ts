import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type SampleWorld, type SignedIn, sampleWorld } from '../../test/sampleWorld.ts'
import { asSession } from '../asSession.ts'
import { checkpointVerifier } from '../keyFile.ts'
import { createRecord } from '../records/writeRecords.ts'
import { sample } from '../sampleModule.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { AUDIT_COLUMNS, leafData, leafHash } from './leaf.ts'
import { sequence, startSequencer } from './sequencer.ts'
import { append, includes, isConsistent, rootOf } from './tree.ts'
import { proveConsistency, proveRow, verifyAudit } from './verifyAudit.ts'

let world: SampleWorld
let officer: SignedIn
let early: string
const act = (count: number) =>
  asSession(world.store, officer.token, {}, async (tx, asking) => {
    for (let i = 0; i < count; i++) await createRecord(tx, asking, sample, 'file', { subject: `s${i}`, kind: 'lost' })
  })
/** Other tests' open transactions hold the sequencer back: it is asked until nothing waits. */
async function settle(sign = true): Promise<string | null> {
  for (let i = 0; i < 500; i++) {
    const { checkpoint } = await sequence(world.store, { sign })
    const { rows } = await world.owner.query('select from audit.entry where pos is null limit 1')
    if (rows.length === 0) return checkpoint
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('rows still wait')
}
const fault = async (checkpoint?: string) =>
  (await verifyAudit(world.store, checkpoint === undefined ? {} : { checkpoint })).fault

beforeAll(async () => {
  world = await sampleWorld()
  officer = await world.colleague('registration_officer', world.offices.DAD)
  await act(5)
  early = (await settle())!
  await act(32)
  await settle()
  await world.owner.query('create table public.kept_entry as table audit.entry')
  await world.owner.query('create table public.kept_node as table audit.node')
  await world.owner.query('create table public.kept_checkpoint as table audit.checkpoint')
})
afterEach(async () => {
  await tamper(`delete from audit.entry; delete from audit.node; delete from audit.checkpoint;
    insert into audit.entry overriding system value select * from public.kept_entry;
    insert into audit.node select * from public.kept_node; insert into audit.checkpoint select * from public.kept_checkpoint`)
})
afterAll(() => world.end())

/** As somebody who owns the database and switches its guards off. */
async function tamper(statements: string): Promise<void> {
  await world.owner.query(
    `set session_replication_role = replica; ${statements}; set session_replication_role = origin`,
  )
}
/** Gives every row the leaf that fits it now: what somebody would do who has read our code. */
async function fitLeaves(): Promise<readonly Buffer[]> {
  const { rows } = await world.owner.query(`select ${AUDIT_COLUMNS} from audit.entry order by pos`)
  const leaves = rows.map(row => leafHash(leafData(row)))
  await world.owner.query('set session_replication_role = replica')
  await world.owner.query(
    `update audit.entry e set leaf = w.leaf from unnest($1::uuid[], $2::bytea[]) as w (id, leaf) where e.id = w.id`,
    [rows.map(row => row.id), leaves],
  )
  await world.owner.query('set session_replication_role = origin')
  return leaves
}
async function fitTree(leaves: readonly Buffer[]): Promise<void> {
  const { made } = append([], leaves)
  await tamper('delete from audit.node')
  await world.owner.query(`insert into audit.node select * from unnest($1::int[], $2::bigint[], $3::bytea[])`, [
    made.map(n => n.level),
    made.map(n => n.index),
    made.map(n => n.hash),
  ])
}

describe('the log', () => {
  test('is dense, and verifies with every checkpoint', async () => {
    const verdict = await verifyAudit(world.store, { checkpoint: early })
    expect(verdict).toMatchObject({ fault: null, waiting: 0, checkpoints: 3 })
    expect(verdict.size).toBe(37)
    const { rows } = await world.owner.query(
      'select count(*)::int as n, count(distinct pos)::int as positions, max(pos)::int as last from change.entry',
    )
    expect(rows[0]).toEqual({ n: 37, positions: 37, last: 36 })
  })

  test('grows without gaps under many writers and several sequencers at once', async () => {
    await Promise.all([
      ...Array.from({ length: 12 }, () => act(3)),
      ...Array.from({ length: 6 }, () => sequence(world.store)),
    ])
    await settle()
    const verdict = await verifyAudit(world.store)
    expect([verdict.fault, verdict.size]).toEqual([null, 37 + 36])
  })

  test('waits for a transaction that is still open, and then takes its rows in', async () => {
    let finish: () => void = () => undefined
    const held = new Promise<void>(resolve => {
      finish = resolve
    })
    let wrote: () => void = () => undefined
    const written = new Promise<void>(resolve => {
      wrote = resolve
    })
    const slow = asSession(world.store, officer.token, {}, async (tx, asking) => {
      await createRecord(tx, asking, sample, 'file', { subject: 'slow', kind: 'lost' })
      wrote()
      await held
    })
    await written
    await act(1)
    await sequence(world.store)
    const before = await verifyAudit(world.store).finally(finish)
    await slow
    expect([before.size, before.waiting]).toEqual([37, 1])
    await settle()
    expect((await verifyAudit(world.store)).size).toBe(39)
  })

  test('proves a single row, and its own growth, to somebody who has only a checkpoint', async () => {
    const { size, root } = await verifyAudit(world.store)
    const { rows } = await world.owner.query('select leaf from audit.entry where pos = 11')
    expect(includes(rows[0].leaf, 11, size, await proveRow(world.store, 11, size), root)).toBe(true)
    const then = readCheckpoint(early, checkpointVerifier(world.store.keys!))!
    expect(then.size).toBe(5)
    expect(isConsistent(5, then.root, size, root, await proveConsistency(world.store, 5, size))).toBe(true)
  })
})

describe('the verifier names the first position', () => {
  test('that was edited', async () => {
    await tamper(`update audit.entry set staff_id = null where pos = 21`)
    expect(await fault()).toEqual({ what: 'row-changed', position: 21 })
  })
  test.each([
    "at = at + interval '1 microsecond'",
    `ids = ids || ids`,
    `fields = '{}'`,
    `outcome = 'deny'`,
    `reason = 'none'`,
    `content = sha256(content)`,
  ])('where %s', async set => {
    await tamper(`update audit.entry set ${set} where pos = 8`)
    expect(await fault()).toEqual({ what: 'row-changed', position: 8 })
  })
  test('that was deleted', async () => {
    await tamper(`delete from audit.entry where pos = 17`)
    expect(await fault()).toEqual({ what: 'row-missing', position: 17 })
  })
  test('after a deletion that was closed up', async () => {
    await tamper(
      `delete from audit.entry where pos = 17; update audit.entry set pos = -pos where pos > 17; update audit.entry set pos = -pos - 1 where pos < 0`,
    )
    expect((await fault())?.position).toBe(16)
  })
  test('that was inserted', async () => {
    await tamper(`update audit.entry set pos = -pos where pos >= 9; update audit.entry set pos = -pos + 1 where pos < 0;
      insert into audit.entry (pos, module, action, record, ids, outcome, leaf) values (9, 'sample', 'read', 'file', '{}', 'allow', sha256('x'))`)
    expect(await fault()).toEqual({ what: 'row-changed', position: 9 })
  })
  test('of two rows that changed places', async () => {
    await tamper(
      `update audit.entry set pos = -1 where pos = 12; update audit.entry set pos = 12 where pos = 30; update audit.entry set pos = 30 where pos = -1`,
    )
    expect(await fault()).toEqual({ what: 'tree-differs', position: 12 })
  })
  test('that was edited together with its leaf, give or take one', async () => {
    await tamper(`update audit.entry set staff_id = null where pos = 21`)
    await fitLeaves()
    expect(await fault()).toEqual({ what: 'tree-differs', position: 20 })
  })
  test('from which everything was rewritten but the signed checkpoints', async () => {
    await tamper(`update audit.entry set staff_id = null where pos = 21`)
    await fitTree(await fitLeaves())
    expect(await fault()).toEqual({ what: 'checkpoint-differs', position: 5 })
  })
  test('where a checkpoint was forged with another key', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const forged = writeCheckpoint(
      { origin: world.store.keys!.origin, size: 37, root: Buffer.alloc(32), at: 'now' },
      privateKey,
    )
    await world.owner.query('update audit.checkpoint set note = $1 where size = 37', [forged])
    expect(await fault()).toEqual({ what: 'checkpoint-forged', position: 37 })
    await expect(verifyAudit(world.store, { checkpoint: forged })).rejects.toThrow('not signed with the key')
  })
  test('after which the tail was cut, where a checkpoint still stands', async () => {
    await tamper(`delete from audit.entry where pos >= 30`)
    expect(await fault()).toEqual({ what: 'log-shorter-than-checkpoint', position: 30 })
  })
  test('of a clean cut with its checkpoints, only when one was kept elsewhere', async () => {
    const { rows } = await world.owner.query('select note from audit.checkpoint where size = 37')
    await tamper(
      `delete from audit.entry where pos >= 5; delete from audit.node where (index + 1) * (2 ^ level)::bigint > 5; delete from audit.checkpoint where size > 5`,
    )
    expect(await fault()).toBeNull()
    expect(await fault(rows[0].note)).toEqual({ what: 'log-shorter-than-checkpoint', position: 5 })
  })
  test('of a log rewritten with the server’s own key, only when a checkpoint was kept elsewhere', async () => {
    const { rows } = await world.owner.query('select note from audit.checkpoint where size = 37')
    await tamper(`update audit.entry set staff_id = null where pos = 21; delete from audit.checkpoint where size = 37`)
    const leaves = await fitLeaves()
    await fitTree(leaves)
    const root = rootOf(append([], leaves).peaks.map(({ hash }) => hash))
    const { origin, checkpoint } = world.store.keys!
    const note = writeCheckpoint({ origin, size: 37, root, at: '2026-11-22T00:00:00Z' }, checkpoint)
    await world.owner.query('insert into audit.checkpoint values (37, now(), $1, $2)', [root, note])
    expect(await fault()).toBeNull()
    expect(await fault(rows[0].note)).toEqual({ what: 'checkpoint-differs', position: 37 })
  })
})

test('erasure takes the values of a change and leaves the log whole', async () => {
  await world.owner.query(`update change.entry set set = null, salt = null where pos = 3`)
  expect(await fault()).toBeNull()
  await expect(world.owner.query(`update change.entry set fields = '{}' where pos = 4`)).rejects.toThrow(
    'only ever added',
  )
  await expect(world.owner.query(`update change.entry set set = '{"subject": "other"}' where pos = 4`)).rejects.toThrow(
    'only ever added',
  )
})

test('a change entry is the one its audit row committed to', async () => {
  const { rows } = await world.owner.query(`select count(*)::int as n,
    count(*) filter (where sha256(c.salt || convert_to(coalesce(c.set::text, ''), 'UTF8') || coalesce(c.ct, '')) = a.content)::int as fit
    from change.entry c join audit.entry a on a.content = c.content where c.salt is not null`)
  expect(rows[0].n).toBeGreaterThan(30)
  expect(rows[0].fit).toBe(rows[0].n)
})

test('a checkpoint is read only with its own key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const checkpoint = { origin: 'nansen.test/log', size: 7, root: Buffer.alloc(32, 7), at: '2026-11-22T00:00:00Z' }
  const note = writeCheckpoint(checkpoint, privateKey)
  expect(readCheckpoint(note, publicKey)).toEqual(checkpoint)
  expect(readCheckpoint(note.replace('\n7\n', '\n8\n'), publicKey)).toBeNull()
  expect(readCheckpoint(note, createPublicKey(generateKeyPairSync('ed25519').privateKey))).toBeNull()
})

test('the sequencer runs until it is stopped', async () => {
  const stop = startSequencer(world.store, { every: 10, onError: () => undefined })
  await act(2)
  for (let i = 0; i < 500 && (await verifyAudit(world.store)).waiting > 0; i++)
    await new Promise(resolve => setTimeout(resolve, 20))
  await stop()
  expect((await verifyAudit(world.store)).waiting).toBe(0)
})
