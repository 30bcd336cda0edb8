import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Leak, makeLeak, practiceOffice } from '@nansen/testing'
import type pg from 'pg'
import { expect, inject, test } from 'vitest'
import { allLeaks } from './allLeaks.ts'
import { caseWorld } from './caseWorld.ts'

/** Drawn anew every day, so that every leak has its turn; a seed that is given asks the same ones again. */
const SEED = process.env.NANSEN_SEED ?? new Date().toISOString().slice(0, 10)

/** Whether it can be made there; it is not kept. */
async function fits(owner: pg.Client, make: Leak['make']): Promise<boolean> {
  await owner.query('begin')
  const made = await makeLeak(owner, make).then(
    () => true,
    () => false,
  )
  await owner.query('rollback')
  return made
}

test('every leak that is described can still be planted: a rule that was reworded leaves none behind', async () => {
  const [office, world] = [await practiceOffice(), await caseWorld()]
  const stale: string[] = []
  for (const [name, { make }] of Object.entries(await allLeaks()))
    if (!((await fits(office.owner, make)) || (await fits(world.owner, make)))) stale.push(name)
  await office.end()
  await world.end()
  expect(stale).toEqual([])
})

/** With the run's own database server. All of them: `npm run leaks`. */
test(`two planted leaks are seen by the tests that must see them (seed ${SEED})`, async () => {
  const args = [join(import.meta.dirname, 'plantedLeaks.ts'), '--some', '2', '--seed', SEED]
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '..', '..', '..'),
    env: { ...process.env, NANSEN_CLUSTER_AT: inject('clusterAt') },
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part.toString()))
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  expect([code, said.join('')]).toEqual([0, expect.stringContaining('2 of 2 planted leaks were seen')])
}, 240_000)
