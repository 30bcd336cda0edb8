import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SampleWorld, type SignedIn, sampleWorld } from '../test/sampleWorld.ts'
import { type Command, defineCommand } from './command.ts'
import { ChangedMeanwhile, runCommand } from './runCommand.ts'

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
