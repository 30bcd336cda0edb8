import { openStore, sequence } from '@nansen/store'
import { type PracticeOffice, practiceOffice } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditDay } from './day.ts'

let office: PracticeOffice
beforeAll(async () => {
  office = await practiceOffice()
})
afterAll(() => office.end())

interface Day {
  readonly acts: readonly { readonly action: string; readonly count: number }[]
  readonly denied: number
  readonly checkpoint: { readonly size: number; readonly genuine: boolean } | null
}
const since = '2020-01-01T00:00:00Z'

test('an auditor sees how much was done and refused, and looking is written down', async () => {
  const auditor = await office.colleague('auditor', 'DAD')
  await auditor.asks<Day>(auditDay, { since })
  const { acts, checkpoint } = await auditor.asks<Day>(auditDay, { since })
  expect(acts).toContainEqual({ action: 'read', count: expect.any(Number) })
  expect(checkpoint).toBeNull()
  const { rows } = await office.owner.query(
    `select count(*)::int as n from audit.entry where staff_id = $1 and record = 'audit' and reason = 'counts'`,
    [auditor.staffId],
  )
  expect(rows).toEqual([{ n: 2 }])
  expect((await auditor.asks<Day>(auditDay, { since: '2100-01-01T00:00:00Z' })).acts).toEqual([])
})

test('who may not read the audit counts nothing in it', async () => {
  const clerk = await office.colleague('reception_clerk', 'DAD')
  expect(await clerk.asks<Day>(auditDay, { since })).toMatchObject({ acts: [], denied: 0 })
})

test('a checkpoint counts when this server signed it and its root is the one on record', async () => {
  const auditor = await office.colleague('auditor', 'DAD')
  const urls = { nansen_sync: office.database.urlOf('nansen_sync') }
  const sequencer = openStore({ urls, keys: office.store.keys! })
  // Rows wait for whatever older is still being written, in databases of other tests too.
  const signed = async () => {
    await sequence(sequencer, { sign: true })
    return (await auditor.asks<Day>(auditDay, { since })).checkpoint
  }
  await expect.poll(signed).toMatchObject({ genuine: true })
  const genuine = await signed()
  await sequencer.close()
  await office.owner.query(
    `insert into audit.checkpoint (size, at, root, note) select size + 1, now(), sha256(root), note from audit.checkpoint order by size desc limit 1`,
  )
  const forged = (await auditor.asks<Day>(auditDay, { since })).checkpoint
  expect(forged).toMatchObject({ size: genuine!.size + 1, genuine: false })
})
