import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, moveRecord, type StoredRow } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { assistance } from '../index.ts'
import { server } from '../server/index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!

interface World {
  office: PracticeOffice
  clerk: Colleague
  second: Colleague
  elsewhere: Colleague
  head: Colleague
  registrar: Colleague
}
export const world = {} as World
export const NOW = new Date()

/** One camp that gives out, another beside it, and who works there. Filled by `openDistribution`. */
export async function openDistribution(): Promise<void> {
  const office = await practiceOffice()
  Object.assign(world, { office })
  world.clerk = await office.colleague('distribution_clerk', 'DAD')
  world.second = await office.colleague('distribution_clerk', 'DAD')
  world.elsewhere = await office.colleague('distribution_clerk', 'KAK')
  world.head = await office.colleague('head_of_office', 'DAD')
  world.registrar = await office.colleague('registration_officer', 'DAD')
}

export const command = (name: string) => server.commands.find(each => each.name === `assistance.${name}`)!
export const query = (name: string) => server.queries.find(each => each.name === `assistance.${name}`)!

export const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(world.office.store, who.token, { commandId: newId<'command'>(), now: () => NOW }, work)
export const add = (record: string, values: object, who: Colleague): Promise<StoredRow> =>
  as(who, (tx, asking) => createRecord(tx, asking, assistance, record, values as never))
export const change = (record: string, id: string, patch: object, who: Colleague): Promise<StoredRow> =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, assistance, record, id)
    return changeRecord(tx, asking, assistance, record, id, version, patch as never)
  })
export const move = (id: string, name: string, who: Colleague): Promise<StoredRow> =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, assistance, 'cycle', id)
    return moveRecord(tx, asking, assistance, id, name, version)
  })

const SONS = ['Hassan', 'Yusuf', 'Ismail', 'Ahmed']

/** A woman who leads, with so many children. */
export async function family(name: string, children = 1): Promise<Registered> {
  const members = [
    { relationship: 'PA', person: person('female', `${name} Yusuf Ali`, { born: '1990' as never }) },
    ...Array.from({ length: children }, (_, n) => ({
      relationship: 'SON',
      person: person('male', `${SONS[n]} ${name} Omar`, { born: '2022' as never }),
    })),
  ]
  return world.registrar.does<Registered>(registerGroup, world.office.registering(members))
}

/** A programme with its rules, a cycle of it that is open, and a point. Everybody registered until now is on its list. */
export async function openCycle(
  rules: readonly object[],
  { period = '2026-11-01', programmeId = null as string | null, by = world.clerk } = {},
) {
  const programme =
    programmeId ?? (await add('programme', { name: 'General food', kind: 'food', running: true }, by)).id
  if (programmeId === null) for (const rule of rules) await add('entitlement', { parent_id: programme, ...rule }, by)
  const cut_off = new Date().toISOString().slice(0, 10)
  const cycle = (await add('cycle', { programme, period, cut_off }, by)).id
  const frozen = await by.does<{ families: number; people: number; sha256: string }>(command('freeze'), {
    cycleId: cycle,
  })
  await move(cycle, 'open', world.head)
  const point = (await add('point', { cycle, place: 'Gate 2', on_day: '2026-11-20', lanes: 4, open: true }, by)).id
  return { programme, cycle, point, frozen }
}

export const RICE = { item: 'Rice', measure: 'kilogram', quantity: 12.5, per: 'person' }
export const SOAP = { item: 'Soap', measure: 'piece', quantity: 2, per: 'family' }
