import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, moveRecord, type StoredRow } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { verification } from '../index.ts'
import { server } from '../server/index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!

interface World {
  office: PracticeOffice
  clerk: Colleague
  second: Colleague
  head: Colleague
  elsewhere: Colleague
}
export const world = {} as World
export const NOW = new Date()

/** One camp that is verified, another beside it, and who works there. Filled by `openExercise`. */
export async function openExercise(): Promise<void> {
  const office = await practiceOffice()
  Object.assign(world, { office })
  world.clerk = await office.colleague('registration_officer', 'DAD')
  world.second = await office.colleague('registration_supervisor', 'DAD')
  world.head = await office.colleague('head_of_office', 'DAD')
  world.elsewhere = await office.colleague('registration_officer', 'KAK')
}

export const command = (name: string) => server.commands.find(each => each.name === `verification.${name}`)!
export const query = (name: string) => server.queries.find(each => each.name === `verification.${name}`)!

export const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(world.office.store, who.token, { commandId: newId<'command'>(), now: () => NOW }, work)
export const add = (record: string, values: object, who: Colleague): Promise<StoredRow> =>
  as(who, (tx, asking) => createRecord(tx, asking, verification, record, values as never))
export const change = (record: string, id: string, patch: object, who: Colleague): Promise<StoredRow> =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, verification, record, id)
    return changeRecord(tx, asking, verification, record, id, version, patch as never)
  })
export const move = (id: string, name: string, who: Colleague): Promise<StoredRow> =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, verification, 'campaign', id)
    return moveRecord(tx, asking, verification, id, name, version)
  })
export const owner = (text: string, values: unknown[] = []) => world.office.owner.query(text, values)

/** A day so many days from now, `YYYY-MM-DD`. */
export const dayIn = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10)

const SONS = ['Hassan', 'Yusuf', 'Ismail', 'Ahmed']

/** A woman who leads, with so many children. */
export const family = (name: string, children = 1): Promise<Registered> =>
  world.clerk.does<Registered>(
    registerGroup,
    world.office.registering([
      { relationship: 'PA', person: person('female', `${name} Yusuf Ali`, { born: '1990' as never }) },
      ...Array.from({ length: children }, (_, n) => ({
        relationship: 'SON',
        person: person('male', `${SONS[n]} ${name} Omar`, { born: '2022' as never }),
      })),
    ]),
  )

const STATIONS = ['reception', 'biometric-verification', 'interview', 'litigation-desk', 'exit']

/** A drafted campaign of today, with stations, unless said otherwise. */
export async function draft(more: object = {}): Promise<string> {
  const { id } = await add(
    'campaign',
    {
      name: 'Verification',
      counted_on: dayIn(0),
      starts_on: dayIn(0),
      ends_on: dayIn(0),
      grace_until: dayIn(0),
      ...more,
    },
    world.clerk,
  )
  for (const [at, kind] of STATIONS.entries())
    await add('station', { parent_id: id, position: at + 1, kind, desks: 2 }, world.clerk)
  return id
}

/** A campaign that runs, with everybody registered until now on its list. */
export async function running(more: object = {}): Promise<string> {
  const id = await draft(more)
  await world.clerk.does(command('freeze'), { campaignId: id })
  await move(id, 'start', world.second)
  return id
}
