import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import type { Block } from './readiness.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
})
afterAll(() => world.end())

const aCase = async (more: object = {}) => {
  const subject = await world.person()
  const made = await officer.open({ topic: 'A claim', subject, ...more })
  return { id: made.id, subject, made }
}
const blocksOf = async (id: string, move: string) => {
  const found = await officer.asks<{ moves: { move: string; blocks: Block[] }[] }>('readiness', {
    module: 'example',
    id,
  })
  return found.moves.find(each => each.move === move)?.blocks.map(({ rule }) => rule)
}
const assessed = async () => {
  const made = await aCase({ risk: 'high', secret: 'what they fear' })
  await officer.add('finding', { parent_id: made.id, individual: made.subject, said: 'credible' })
  await officer.move(made.id, 'assess')
  return made
}

describe('a case', () => {
  test('has a number of its module, gapless in its office, with a check character', async () => {
    const numbers: string[] = []
    for (let i = 0; i < 3; i++) numbers.push(String((await aCase()).made.number))
    expect(numbers.every(number => /^KEN-DAD-EX-\d{7}-[0-9A-Z]$/.test(number))).toBe(true)
    const counts = numbers.map(number => Number(number.split('-')[3]))
    expect(counts).toEqual([counts[0], counts[0]! + 1, counts[0]! + 2])
    await expect(officer.open({ topic: 'x', subject: newId() })).rejects.toMatchObject({ code: 'invalid' })
    const next = Number(String((await aCase()).made.number).split('-')[3])
    expect(next).toBe(counts[0]! + 3)
  })

  test('has its subject as first member, and keeps whom it is about', async () => {
    const { id, subject } = await aCase()
    expect(await world.rows('member', id)).toMatchObject([{ individual: subject, role: 'applicant', until: null }])
    await expect(officer.change(id, { subject: await world.person() })).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is unseen by another office, also in queue, page, overview and readiness', async () => {
    const { id, subject } = await aCase()
    const stranger = await world.worker('rsd_officer', 'KAK')
    expect(await stranger.asks('queue', { module: 'example' })).toMatchObject({ cases: [], states: [] })
    expect(await stranger.asks('page', { module: 'example', id })).toMatchObject({ member: [], task: [], stage: [] })
    expect(await stranger.asks('overview', { personId: subject })).toEqual({ cases: [] })
    await expect(stranger.asks('readiness', { module: 'example', id })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('whose member comes under a restriction is restricted with them, and open again after it', async () => {
    const { id, subject } = await aCase()
    const group = newId()
    await world.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'few')`, [group])
    await world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [subject, group])
    await expect(officer.get(id)).rejects.toMatchObject({ code: 'not-found' })
    await world.owner.query('update registration.individual set restriction_group = null where id = $1', [subject])
    expect((await officer.get(id)).id).toBe(id)
  })

  test('keeps when it entered each state, and who moved it', async () => {
    const { id } = await aCase()
    world.clock.now = new Date('2026-11-20T10:00:00Z')
    await officer.move(id, 'wait')
    expect(await world.rows('stage', id)).toMatchObject([
      { from_state: null, to_state: 'open', by_system: false },
      {
        from_state: 'open',
        to_state: 'waiting',
        entered_at: new Date('2026-11-20T10:00:00Z'),
        created_by: officer.staffId,
      },
    ])
    world.clock.now = new Date('2026-11-20T09:00:00Z')
  })

  test('no server can write its history or its clocks', async () => {
    const { id } = await aCase()
    const forged = officer.as(tx =>
      sql`insert into example.stage (id, parent_id, to_state, entered_at, by_system) values (gen_random_uuid(), ${id}, 'closed', now(), false)`.execute(
        tx,
      ),
    )
    await expect(forged).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(officer.as(tx => sql`update example.clock set due_at = now()`.execute(tx))).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
})

describe('what a move waits for', () => {
  test('is listed with its fields, also protected ones, and shrinks as it is done', async () => {
    const { id, subject } = await aCase()
    const found = await officer.asks<{ moves: { move: string; blocks: Block[] }[] }>('readiness', {
      module: 'example',
      id,
    })
    expect(found.moves.find(({ move }) => move === 'assess')?.blocks).toMatchObject([
      { rule: 'risk-and-secret', fields: ['risk', 'secret'] },
      { rule: 'finding-for-each', of: 'finding', count: 1 },
    ])
    await officer.change(id, { risk: 'low', secret: 'fear' })
    expect(await blocksOf(id, 'assess')).toEqual(['finding-for-each'])
    await officer.add('finding', { parent_id: id, individual: subject, said: 'not' })
    expect(await blocksOf(id, 'assess')).toEqual([])
  })

  test('is refused by the database, and let through when it is there', async () => {
    const { id, subject } = await aCase({ risk: 'low', secret: 'fear' })
    await expect(officer.move(id, 'assess')).rejects.toMatchObject({ details: { reason: 'not-ready' } })
    await expect(
      officer.as(tx => sql`update example.file set state = 'assessed' where id = ${id}`.execute(tx)),
    ).rejects.toMatchObject({ details: { reason: 'not-ready' } })
    await officer.add('finding', { parent_id: id, individual: subject, said: 'credible' })
    expect((await officer.move(id, 'assess')).state).toBe('assessed')
  })

  test('another case of the same person can hold it up by its marker, and by nothing else', async () => {
    const { id, subject } = await assessed()
    const other = await officer.open({ topic: 'another', subject })
    expect(await blocksOf(id, 'decide')).toEqual([])
    await officer.move(other.id, 'wait')
    expect(await blocksOf(id, 'decide')).toEqual(['no-hold'])
    await officer.move(other.id, 'resume')
    expect(await blocksOf(id, 'decide')).toEqual([])
  })

  test('an answer against the person is closed only when the time to appeal is over', async () => {
    const { id } = await assessed()
    await reviewer.move(id, 'decide', { decision: 'no' })
    await officer.change(id, { notified_on: '2026-11-20' })
    expect(await blocksOf(id, 'close')).toEqual(['answer-over'])
  })
})

describe('four eyes', () => {
  test('who assesses signs, and never decides the same case, by whatever way', async () => {
    const { id } = await assessed()
    expect((await officer.get(id)).assessed_by).toBe(officer.staffId)
    const both = await world.worker('rsd_reviewer')
    const made = await both.open({ topic: 'x', subject: await world.person(), risk: 'low', secret: 's' })
    await both.add('finding', { parent_id: made.id, individual: made.subject as string, said: 'not' })
    await both.move(made.id, 'assess')
    await expect(both.move(made.id, 'decide', { decision: 'yes' })).rejects.toMatchObject({ code: 'invalid' })
    const inAnothersName = both.as(tx =>
      sql`update example.file set state = 'decided', decision = 'yes', reviewed_by = ${reviewer.staffId} where id = ${made.id}`.execute(
        tx,
      ),
    )
    await expect(inAnothersName).rejects.toBeTruthy()
    expect((await reviewer.move(made.id, 'decide', { decision: 'yes' })).state).toBe('decided')
    expect((await reviewer.get(made.id)).reviewed_by).toBe(reviewer.staffId)
  })
})

describe('notes', () => {
  test('restricted ones do not exist for who reads only the rest, nor in any history', async () => {
    const { id } = await aCase()
    await officer.add('note', { parent_id: id, level: 'ordinary', text: 'came on time' })
    await officer.add('note', { parent_id: id, level: 'restricted', restricted_text: 'afraid of a neighbour' })
    const reader = await world.worker('resettlement_officer')
    const seen = await reader.asks<{ note: { text: string }[] }>('page', { module: 'example', id })
    expect(seen.note.map(({ text }) => text)).toEqual(['came on time'])
    expect((await officer.asks<{ note: unknown[] }>('page', { module: 'example', id })).note).toHaveLength(2)
    const told = await reader.as(
      async tx =>
        (await sql<{ record_name: string }>`select * from change.history('example', 'file', ${id})`.execute(tx)).rows,
    )
    expect(told.some(({ record_name }) => record_name === 'note')).toBe(false)
  })
  test('an ordinary one needs its words, a restricted one keeps them apart', async () => {
    const { id } = await aCase()
    await expect(
      officer.add('note', { parent_id: id, level: 'restricted', text: 'in the open' }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('tasks, my day and queues', () => {
  test('a task is of a known kind, is done once, and says by whom', async () => {
    const { id } = await aCase()
    await expect(officer.add('task', { parent_id: id, kind: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
    const task = await officer.add('task', { parent_id: id, kind: 'call-back' })
    await reviewer.does('finishTask', { module: 'example', taskId: task.id, status: 'done', result: 'she called' })
    expect(await world.rows('task', id)).toMatchObject([
      { status: 'done', done_by: reviewer.staffId, result: 'she called', cause: 'person' },
    ])
    await expect(
      officer.does('finishTask', { module: 'example', taskId: task.id, status: 'done' }),
    ).rejects.toMatchObject({ code: 'wrong-state' })
  })
  test('my day holds what waits for me, most urgent first, and nothing of others', async () => {
    const me = await world.worker('rsd_officer')
    const { id } = await aCase()
    await officer.add('task', {
      parent_id: id,
      kind: 'call-back',
      for_staff: me.staffId,
      due_at: '2026-11-25T00:00:00Z',
    })
    const own = await me.open({ topic: 'mine', subject: await world.person() })
    await me.does('assign', { module: 'example', id: own.id, ownerId: me.staffId })
    const { due } = await me.asks<{ due: { what: string; kind: string; forMe: boolean }[] }>('myDay', {})
    expect(due.map(({ what, kind }) => `${what} ${kind}`)).toEqual(['task call-back', 'clock first'])
    expect(await (await world.worker('rsd_officer')).asks('myDay', {})).toEqual({ due: [] })
    expect(await (await world.worker('reception_clerk')).asks('myDay', {})).toEqual({ due: [] })
  })
  test('the queue shows who waits longest first, with ages and what is next', async () => {
    const far = await world.worker('rsd_officer', 'KAK')
    for (const [day, topic] of [
      ['18', 'second'],
      ['16', 'first'],
    ] as const) {
      world.clock.now = new Date(`2026-11-${day}T09:00:00Z`)
      await far.open({ topic, subject: await world.person('Elsewhere', { office: world.offices.KAK }) })
    }
    world.clock.now = new Date('2026-11-20T09:00:00Z')
    const found = await far.asks<{ states: object[]; cases: { topic: string; next_at: unknown }[] }>('queue', {
      module: 'example',
    })
    expect(found.states).toEqual([{ state: 'open', count: 2, since: '2026-11-16T09:00:00Z' }])
    expect(found.cases.map(({ topic }) => topic)).toEqual(['first', 'second'])
    expect(found.cases[0]!.next_at).toEqual('2026-11-20T00:00:00Z')
  })
  test('a case in the hands of somebody is taken from them by who approves, and by nobody else', async () => {
    const { id } = await aCase()
    const mate = await world.worker('rsd_officer')
    await officer.does('assign', { module: 'example', id, ownerId: officer.staffId })
    await expect(mate.does('assign', { module: 'example', id, ownerId: mate.staffId })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await reviewer.does('assign', { module: 'example', id, ownerId: mate.staffId })
    expect((await mate.get(id)).owner_id).toBe(mate.staffId)
  })
})

describe('the overview of a person', () => {
  test('tells each reader as much as their work allows, and no more', async () => {
    const { id, subject } = await aCase()
    const seenBy = async (who: Worker) =>
      (
        await who.asks<{ cases: { state: string | null; ownerId: string | null; readable: boolean }[] }>('overview', {
          personId: subject,
        })
      ).cases
    expect(await seenBy(officer)).toMatchObject([{ caseId: id, readable: true, state: 'open' }])
    expect(await seenBy(await world.worker('registration_officer'))).toMatchObject([
      { readable: false, state: 'open', ownerId: null },
    ])
    expect(await seenBy(await world.worker('protection_officer'))).toMatchObject([
      { readable: false, state: null, nextAt: null },
    ])
    expect(await seenBy(await world.worker('distribution_clerk'))).toEqual([])
    expect(await seenBy(await world.worker('rsd_officer', 'KAK'))).toEqual([])
  })
})

describe('who was given a case', () => {
  test('knows its people as summaries, and reads nothing more of them', async () => {
    const { id, subject } = await aCase()
    const government = await world.worker('government_rsd_officer')
    const known = () =>
      government.as(
        async tx =>
          (await sql<{ id: string }>`select registration.individual_known(array[${subject}::uuid]) as id`.execute(tx))
            .rows.length,
      )
    expect(await known()).toBe(0)
    await world.owner.query(
      `insert into auth.case_access (id, staff_id, module, case_id, reason) values (gen_random_uuid(), $1, 'example', $2, 'works on it')`,
      [government.staffId, id],
    )
    expect(await known()).toBe(1)
    expect((await government.get(id)).id).toBe(id)
    const read = await government.as(
      async tx => (await sql`select id from registration.individual where id = ${subject}`.execute(tx)).rows,
    )
    expect(read).toEqual([])
  })
})
