import { newId, Refusal } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SampleWorld, type SignedIn, sampleWorld } from '../test/sampleWorld.ts'
import { auditRead } from './audit/auditRead.ts'
import { type Command, defineCommand, defineQuery, type Query } from './command.ts'
import { ChangedMeanwhile, runCommand } from './runCommand.ts'
import { runQuery } from './runQuery.ts'

let world: SampleWorld
let officer: SignedIn
beforeAll(async () => {
  world = await sampleWorld()
  officer = await world.colleague('registration_supervisor', world.offices.DAD)
})
afterAll(() => world.end())

const seen: string[] = []
let staleFor = 0
beforeEach(() => {
  seen.length = 0
  staleFor = 0
})

/** Transactions that stand open in this database. */
const standing = async () =>
  (
    await world.owner.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    )
  ).rows[0].n as number

const slow: Command = defineCommand<{ readonly from: string }, { readonly made: string }, string | undefined>({
  name: 'sample.slow',
  module: 'sample',
  needs: { action: 'create', level: 'personal' },
  input: {},
  output: {},
  async outside(tx, _asking, { from }) {
    await sql`select 1`.execute(tx)
    seen.push('read')
    return async () => {
      seen.push(`worked with ${await standing()} open`)
      return `made of ${from}`
    }
  },
  async run(_tx, _asking, _input, made) {
    seen.push('ran')
    if (made === undefined || staleFor-- > 0) throw new ChangedMeanwhile()
    return { made }
  },
})
const does = (commandId: string, token = officer.token) =>
  runCommand(world.store, token, slow, { commandId, input: { from: 'words' } })

test('what takes its time holds no transaction, and is done once for its identifier', async () => {
  const id = newId<string>()
  expect(await does(id)).toEqual({ made: 'made of words' })
  expect(seen).toEqual(['read', 'worked with 0 open', 'ran'])
  expect(await does(id)).toEqual({ made: 'made of words' })
  expect(seen).toHaveLength(3)
})

test('what changed meanwhile is made again, three times at most', async () => {
  staleFor = 2
  expect(await does(newId())).toEqual({ made: 'made of words' })
  expect(seen.filter(what => what === 'ran')).toHaveLength(3)
  staleFor = 3
  await expect(does(newId())).rejects.toMatchObject({ code: 'stale' })
})

test('a right that ended while it was made is missing when it is kept', async () => {
  const going = await world.colleague('registration_supervisor', world.offices.DAD)
  const id = newId<string>()
  const leaving: Command = {
    ...slow,
    outside: async () => async () => {
      await world.owner.query(`update auth.assignment set ended_at = now() where staff_id = $1`, [going.staffId])
      return 'made' as never
    },
  }
  const done = runCommand(world.store, going.token, leaving, { commandId: id, input: { from: 'x' } })
  await expect(done).rejects.toMatchObject({ code: expect.stringMatching(/not-allowed|not-signed-in/) })
  expect(seen).toEqual([])
})

const looked = { module: 'sample', action: 'see', record: 'paper', ids: [], reason: 'a slow look' } as const
const slowLook: Query = defineQuery<{ readonly from: string }, { readonly made: string }, string>({
  name: 'sample.slowLook',
  module: 'sample',
  needs: { action: 'read', level: 'personal' },
  input: {},
  output: {},
  showsPeople: true,
  outside:
    async (_tx, _asking, { from }) =>
    async () =>
      `${from} with ${await standing()} open`,
  async run(tx, asking, _input, made) {
    await auditRead(tx, asking, looked)
    return { made }
  },
})
const rowsOfLook = async () =>
  (await world.owner.query(`select count(*)::int as n from audit.entry where reason = 'a slow look'`)).rows[0]
    .n as number

test('a question that takes its time holds no transaction, and is answered when its audit row is kept', async () => {
  const counted: number[] = []
  const after = async () => void counted.push(await rowsOfLook())
  expect(await runQuery(world.store, officer.token, slowLook, { input: { from: 'a' }, after })).toEqual({
    made: 'a with 0 open',
  })
  expect(counted).toEqual([0]) // seen from outside: not yet
  expect(await rowsOfLook()).toBe(1)
})

test('what is refused after an answer leaves neither answer nor audit row', async () => {
  const before = await rowsOfLook()
  const after = () => Promise.reject(new Refusal('too-many', 'enough'))
  const asked = runQuery(world.store, officer.token, slowLook, { input: { from: 'a' }, after })
  await expect(asked).rejects.toMatchObject({ code: 'too-many' })
  expect(await rowsOfLook()).toBe(before)
})

test.for([
  ['session', `update auth.session set ended_at = now() where staff_id = $1`, 'not-signed-in'],
  ['right', `update auth.assignment set role = 'system_administrator' where staff_id = $1`, 'not-allowed'],
] as const)(
  'a %s that ended while a question was worked at is refused, and shows nothing',
  async ([, ending, code]) => {
    const going = await world.colleague('registration_supervisor', world.offices.DAD)
    const before = await rowsOfLook()
    const leaving: Query = {
      ...slowLook,
      outside: async () => async () => void (await world.owner.query(ending, [going.staffId])),
    }
    const asked = runQuery(world.store, going.token, leaving, { input: {} })
    await expect(asked).rejects.toMatchObject({ code })
    expect(await rowsOfLook()).toBe(before)
  },
)
