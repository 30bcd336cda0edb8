import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import {
  asSession,
  changeRecord,
  createRecord,
  getRecord,
  moveRecord,
  type Query,
  type ServerModule,
  type StoredRow,
  tellOf,
} from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { partnerServices } from '../index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!

interface Partners {
  office: PracticeOffice
  /** UNHCR at Dadaab: reads over the country and puts people forward. */
  officer: Colleague
  clerk: Colleague
  /** Two organisations, each with an office of its own. */
  tala: Colleague
  omar: Colleague
  /** Of Omar's organisation, and assigned at Tala's office by mistake. */
  misplaced: Colleague
  now: Date
}
export const world = {} as Partners

/** A UNHCR office with two partners beside it, and a clock in hand; filled by `openPartners`. */
export async function openPartners(cases: ServerModule): Promise<void> {
  const office = await practiceOffice()
  tellOf(office.store, [cases])
  Object.assign(world, { office, now: new Date('2026-11-02T09:00:00Z') })
  // Colleagues first: they are made of the one organisation that there is.
  world.officer = await office.colleague('protection_officer', 'DAD')
  world.clerk = await office.colleague('registration_officer', 'DAD')
  for (const name of ['tala', 'omar', 'misplaced'] as const)
    world[name] = await office.colleague('partner_caseworker', 'DAD')
  await organisation('Reading Rooms', 'RDG', [world.tala])
  await organisation('Green Fields', 'GRF', [world.omar, world.misplaced])
  await sits(world.misplaced, 'RDG')
}

/** An organisation with an office of its own below UNHCR's, and who works there. */
async function organisation(name: string, code: string, people: readonly Colleague[]): Promise<void> {
  const { owner, offices } = world.office
  const id = newId()
  await owner.query(`insert into auth.organisation values ($1, $2, 'ngo')`, [id, name])
  await owner.query(
    `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2::char(3), $3, 'KEN', $4, $5)`,
    [newId(), code, name, offices.DAD, id],
  )
  for (const each of people) {
    await owner.query('update auth.staff set organisation_id = $2 where id = $1', [each.staffId, id])
    await sits(each, code)
  }
}

const sits = ({ staffId }: Colleague, code: string) =>
  world.office.owner.query(
    'update auth.assignment set office_id = (select id from auth.office where code = $2) where staff_id = $1',
    [staffId, code],
  )

export const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(world.office.store, who.token, { commandId: newId<'command'>(), now: () => world.now }, work)
export const add = (record: string, values: object, who: Colleague) =>
  as(who, (tx, asking) => createRecord(tx, asking, partnerServices, record, values as never))
export const change = (id: string, patch: object, who: Colleague) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, partnerServices, 'enrolment', id)
    return changeRecord(tx, asking, partnerServices, 'enrolment', id, version, patch as never)
  })
export const move = (id: string, name: string, patch: object, who: Colleague) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, partnerServices, 'enrolment', id)
    return moveRecord(tx, asking, partnerServices, id, name, version, patch as never)
  })
export const get = (record: string, id: string, who: Colleague): Promise<StoredRow> =>
  as(who, (tx, asking) => getRecord(tx, asking, partnerServices, record, id))
export const ask = <O>(query: Query, input: object, who: Colleague) => who.asks<O>(query, input)

export const programme = async (who: Colleague, more: object = {}) =>
  (await add('programme', { name: 'Evening class', kind: 'language-course', takes_in: true, ...more }, who)).id

export const registered = async (name: string, more: object = {}): Promise<string> => {
  const one = { relationship: 'PA', person: person('female', name, { born: '1995' as never, ...more }) }
  return (await world.clerk.does<Registered>(registerGroup, world.office.registering([one]))).members[0]!.id
}

/** Somebody put forward by UNHCR for a programme, who agreed to it. */
export const putForward = async (programmeId: string, subject: string, more: object = {}, who = world.officer) =>
  (
    await add(
      'enrolment',
      {
        programme: programmeId,
        subject,
        asked_on: '2026-11-02',
        asked_by: 'unhcr',
        agreed_on: '2026-11-01',
        ...more,
      },
      who,
    )
  ).id

export const takenIn = async (programmeId: string, subject: string, who: Colleague, more: object = {}) => {
  const id = await putForward(programmeId, subject, more)
  await move(id, 'accept', { began_on: '2026-11-02' }, who)
  return id
}
