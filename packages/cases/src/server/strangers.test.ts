import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

/** Colleagues with an ordinary role, who try what is not theirs. */
let world: CaseWorld
let officer: Worker
let reviewer: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
})
afterAll(() => world.end())

const theGroup = async () => {
  const group = newId()
  await world.owner.query(`insert into auth.restriction_group (id, name) values ($1, $2)`, [group, group])
  return group
}
const restrict = (person: string, group: string | null) =>
  world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [person, group])
const groupOf = async (id: string) =>
  (await world.owner.query('select restriction_group from example.file where id = $1', [id])).rows[0].restriction_group

describe('a case of several under a restriction', () => {
  test('stays closed until the last of them is out of it', async () => {
    const [one, other] = [await world.person(), await world.person('Halima Yusuf')]
    const { id } = await officer.open({ topic: 'a family', subject: one, risk: 'high' })
    await officer.add('member', { parent_id: id, individual: other, role: 'child' })
    const group = await theGroup()
    await restrict(one, group)
    await restrict(other, group)
    await restrict(one, null)
    expect(await groupOf(id)).toBe(group)
    await expect(officer.get(id)).rejects.toMatchObject({ code: 'not-found' })
    await restrict(other, null)
    expect(await groupOf(id)).toBeNull()
    expect((await officer.get(id)).topic).toBe('a family')
  })

  test('passes to the group of who remains', async () => {
    const [one, other] = [await world.person(), await world.person('Halima Yusuf')]
    const { id } = await officer.open({ topic: 'a family', subject: one, risk: 'high' })
    await officer.add('member', { parent_id: id, individual: other, role: 'child' })
    const [first, second] = [await theGroup(), await theGroup()]
    await restrict(one, first)
    await restrict(other, second)
    await restrict(one, null)
    expect(await groupOf(id)).toBe(second)
  })
})

test('an office that a restricted case was offered to is told nothing of it and answers nothing', async () => {
  const subject = await world.person()
  const { id } = await officer.open({ topic: 'somebody known', subject, risk: 'high' })
  const { id: handoverId } = await reviewer.does<{ id: string }>('askHandover', {
    module: 'example',
    id,
    toOffice: world.offices.KAK,
    because: 'they moved',
  })
  const there = await world.worker('rsd_reviewer', 'KAK')
  const waiting = async () =>
    (await there.asks<{ handovers: readonly { id: string }[] }>('handoversWaiting', {})).handovers.map(one => one.id)
  expect(await waiting()).toContain(handoverId)
  await restrict(subject, await theGroup())
  expect(await waiting()).not.toContain(handoverId)
  for (const answer of ['accepted', 'refused'])
    await expect(
      there.does('answerHandover', { module: 'example', handoverId, answer, words: 'no' }),
    ).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    reviewer.does('answerHandover', { module: 'example', handoverId, answer: 'withdrawn' }),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('nobody keeps a copy of a case by referring it to themselves', async () => {
  const { id } = await officer.open({ topic: 't', subject: await world.person(), risk: 'high' })
  const copied = officer.does('refer', {
    module: 'example',
    id,
    toStaff: officer.staffId,
    service: 's',
    reason: 'r',
    priority: 'usual',
    share: ['topic', 'secret'],
  })
  await expect(copied).rejects.toMatchObject({ code: 'invalid' })
  const { rows } = await officer.as(tx => sql`select from cases.referrals_to_me()`.execute(tx))
  expect(rows).toEqual([])
})
