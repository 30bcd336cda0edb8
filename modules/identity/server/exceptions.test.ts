import { newId } from '@nansen/kernel'
import { server as registration } from '@nansen/registration/server'
import { asSession, createRecord } from '@nansen/store'
import { type Colleague, FAMILY, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SITES } from '../fields.ts'
import { identity } from '../index.ts'
import { enrol } from './enrol.ts'
import { decideExceptions, exceptionsWaiting } from './exceptions.ts'
import { nextOfFamily } from './nextOfFamily.ts'
import { ofPerson } from './sittings.ts'

const registerGroup = registration.commands.find(({ name }) => name === 'registration.registerGroup')!
let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
let people: readonly { readonly id: string }[]
beforeAll(async () => {
  office = await practiceOffice()
  ;[officer, supervisor] = await Promise.all([
    office.colleague('registration_officer', 'DAD'),
    office.colleague('registration_supervisor', 'DAD'),
  ])
  people = (await officer.does<Registered>(registerGroup, office.registering())).members
}, 120_000)
afterAll(() => office.end())

const FINGERS = SITES.filter(site => site.startsWith('finger-'))
const IRISES = SITES.filter(site => site.startsWith('iris-'))
async function sitting(who: Colleague, sites: readonly string[]): Promise<string> {
  const enrolmentId = newId()
  const exceptions = sites.map(site => ({ site, reason: 'bandaged', lasting: false, remarks: 'burnt at the stove' }))
  await who.does(enrol, { enrolmentId, individualId: people[0]!.id, captures: [], exceptions })
  return enrolmentId
}
const waiting = async (who: Colleague) =>
  (await who.asks<{ sittings: { id: string; own: boolean; exceptions: object[] }[] }>(exceptionsWaiting, {})).sittings
const stateOf = async (id: string) => {
  const { sittings } = await officer.asks<{ sittings: { id: string; exceptionsState: string | null }[] }>(ofPerson, {
    individualId: people[0]!.id,
  })
  return sittings.find(each => each.id === id)?.exceptionsState
}

describe('exceptions wait for a supervisor', () => {
  test.each<[string, readonly string[], string | null]>([
    ['four fingers need nobody', FINGERS.slice(0, 4), null],
    ['five do', FINGERS.slice(0, 5), 'waiting'],
    ['both eyes do', IRISES, 'waiting'],
    ['one eye and a thumb need nobody', [IRISES[0]!, FINGERS[0]!], null],
    ['all fingers do', FINGERS, 'waiting'],
  ])('%s', async (_what, sites, state) => {
    expect(await stateOf(await sitting(officer, sites))).toBe(state)
  })

  test('how many is data: an operation may ask for fewer', async () => {
    await office.owner.query('update identity.exception_limit set most = 2')
    expect(await stateOf(await sitting(officer, FINGERS.slice(0, 3)))).toBe('waiting')
    await office.owner.query('update identity.exception_limit set most = 12')
    expect(await stateOf(await sitting(officer, FINGERS.slice(0, 9)))).toBe(null)
    expect(await stateOf(await sitting(officer, FINGERS))).toBe('waiting')
    await office.owner.query('update identity.exception_limit set most = 4')
  })

  test('who agrees is somebody else, once, and the person’s record says it', async () => {
    const id = await sitting(officer, FINGERS)
    expect((await waiting(supervisor)).find(each => each.id === id)).toMatchObject({ own: false })
    expect((await waiting(supervisor)).find(each => each.id === id)?.exceptions).toHaveLength(10)
    expect(await supervisor.does(decideExceptions, { enrolmentId: id, agree: true })).toEqual({ state: 'agreed' })
    expect(await stateOf(id)).toBe('agreed')
    expect((await waiting(supervisor)).some(each => each.id === id)).toBe(false)
    await expect(supervisor.does(decideExceptions, { enrolmentId: id, agree: true })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('a supervisor who captured it does not agree to it; nor does an officer, nor another office', async () => {
    const id = await sitting(supervisor, IRISES)
    expect((await waiting(supervisor)).find(each => each.id === id)).toMatchObject({ own: true })
    await expect(supervisor.does(decideExceptions, { enrolmentId: id, agree: true })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(officer.does(decideExceptions, { enrolmentId: id, agree: true })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const elsewhere = await office.colleague('registration_supervisor', 'KAK')
    await expect(elsewhere.does(decideExceptions, { enrolmentId: id, agree: true })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await waiting(elsewhere)).toEqual([])
    expect(await stateOf(id)).toBe('waiting')
  })

  test('to have them taken again needs a reason, which stays with the sitting', async () => {
    const id = await sitting(officer, IRISES)
    await expect(supervisor.does(decideExceptions, { enrolmentId: id, agree: false })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const why = 'the bandage comes off on Monday'
    expect(await supervisor.does(decideExceptions, { enrolmentId: id, agree: false, why })).toEqual({ state: 'denied' })
    const { rows } = await office.owner.query(
      'select exceptions_state, exceptions_why, exceptions_decided_at is not null as decided from identity.enrolment where id = $1',
      [id],
    )
    expect(rows).toEqual([{ exceptions_state: 'denied', exceptions_why: why, decided: true }])
  })

  test('nobody agrees to what they added to a colleague’s sitting, and what is added afterwards waits again', async () => {
    const id = await sitting(officer, FINGERS.slice(0, 4))
    const add = (who: Colleague, sites: readonly string[]) =>
      asSession(office.store, who.token, {}, async (tx, asking) => {
        for (const site of sites)
          await createRecord(tx, asking, identity, 'exception', {
            parent_id: id,
            site,
            reason: 'bandaged',
            lasting: false,
          } as never)
      })
    await add(supervisor, FINGERS.slice(4, 6))
    expect(await stateOf(id)).toBe('waiting')
    await expect(supervisor.does(decideExceptions, { enrolmentId: id, agree: true })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const another = await office.colleague('registration_supervisor', 'DAD')
    expect(await another.does(decideExceptions, { enrolmentId: id, agree: true })).toEqual({ state: 'agreed' })
    await add(officer, FINGERS.slice(6))
    expect(await stateOf(id)).toBe('waiting')
  })
})

test('after a person their next relative is captured: in the family’s order, without who sat already or is under five', async () => {
  const born = String(new Date().getFullYear() - 2)
  const baby = { relationship: 'DAU', person: person('female', 'Hodan Hassan Omar', { born: born as never }) }
  const [mother, father, small, son, daughter] = (
    await officer.does<Registered>(
      registerGroup,
      office.registering([FAMILY[0]!, FAMILY[1]!, baby, FAMILY[2]!, FAMILY[3]!]),
    )
  ).members.map(({ id }) => id)
  const after = async (who: Colleague, individualId: string) => {
    const { next, group } = await who.asks<{ next: { id: string } | null; group: string | null }>(nextOfFamily, {
      individualId,
    })
    return [next?.id ?? null, group !== null]
  }
  const sits = (individualId: string) =>
    officer.does(enrol, {
      enrolmentId: newId(),
      individualId,
      captures: [],
      exceptions: [{ site: 'finger-2', reason: 'bandaged', lasting: false }],
    })
  expect(await after(officer, mother!)).toEqual([father, true])
  expect(await after(officer, father!)).toEqual([son, true])
  expect(await after(officer, daughter!)).toEqual([mother, true])
  for (const each of [father!, son!]) await sits(each)
  expect(await after(officer, mother!)).toEqual([daughter, true])
  // a sitting that has to be repeated is none
  await office.owner.query(`update identity.enrolment set state = 'poor-quality' where individual = $1`, [father])
  expect(await after(officer, mother!)).toEqual([father, true])
  await sits(father!)
  for (const each of [mother!, daughter!]) await sits(each)
  expect(await after(officer, small!)).toEqual([null, true])
  const elsewhere = await office.colleague('registration_officer', 'KAK')
  expect(await after(elsewhere, small!)).toEqual([null, false])
})
