import { createHash } from 'node:crypto'
import { mayRow } from '@nansen/access'
import { newId, seededRandom } from '@nansen/kernel'
import type { Action, Level } from '@nansen/model'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SampleWorld, sampleWorld } from '../../test/sampleWorld.ts'
import { asSession } from '../asSession.ts'
import { build, type Made, PURPOSES, someWorld } from './someWorld.ts'

let here: SampleWorld
beforeAll(async () => {
  here = await sampleWorld()
})
afterAll(() => here.end())

/** A live session for anybody, also for those whom sign-in would turn away: what the policies do is the question. */
async function tokenFor(staffId: string, at = here): Promise<string> {
  const token = newId()
  const hash = createHash('sha256').update(token).digest()
  await at.owner.query(
    `insert into auth.session (id, staff_id, token_hash, purposes, expires_at, idle_limit) values ($1, $2, $3, $4, now() + interval '1 hour', interval '30 minutes')`,
    [newId(), staffId, hash, PURPOSES],
  )
  return token
}

const ids = (rows: readonly { id: string }[], world: Made): readonly string[] => {
  const known = new Set(world.rows.map(({ id }) => id))
  return rows
    .map(({ id }) => id)
    .filter(id => known.has(id))
    .toSorted()
}

/** What the database lets this person see and change, on a connection that carries nothing but the token. */
async function inPostgres(world: Made, token: string, purpose: string, at = here) {
  const client = await at.store.pool('nansen_app').connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('nansen.token', $1, true), set_config('nansen.purpose', $2, true)`, [
      token,
      purpose,
    ])
    const of = async (statement: string) => ids((await client.query(statement)).rows, world)
    return {
      file: await of('select id from sample.file'),
      document: await of('select id from sample.document'),
      protected: await of('select id from sample.file_protected'),
      known: ids(
        (await client.query('select id from sample.file_known($1) id', [world.rows.map(({ id }) => id)])).rows,
        world,
      ),
      changeable: await of('select id from sample.file for update'),
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

function inTypeScript(world: Made, staffId: string, purpose: string) {
  const of = (table: 'file' | 'document', ...asked: readonly (readonly [Action, Level])[]) =>
    world.rows
      .filter(
        row =>
          row.table === table &&
          asked.every(([action, level]) => mayRow(world, { staffId, purpose }, 'sample', action, level, row)),
      )
      .map(({ id }) => id)
      .toSorted()
  return {
    file: of('file', ['read', 'personal']),
    document: of('document', ['read', 'personal']),
    protected: of('file', ['read', 'protected']),
    known: of('file', ['see', 'summary']),
    changeable: of('file', ['read', 'personal'], ['change', 'personal']),
  }
}

test('the policies and the TypeScript predicate allow the same rows, in any world', async () => {
  let seen = 0
  await fc.assert(
    fc.asyncProperty(fc.integer(), async seed => {
      const world = someWorld(seededRandom(seed))
      await build(here, world)
      for (const { id } of world.staff) {
        const token = await tokenFor(id)
        for (const purpose of PURPOSES) {
          const expected = inTypeScript(world, id, purpose)
          expect(await inPostgres(world, token, purpose)).toEqual(expected)
          seen += expected.file.length
        }
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
  expect(seen).toBeGreaterThan(300) // the worlds were not empty
}, 120_000)

test('what a person may not do never grows by taking a right away, and equals what ending it leaves', async () => {
  const world = someWorld(seededRandom('metamorphic'))
  await build(here, world)
  const filesOf = async (token: string) => new Set((await inPostgres(world, token, 'protection')).file)
  const change = (text: string, values: readonly unknown[]) => here.owner.query(text, [...values])
  for (const { id } of world.staff) {
    const token = await tokenFor(id)
    const before = await filesOf(token)
    // a restriction on a row takes it from some and gives it to nobody
    const [restricted] = [...before]
    if (restricted !== undefined) {
      const stranger = newId()
      await change(`insert into auth.restriction_group (id, name) values ($1, 'closed')`, [stranger])
      const { rows } = await change('select restriction_group from sample.file where id = $1', [restricted])
      await change('update sample.file set restriction_group = $2 where id = $1', [restricted, stranger])
      expect(await filesOf(token)).toEqual(new Set([...before].filter(each => each !== restricted)))
      await change('update sample.file set restriction_group = $2 where id = $1', [
        restricted,
        rows[0].restriction_group,
      ])
    }
    // each assignment alone sees a part, and together they see the union; expired equals ended
    const mine = (
      await change('select id, valid_from, valid_to, ended_at from auth.assignment where staff_id = $1', [id])
    ).rows
    const union = new Set<string>()
    for (const only of mine) {
      await change('update auth.assignment set ended_at = now() where staff_id = $1 and id <> $2', [id, only.id])
      const alone = await filesOf(token)
      for (const each of alone) union.add(each)
      await change('update auth.assignment set ended_at = null where staff_id = $1', [id])
      for (const other of mine)
        await change('update auth.assignment set ended_at = $2 where id = $1', [other.id, other.ended_at])
      await change(
        `update auth.assignment set valid_to = current_date - 1, valid_from = current_date - 40 where staff_id = $1 and id <> $2`,
        [id, only.id],
      )
      expect(await filesOf(token)).toEqual(alone)
      for (const other of mine)
        await change('update auth.assignment set valid_from = $2, valid_to = $3 where id = $1', [
          other.id,
          other.valid_from,
          other.valid_to,
        ])
    }
    expect(union).toEqual(before)
  }
}, 60_000)

test('a case given adds that case and nothing else', async () => {
  const world = someWorld(seededRandom('cases'))
  await build(here, world)
  const worker = await here.colleague('gbv_caseworker', world.offices[0]!.id)
  const [file] = world.rows.filter(({ table, restrictionGroup }) => table === 'file' && restrictionGroup === null)
  const seen = () =>
    asSession(
      here.store,
      worker.token,
      {},
      async tx => (await sql<{ id: string }>`select id from sample.file`.execute(tx)).rows,
    )
  expect(await seen()).toEqual([])
  await here.owner.query(
    `insert into auth.case_access (id, staff_id, module, case_id, reason) values ($1, $2, 'sample', $3, 'referral')`,
    [newId(), worker.staffId, file!.id],
  )
  expect(await seen()).toEqual([{ id: file!.id }])
})

describe('the comparison bites: it finds', () => {
  test.each([
    ['a restriction that does not restrict', 'drop policy restricted on sample.file'],
    ['a child’s restriction that does not restrict', 'drop policy restricted on sample.document'],
    ['a policy that lets everybody read', 'alter policy read on sample.file using (true)'],
    [
      'protected fields judged as personal ones',
      `alter policy read on sample.file_protected using (office_id = any ((select auth.reach('sample', 'read', 'personal'))::uuid[]))`,
    ],
    ['an office taken for its whole country', `update auth.role_grant set scope = 'country' where scope = 'office'`],
    [
      'offices that all lie below each other',
      'insert into auth.office_closure select a.id, b.id from auth.office a, auth.office b on conflict do nothing',
    ],
    ['assignments that hold before they are approved', 'update auth.assignment set founding = true'],
    ['disabled colleagues who still see', `update auth.staff set status = 'active'`],
    ['cases that never end', 'update auth.case_access set valid_to = null'],
  ])('%s', async (_what, plant) => {
    const other = await sampleWorld()
    try {
      let differences = 0
      for (let seed = 0; seed < 4 && differences === 0; seed++) {
        const world = someWorld(seededRandom(`bites ${seed}`))
        await build(other, world)
        await other.owner.query(
          plant.startsWith('drop') ? plant.replace('drop policy', 'drop policy if exists') : plant,
        )
        for (const { id } of world.staff) {
          const token = await tokenFor(id, other)
          const [real, meant] = [
            await inPostgres(world, token, 'protection', other),
            inTypeScript(world, id, 'protection'),
          ]
          if (JSON.stringify(real) === JSON.stringify(meant)) continue
          differences++
          break
        }
      }
      expect(differences).toBeGreaterThan(0)
    } finally {
      await other.end()
    }
  })
})
