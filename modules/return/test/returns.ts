import { caseServer } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, moveRecord, tellOf } from '@nansen/store'
import { type Colleague, FAMILY, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { modules } from '../../registry.gen.ts'
import { voluntaryReturn } from '../index.ts'
import { server } from '../server/index.ts'

interface Returns {
  office: PracticeOffice
  clerk: Colleague
  supervisor: Colleague
  officer: Colleague
  head: Colleague
  now: Date
}
export const world = {} as Returns

const cases = caseServer(modules)
export const command = (name: string) => server.commands.find(each => each.name === `return.${name}`)!
export const query = (name: string) => server.queries.find(each => each.name === `return.${name}`)!
export const atRegistration = (name: string) =>
  registrationServer.commands.find(each => each.name === `registration.${name}`)!
export const NOT_READY = { details: { reason: 'not-ready' } }

/** An office with a return officer and who verifies, and a clock in hand. */
export async function openReturns(now = new Date('2026-11-16T09:00:00Z')): Promise<void> {
  const office = await practiceOffice()
  tellOf(office.store, [cases])
  Object.assign(world, { office, now })
  world.clerk = await office.colleague('registration_officer', 'DAD')
  world.supervisor = await office.colleague('registration_supervisor', 'DAD')
  world.officer = await office.colleague('voluntary_return_officer', 'DAD')
  world.head = await office.colleague('head_of_office', 'DAD')
}

export const day = () => world.now.toISOString().slice(0, 10)
export const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(world.office.store, who.token, { commandId: newId<'command'>(), now: () => world.now }, work)
export const add = (record: string, values: object, who = world.officer) =>
  as(who, (tx, asking) => createRecord(tx, asking, voluntaryReturn, record, values as never))
export const change = (record: string, id: string, patch: object, who = world.officer) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, voluntaryReturn, record, id)
    return changeRecord(tx, asking, voluntaryReturn, record, id, version, patch as never)
  })
export const move = (id: string, name: string, patch: object = {}, who = world.officer) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, voluntaryReturn, 'file', id)
    return moveRecord(tx, asking, voluntaryReturn, id, name, version, patch as never)
  })
export const get = (id: string, who = world.officer) =>
  as(who, (tx, asking) => getRecord(tx, asking, voluntaryReturn, 'file', id))
/** What really is there. */
export const rows = async (table: string, id: string) =>
  (await world.office.owner.query(`select * from return.${table} where root_id = $1 order by created_at, id`, [id]))
    .rows

export const registered = async (members: readonly object[] = FAMILY) =>
  world.clerk.does<Registered>(atRegistration('registerGroup'), world.office.registering(members))
export const idsOf = ({ members }: Registered): readonly string[] => members.map(({ id }) => id)

const ROLES = ['head', 'adult', 'child', 'child']
export const asked = async (people: readonly string[], more: object = {}): Promise<string> => {
  const { id } = await add('file', {
    subject: people[0],
    interest_on: day(),
    interest_how: 'in-person',
    kind: 'facilitated',
    to_country: 'SOM',
    to_place: 'Baidoa',
    ...more,
  })
  for (const [at, individual] of people.entries())
    if (at > 0) await add('member', { parent_id: id, individual, role: ROLES[at] })
  return id
}

/** Everything that is said of each of these people on the way to a state. */
export const each = async (id: string, people: readonly string[], record: string, values: object) => {
  for (const individual of people) await add(record, { parent_id: id, individual, ...values })
}
export const counselled = async (id: string, adults: readonly string[]) => {
  await each(id, adults, 'counselling', { held_on: day(), apart: true, topics: ['right-to-stay', 'may-change-mind'] })
  await move(id, 'counsel')
}
export const signed = async (id: string, adults: readonly string[]) => {
  await each(id, adults, 'interview', { held_on: day(), alone: true, finding: 'voluntary' })
  await add('form', { parent_id: id })
  await each(id, adults, 'signature', { signed_on: day(), how: 'signature', read_out: true })
  await move(id, 'sign')
}
export const cleared = async (id: string, people: readonly string[]) => {
  await each(id, people, 'fitness', { seen_on: day(), result: 'fit' })
  await change('file', id, { exit_debts: 'none' })
  await move(id, 'verify', {}, world.head)
  await each(id, people, 'clearance', { asked_on: day(), answer: 'accepted', answered_on: day() })
  await move(id, 'clear')
}
export const convoy = async (more: object = {}) =>
  (
    await add('convoy', {
      name: 'Convoy to Baidoa',
      leaves_on: day(),
      from_place: 'Dadaab',
      to_country: 'SOM',
      to_place: 'Baidoa',
      travel: 'bus',
      seats: 40,
      status: 'planned',
      ...more,
    })
  ).id

/** A family with a place in a convoy: the case, its people, and the convoy. */
export async function scheduled(members: readonly object[] = FAMILY, adults = 2) {
  const family = await registered(members)
  const people = idsOf(family)
  const id = await asked(people)
  await counselled(id, people.slice(0, adults))
  await signed(id, people.slice(0, adults))
  await cleared(id, people)
  const convoyId = await convoy()
  await move(id, 'schedule', { convoy: convoyId })
  return { id, people, family, convoyId }
}

export const leaving = (fileId: string, people: readonly string[], outcome = 'left') =>
  people.map(individual => ({ fileId, individual, outcome, ...(outcome === 'left' ? { knownBy: 'finger' } : {}) }))
