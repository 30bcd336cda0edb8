import { person } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  add,
  asked,
  atRegistration,
  change,
  command,
  convoy,
  counselled,
  day,
  get,
  idsOf,
  leaving,
  move,
  NOT_READY,
  openReturns,
  query,
  registered,
  rows,
  scheduled,
  world,
} from '../test/returns.ts'

// commands are given by the server's own clock
beforeAll(() => openReturns(new Date()))
afterAll(() => world.office.end())

const confirm = (convoyId: string, people: readonly object[], more: object = {}) =>
  world.officer.does<{ left: number; stayed: number }>(command('confirmDeparture'), {
    convoyId,
    departedOn: day(),
    askedAgain: true,
    people,
    ...more,
  })
const statuses = async (people: readonly string[]) =>
  (
    await world.office.owner.query(
      'select process_status from registration.individual where id = any ($1) order by array_position($1, id)',
      [people],
    )
  ).rows.map(row => row.process_status)

describe('a departure', () => {
  test('takes those who left out of registration, with the group, the event and the status beside each', async () => {
    const { id, people, family, convoyId } = await scheduled()
    await expect(move(id, 'depart', { departed_on: day(), reconfirmed_on: day() })).rejects.toMatchObject(NOT_READY)
    expect(await confirm(convoyId, leaving(id, people))).toEqual({ left: 4, stayed: 0 })
    expect(await statuses(people)).toEqual(['inactive', 'inactive', 'inactive', 'inactive'])
    expect(await world.office.familyOf(family.groupId)).toMatchObject({
      size: 0,
      focal_point: null,
      process_status: 'inactive',
    })
    const { rows: said } = await world.office.owner.query(
      `select s.reason, e.kind, e.happened_on, m.left_because from registration.status_change s
       join registration.life_event e on e.parent_id = s.parent_id join registration.membership m on m.individual = s.parent_id
       where s.parent_id = $1 and s.status = 'inactive'`,
      [people[0]],
    )
    expect(said).toEqual([
      { reason: 'voluntary-repatriation', kind: 'departure', happened_on: day(), left_because: 'departure' },
    ])
    expect(await get(id)).toMatchObject({ state: 'departed', departure_by: world.officer.staffId })
    expect((await rows('member', id)).every(row => row.until === null)).toBe(true)
    await expect(confirm(convoyId, leaving(id, people))).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('leaves who did not go registered, out of the case, and needs a focal point for them first', async () => {
    const { id, people, family, convoyId } = await scheduled()
    const [mother, father, ...children] = people as [string, string, string, string]
    const without = (who: string) => [
      ...leaving(
        id,
        people.filter(each => each !== who),
      ),
      ...leaving(id, [who], 'changed-mind'),
    ]
    // the mother leads the group: who stays would have nobody
    await expect(confirm(convoyId, without(father))).rejects.toMatchObject({ code: 'invalid' })
    expect((await get(id)).state).toBe('scheduled')
    expect(await confirm(convoyId, without(mother))).toEqual({ left: 3, stayed: 1 })
    expect(await statuses([mother, father, ...children])).toEqual(['active', 'inactive', 'inactive', 'inactive'])
    expect(await world.office.familyOf(family.groupId)).toMatchObject({ size: 1, focal_point: mother })
    expect((await rows('member', id)).find(row => row.individual === mother)).toMatchObject({
      left_because: 'return.stayed',
    })
  })

  test('is refused while a child would go, or stay, without an adult', async () => {
    const { id, people, convoyId } = await scheduled()
    const some = (gone: readonly string[]) => [
      ...leaving(id, gone),
      ...leaving(
        id,
        people.filter(each => !gone.includes(each)),
        'did-not-come',
      ),
    ]
    await expect(confirm(convoyId, some(people.slice(1, 2)))).resolves.toMatchObject({ left: 1 })
    const second = await scheduled()
    await expect(
      confirm(second.convoyId, [
        ...leaving(second.id, second.people.slice(2)),
        ...leaving(second.id, second.people.slice(0, 2), 'stopped'),
      ]),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      confirm(second.convoyId, [
        ...leaving(second.id, second.people.slice(0, 2)),
        ...leaving(second.id, second.people.slice(2), 'did-not-come'),
      ]),
    ).rejects.toMatchObject({ code: 'invalid', details: { problems: [{ path: 'departed_on' }] } })
    expect(await statuses(second.people)).toEqual(['active', 'active', 'active', 'active'])
  })

  test('is of people who were asked again, known by something, and all accounted for', async () => {
    const { id, people, convoyId } = await scheduled()
    await expect(confirm(convoyId, leaving(id, people), { askedAgain: false })).rejects.toMatchObject({
      code: 'invalid',
    })
    await change('file', id, { reconfirmed_on: '2026-10-01' })
    await expect(confirm(convoyId, leaving(id, people), { askedAgain: false })).rejects.toMatchObject({
      code: 'invalid',
    })
    const unknown = leaving(id, people).map(({ knownBy: _, ...said }: { knownBy?: string }) => said)
    await expect(confirm(convoyId, unknown)).rejects.toMatchObject({ code: 'invalid' })
    const excepted = leaving(id, people).map(said => ({ ...said, knownBy: 'exception' }))
    await expect(confirm(convoyId, excepted)).rejects.toMatchObject({ code: 'invalid' })
    await expect(confirm(convoyId, leaving(id, people.slice(1)))).rejects.toMatchObject({ code: 'stale' })
    const reasoned = excepted.map(said => ({ ...said, knownBecause: 'Both hands bandaged' }))
    expect(await confirm(convoyId, reasoned)).toEqual({ left: 4, stayed: 0 })
  })

  test('that was missed leaves everybody where they were, for another convoy', async () => {
    const { id, people, convoyId } = await scheduled()
    expect(await confirm(convoyId, leaving(id, people, 'did-not-come'))).toEqual({ left: 0, stayed: 4 })
    expect(await get(id)).toMatchObject({ state: 'cleared', convoy: null })
    expect(await statuses(people)).toEqual(['active', 'active', 'active', 'active'])
    const next = await convoy()
    await move(id, 'schedule', { convoy: next })
    expect(await confirm(next, leaving(id, people))).toEqual({ left: 4, stayed: 0 })
  })

  test('is followed home, and who comes back is looked at again', async () => {
    const { id, people, convoyId } = await scheduled()
    await confirm(convoyId, leaving(id, people))
    await expect(move(id, 'arrive', { arrived_on: '2026-01-01' })).rejects.toMatchObject({ code: 'invalid' })
    await move(id, 'arrive', { arrived_on: day(), arrived_at: 'Baidoa' })
    const clocks = async () => Object.fromEntries((await rows('clock', id)).map(({ name, status }) => [name, status]))
    expect(await clocks()).toMatchObject({ arrival: 'met', monitoring: 'running' })
    await expect(move(id, 'monitor')).rejects.toMatchObject(NOT_READY)
    await world.office.owner.query('set role nansen_migrator')
    await world.office.owner.query(`select cases.tell_all('registration.return', array[$1::uuid], $2)`, [
      people[0],
      day(),
    ])
    await world.office.owner.query('reset role')
    const [task] = (await rows('task', id)).filter(({ kind }) => kind === 'came-back')
    await add('visit', { parent_id: id, seen_on: day(), how: 'phone', safe: true })
    await expect(move(id, 'monitor')).rejects.toMatchObject(NOT_READY)
    await world.office.owner.query(`update return.task set status = 'withdrawn' where id = $1`, [task.id])
    expect((await move(id, 'monitor')).state).toBe('monitored')
  })
})

describe('papers', () => {
  const print = (name: string, id: string, language = 'en', who = world.officer) =>
    who.does<{ sha256: string }>(command(name), { id, language })

  test('print the form in four languages as one edition, and a manifest of the convoy', async () => {
    const { id, convoyId, people } = await scheduled()
    const sums = new Set<string>()
    for (const language of ['en', 'fr', 'ar', 'es']) sums.add((await print('repatriationForm', id, language)).sha256)
    expect(sums.size).toBe(4)
    expect(await rows('form', id)).toHaveLength(1)
    expect((await print('manifest', convoyId)).sha256).toHaveLength(64)
    const shown = await world.officer.asks<{ people: readonly { individual: string }[] }>(query('manifestOf'), {
      convoyId,
    })
    expect(shown.people.map(({ individual }) => individual).toSorted()).toEqual([...people].toSorted())
    await expect(world.clerk.asks(query('manifestOf'), { convoyId })).rejects.toMatchObject({ code: 'not-found' })
    await expect(print('manifest', await convoy())).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('make the first edition when the form is printed, and none before people were counselled', async () => {
    const single = [{ relationship: 'PA', person: person('female', 'Hodan Ali Nur', { born: '1980' as never }) }]
    const people = idsOf(await registered(single))
    const id = await asked(people)
    await expect(print('repatriationForm', id)).rejects.toMatchObject({ code: 'wrong-state' })
    await counselled(id, people)
    await print('repatriationForm', id)
    expect(await rows('form', id)).toMatchObject([{ edition: 1, people: 1, void_on: null }])
    await print('repatriationForm', id, 'ar')
    expect(await rows('form', id)).toHaveLength(1)
  })
})

test('a death elsewhere takes the person out of the case, and with the last of them it ends', async () => {
  const single = [{ relationship: 'PA', person: person('male', 'Abdi Noor Ali', { born: '1970' as never }) }]
  const people = idsOf(await registered(single))
  const id = await asked(people)
  await world.clerk.does(atRegistration('changeStatus'), {
    individualId: people[0],
    status: 'inactive',
    reason: 'no-contact',
    effectiveOn: new Date().toISOString().slice(0, 10),
  })
  expect((await get(id)).state).toBe('withdrawn')
})
