import { newId } from '@nansen/kernel'
import { blinded, blindedAgain, common, newSecret, type Secret } from '@nansen/sealed'
import type { Colleague } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { as, command, family, openCycle, openDistribution, query, RICE, world } from '../test/distribution.ts'
import { endOldOverlaps } from './overlap.ts'

interface Listed {
  readonly overlaps: readonly {
    readonly id: string
    readonly askedByUs: boolean
    readonly partner: string
    readonly ended: string | null
    readonly ours: number | null
    readonly theirs: number | null
  }[]
  readonly partners: readonly { readonly id: string; readonly name: string }[]
}
interface Points {
  readonly sent: string | null
  readonly back: string | null
  readonly theirs: string | null
}

/** Whoever works for another organisation at an office of its own, and a third that has no part in it. */
const people = {} as { partner: Colleague; third: Colleague; auditor: Colleague; partnerId: string }

async function join(name: string, { staffId }: Colleague): Promise<string> {
  const { owner } = world.office
  const [organisation, office] = [newId(), newId()]
  await owner.query(`insert into auth.organisation values ($1, $2, 'ngo')`, [organisation, name])
  await owner.query(
    `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2::char(3), $3, 'KEN', null, $4)`,
    [office, name.slice(0, 3).toUpperCase(), name, organisation],
  )
  await owner.query('update auth.staff set organisation_id = $1 where id = $2', [organisation, staffId])
  await owner.query('update auth.assignment set office_id = $1 where staff_id = $2', [office, staffId])
  return organisation
}

beforeAll(async () => {
  await openDistribution()
  // before there are other organisations
  people.partner = await world.office.colleague('distribution_clerk', 'DAD')
  people.third = await world.office.colleague('distribution_clerk', 'DAD')
  people.auditor = await world.office.colleague('auditor', 'DAD')
  people.partnerId = await join('Helping Hand', people.partner)
  await join('Onlookers', people.third)
})
afterAll(() => world.office.end())

const joined = (tokens: readonly string[]) =>
  Buffer.concat(tokens.map(token => Buffer.from(token, 'base64'))).toString('base64')
const parted = (points: string): string[] => {
  const bytes = Buffer.from(points, 'base64')
  return Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(32 * at, 32 * at + 32).toString('base64'))
}
const PERIOD = { kind: 'food', fromDay: '2026-10-01', toDay: '2026-10-31' }
const ask = async (secret: Secret, numbers: readonly string[], who = world.clerk, partnerId = people.partnerId) =>
  (
    await who.does<{ overlapId: string }>(command('askOverlap'), {
      ...PERIOD,
      partnerId,
      points: joined(await blinded(secret, numbers)),
    })
  ).overlapId
const pointsOf = (overlapId: string, who: Colleague) => who.asks<Points>(query('overlapPoints'), { overlapId })
const answer = async (overlapId: string, secret: Secret, numbers: readonly string[], who = people.partner) =>
  who.does(command('answerOverlap'), {
    overlapId,
    back: joined(await blindedAgain(secret, parted((await pointsOf(overlapId, who)).theirs!))),
    points: joined(await blinded(secret, numbers)),
  })
const giveBack = async (overlapId: string, secret: Secret, who = world.clerk) =>
  who.does(command('returnOverlap'), {
    overlapId,
    back: joined(await blindedAgain(secret, parted((await pointsOf(overlapId, who)).theirs!))),
  })
const read = async (overlapId: string, secret: Secret, numbers: readonly string[], who: Colleague) => {
  const { sent, back, theirs } = await pointsOf(overlapId, who)
  return common(secret, numbers, parted(sent!), parted(back!), parted(theirs!))
}
const listed = (who: Colleague) => who.asks<Listed>(query('overlaps'), {})

describe('two partners who serve the same families', () => {
  test('each learn which of their own the other serves, and the server holds nothing that a number can be tried against', async () => {
    const [ours, theirs] = [await newSecret(), await newSecret()]
    const overlapId = await ask(ours, ['KEN-1', 'KEN-2', 'KEN-3'])
    await answer(overlapId, theirs, ['KEN-2', 'KEN-3', 'KEN-4', 'KEN-5'])
    await giveBack(overlapId, ours)
    expect([...(await read(overlapId, ours, ['KEN-1', 'KEN-2', 'KEN-3'], world.clerk))].sort()).toEqual([
      'KEN-2',
      'KEN-3',
    ])
    const forThem = await read(overlapId, theirs, ['KEN-2', 'KEN-3', 'KEN-4', 'KEN-5'], people.partner)
    expect([...forThem].sort()).toEqual(['KEN-2', 'KEN-3'])
    expect((await listed(world.clerk)).overlaps[0]).toMatchObject({
      askedByUs: true,
      partner: 'Helping Hand',
      ours: 3,
      theirs: 4,
    })
    expect((await listed(people.partner)).overlaps[0]).toMatchObject({
      askedByUs: false,
      partner: 'UNHCR',
      ours: 4,
      theirs: 3,
    })
    // with another secret the whole table gives nothing, even to whoever guesses every number right
    const { rows } = await world.office.owner.query('select sent, theirs from assistance.overlap where id = $1', [
      overlapId,
    ])
    const guessed = await blinded(await newSecret(), ['KEN-1', 'KEN-2', 'KEN-3', 'KEN-4', 'KEN-5'])
    const kept = [...parted(rows[0].sent.toString('base64')), ...parted(rows[0].theirs.toString('base64'))]
    expect(guessed.some(token => kept.includes(token))).toBe(false)
    // whoever asked has read; what the partner has still to read is the partner's to end
    await expect(world.clerk.does(command('endOverlap'), { overlapId })).rejects.toMatchObject({ code: 'wrong-state' })
    await people.partner.does(command('endOverlap'), { overlapId })
    const after = await world.office.owner.query('select * from assistance.overlap where id = $1', [overlapId])
    expect(after.rows[0]).toMatchObject({ ended: 'done', sent: null, back: null, theirs: null, theirs_back: null })
    await expect(pointsOf(overlapId, world.clerk)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('are alone in it: for a third, and for whoever only reads, there is no such thing', async () => {
    const overlapId = await ask(await newSecret(), ['KEN-7'])
    const { auditor } = people
    for (const who of [people.third, auditor]) {
      expect((await listed(who)).overlaps).toEqual([])
      await expect(pointsOf(overlapId, who)).rejects.toMatchObject({ code: 'not-found' })
      await expect(who.does(command('endOverlap'), { overlapId, because: 'curious' })).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    await expect(ask(await newSecret(), ['KEN-7'], auditor)).rejects.toMatchObject({ code: 'not-allowed' })
    const all = as(world.clerk, tx => sql`select * from assistance.overlap`.execute(tx))
    await expect(all).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('take their turns: nobody answers their own question, answers twice, or gives back before there is an answer', async () => {
    const secret = await newSecret()
    const overlapId = await ask(secret, ['KEN-8', 'KEN-9'])
    const points = joined(await blinded(secret, ['KEN-8', 'KEN-9']))
    await expect(world.clerk.does(command('answerOverlap'), { overlapId, back: points, points })).rejects.toMatchObject(
      { code: 'wrong-state' },
    )
    await expect(world.clerk.does(command('returnOverlap'), { overlapId, back: points })).rejects.toMatchObject({
      code: 'wrong-state',
    })
    const short = joined(await blinded(secret, ['KEN-8']))
    await expect(
      people.partner.does(command('answerOverlap'), { overlapId, back: short, points }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await answer(overlapId, await newSecret(), ['KEN-9'])
    await expect(answer(overlapId, await newSecret(), ['KEN-9'])).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('say no with a reason, which the other side reads; who asked takes it back without', async () => {
    const overlapId = await ask(await newSecret(), ['KEN-10'])
    await expect(people.partner.does(command('endOverlap'), { overlapId })).rejects.toMatchObject({ code: 'invalid' })
    await people.partner.does(command('endOverlap'), { overlapId, because: 'We gave no food in October.' })
    expect((await listed(world.clerk)).overlaps.find(({ id }) => id === overlapId)).toMatchObject({
      ended: 'declined',
      because: 'We gave no food in October.',
    })
    const other = await ask(await newSecret(), ['KEN-10'])
    expect(await world.clerk.does(command('endOverlap'), { overlapId: other })).toEqual({ ended: 'withdrawn' })
  })

  test('wait a week at most: then the points are deleted and the fact stays', async () => {
    const overlapId = await ask(await newSecret(), ['KEN-11'])
    await world.office.owner.query(
      `update assistance.overlap set asked_at = asked_at - interval '8 days' where id = $1`,
      [overlapId],
    )
    const waits = await ask(await newSecret(), ['KEN-12'])
    await endOldOverlaps(world.office.store, new Date())
    expect((await pointsOf(waits, world.clerk)).sent).not.toBeNull()
    const { rows } = await world.office.owner.query('select ended, sent from assistance.overlap where id = $1', [
      overlapId,
    ])
    expect(rows[0]).toEqual({ ended: 'expired', sent: null })
  })

  test('send whole points, each once, of another organisation than their own', async () => {
    const points = joined(await blinded(await newSecret(), ['KEN-13']))
    const own = (await world.office.owner.query(`select id from auth.organisation where name = 'UNHCR'`)).rows[0].id
    const asking = (input: object) =>
      world.clerk.does(command('askOverlap'), { ...PERIOD, partnerId: people.partnerId, points, ...input })
    await expect(asking({ points: Buffer.alloc(33).toString('base64') })).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'points' },
    })
    await expect(asking({ points: Buffer.alloc(64).toString('base64') })).rejects.toMatchObject({ code: 'invalid' })
    await expect(asking({ partnerId: own })).rejects.toMatchObject({ code: 'invalid' })
    await expect(asking({ toDay: '2028-10-01' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

test('the families that were served in a period are those the asker may read', async () => {
  const group = await family('Served')
  const { cycle, point } = await openCycle([RICE])
  const { rows } = await world.office.owner.query(
    'select id::text from assistance.list_entry where cycle = $1 and number = $2',
    [cycle, group.number],
  )
  await world.office.owner.query(
    `insert into assistance.collection (id, office_id, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at)
     select gen_random_uuid(), e.office_id, $1, $2, e.id::text, e.number, e.collector, 'collector', 'number', false, '2026-10-05T10:00:00Z'
     from assistance.list_entry e where e.id = $3`,
    [cycle, point, rows[0].id],
  )
  const asked = (who: Colleague, period = PERIOD) => who.asks<{ numbers: readonly string[] }>(query('served'), period)
  expect((await asked(world.clerk)).numbers).toEqual([group.number])
  expect((await asked(world.clerk, { ...PERIOD, kind: 'cash' })).numbers).toEqual([])
  expect((await asked(world.clerk, { ...PERIOD, fromDay: '2026-10-06' })).numbers).toEqual([])
  expect((await asked(people.partner)).numbers).toEqual([])
})
