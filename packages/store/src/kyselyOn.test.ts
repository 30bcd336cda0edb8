import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, sampleWorld } from '../test/sampleWorld.ts'
import { asSession } from './asSession.ts'
import { auditRead } from './audit/auditRead.ts'
import type { Tx } from './command.ts'

let world: SampleWorld
let token: string
beforeAll(async () => {
  world = await sampleWorld()
  token = (await world.colleague('registration_officer', world.offices.DAD)).token
  await makeFile(world.owner, world.offices.DAD)
})
afterAll(() => world.end())

const one = async (tx: Tx, n: number) =>
  (await sql<{ n: number }>`select ${n}::int as n`.execute(tx)).rows.map(row => row.n)
const fails = (tx: Tx) => sql`select 1 / 0`.execute(tx)
const NOTE = { module: 'sample', action: 'read', record: 'file', ids: [] } as const
const notes = async () =>
  (await world.owner.query(`select count(*)::int as n from audit.entry where reason = 'noted along'`)).rows[0].n

describe('questions asked at once in a transaction', () => {
  test('are answered each with its own answer', async () => {
    const answers = await asSession(world.store, token, {}, tx =>
      Promise.all(Array.from({ length: 40 }, (_, n) => one(tx, n))),
    )
    expect(answers.flat()).toEqual(Array.from({ length: 40 }, (_, n) => n))
  })

  test('fail with what the first of them failed with, and leave a connection that works', async () => {
    const asked = asSession(world.store, token, {}, tx => Promise.all([one(tx, 1), fails(tx), one(tx, 2)]))
    await expect(asked).rejects.toMatchObject({ code: '22012' })
    expect(await asSession(world.store, token, {}, tx => one(tx, 3))).toEqual([3])
  })

  test('and what is asked when it is over is asked of nobody', async () => {
    let left: Tx | null = null
    await asSession(world.store, token, {}, async tx => {
      left = tx
    })
    await expect(one(left as unknown as Tx, 1)).rejects.toThrow('over')
  })
})

describe('a note of a read that nobody waited for', () => {
  test('is in the audit when the answer leaves', async () => {
    const before = await notes()
    await asSession(world.store, token, {}, (tx, asking) => auditRead(tx, asking, { ...NOTE, reason: 'noted along' }))
    expect(await notes()).toBe(before + 1)
  })

  test('that could not be written keeps the answer back', async () => {
    const unfit = { ...NOTE, ids: ['no identifier'] }
    const asked = asSession(world.store, token, {}, async (tx, asking) => {
      await auditRead(tx, asking, unfit)
      return 'shown'
    })
    await expect(asked).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is told as the reason, not the echo of whatever was asked after it', async () => {
    const unfit = { ...NOTE, ids: ['no identifier'] }
    const asked = asSession(world.store, token, {}, async (tx, asking) => {
      await auditRead(tx, asking, unfit)
      return one(tx, 1)
    })
    await expect(asked).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is not undone unnoticed by a fault that somebody overlooked', async () => {
    const before = await notes()
    const asked = asSession(world.store, token, {}, async (tx, asking) => {
      await auditRead(tx, asking, { ...NOTE, reason: 'noted along' })
      await fails(tx).catch(() => undefined)
      return 'shown'
    })
    await expect(asked).rejects.toThrow('undone')
    expect(await notes()).toBe(before)
    expect(await asSession(world.store, token, {}, tx => one(tx, 4))).toEqual([4])
  })
})
