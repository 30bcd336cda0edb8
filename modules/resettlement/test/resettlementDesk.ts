import { caseServer } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { server as registrationServer } from '@nansen/registration/server'
import {
  type Asking,
  asSession,
  changeRecord,
  createRecord,
  getRecord,
  listRecords,
  moveRecord,
  type StoredRow,
  type Tx,
  tellOf,
} from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { modules } from '../../registry.gen.ts'
import { resettlement } from '../index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!
const cases = caseServer(modules)
const outcome = cases.commands.find(({ name }) => name === 'cases.appointmentOutcome')!
const DAY = 86_400_000

/** An office where people are resettled, a clock in hand, and short words for the steps. For tests of this module. */
export async function resettlementDesk() {
  const office = await practiceOffice()
  tellOf(office.store, [cases])
  const clock = { now: new Date() }
  const begun = clock.now.getTime()
  const day = (after: number) => new Date(begun + after * DAY).toISOString().slice(0, 10)
  const joins = async (role: Role, where: 'DAD' | 'KAK' = 'DAD') =>
    workerOf(office.store, await office.colleague(role, where), () => clock.now)
  const officer = await joins('resettlement_officer')
  const reviewer = await joins('resettlement_reviewer')
  const clerk = await joins('registration_officer')
  const { owner } = office
  const rows = async (record: string, id: string) =>
    (await owner.query(`select * from resettlement.${record} where root_id = $1 order by created_at, id`, [id])).rows

  const of = { office, owner, clock, day, officer, reviewer, clerk }
  return { ...of, joins, rows, ...peopleOf(of), ...actsOf(of) }
}

interface At {
  readonly office: PracticeOffice
  readonly owner: PracticeOffice['owner']
  readonly clock: { readonly now: Date }
  readonly day: (after: number) => string
  readonly officer: Worker
  readonly clerk: Worker
}

function peopleOf({ office, owner, day, clerk }: At) {
  /** A recognised family with recent photos: a man, his wife, their child. */
  const family = async () => {
    const members = [
      {
        relationship: 'PA',
        person: person('male', 'Yonis Warsame', { born: '1985-02-03' as never, marital_status: 'MA' }),
      },
      {
        relationship: 'WIF',
        person: person('female', 'Hodan Elmi', { born: '1988-05-06' as never, marital_status: 'MA' }),
      },
      { relationship: 'DAU', person: person('female', 'Sahra Yonis', { born: '2016-07-08' as never }) },
    ]
    const made = await clerk.colleague.does<Registered>(registerGroup, office.registering(members))
    const people = made.members.map(({ id }) => id)
    await recognise(people)
    return people
  }
  const recognise = async (people: readonly string[]) => {
    const system = `, office_id, root_id`
    for (const one of people) {
      await owner.query(
        `insert into registration.legal_status (id, parent_id, status, basis, effective_on${system})
         select gen_random_uuid(), i.id, 'refugee', 'oau-1969', '2020-01-01', i.office_id, i.id from registration.individual i where i.id = $1`,
        [one],
      )
      // past every check: there is no picture behind it, only its day
      await owner.query(`set session_replication_role = 'replica'`)
      await owner.query(
        `insert into registration.photo (id, parent_id, image, taken_on${system})
         select gen_random_uuid(), i.id, gen_random_uuid(), $2, i.office_id, i.id from registration.individual i where i.id = $1`,
        [one, day(-30)],
      )
      await owner.query(`set session_replication_role = 'origin'`)
    }
  }
  return { family, recognise }
}

function actsOf({ office, owner, clock, day, officer }: At) {
  const open = async (people: readonly string[], more: object = {}, by = officer) =>
    by.add('file', {
      subject: people[0],
      found_by: 'needs',
      found_on: day(-1),
      processing_priority: 'normal',
      member: people.slice(1).map(individual => ({ individual, role: 'member' })),
      ...more,
    })
  /** As if the matcher had compared and said so: what identity keeps of it. */
  const verified = (individual: string, occasion: string, said = 'same-person') =>
    owner.query(
      `insert into identity.verification (id, office_id, individual, verified_at, sites, outcome, evidence, occasion)
       values (gen_random_uuid(), $1, $2, now(), '{finger-1}', $3, 7, $4)`,
      [office.offices.DAD, individual, said, occasion],
    )
  const interviewed = async (id: string, individual: string) => {
    const appointment = await officer.add('appointment', {
      parent_id: id,
      individual,
      kind: 'interview',
      starts_at: new Date(clock.now.getTime() - 3_600_000).toISOString(),
      minutes: 60,
    })
    await officer.colleague.does(outcome, { module: 'resettlement', id: appointment.id, status: 'came' })
  }
  const quota = async (more: object = {}) =>
    (
      await officer.add('quota', {
        country: 'AUS',
        name: 'Practice quota',
        begins_on: day(-200),
        ends_on: day(160),
        how: 'dossier',
        persons: 10,
        ...more,
      })
    ).id
  return { open, verified, interviewed, quota }
}
type Desk = Awaited<ReturnType<typeof resettlementDesk>>

/** The way of a case, step by step; each stops where the next would begin. */
export function wayOf(desk: Desk) {
  const { officer, reviewer, day } = desk
  const received = async (people: readonly string[], more: object = {}) => {
    const { id } = await desk.open(people, {
      primary_category: 'LPN',
      secondary_category: 'LFDS',
      submission_priority: 'normal',
      willing_on: day(-1),
      why_not_return: 'The war goes on.',
      why_not_stay: 'They are threatened here too.',
      ...more,
    })
    await officer.move(id, 'receive')
    return id
  }
  const interviewing = async (people: readonly string[], more: object = {}) => {
    const id = await received(people, more)
    await officer.move(id, 'assess')
    for (const kind of ['registration-data', 'family-composition', 'conflict-of-interest', 'duplicates'])
      await officer.add('integrity_check', { parent_id: id, kind, result: 'clear', checked_on: day(0) })
    await reviewer.move(id, 'clear')
    return id
  }
  const drafting = async (people: readonly string[], more: object = {}) => {
    const id = await interviewing(people, more)
    for (const [at, one] of people.entries()) {
      if (at < 2) await desk.interviewed(id, one)
      await desk.verified(one, 'interview')
    }
    await officer.move(id, 'hear')
    return id
  }
  /** A case that is drafted is recommended, and endorsed by another. */
  const recommended = async (id: string, people: readonly string[]) => {
    await officer.change(id, { need: 'They are in danger.' })
    await officer.add('statement', {
      parent_id: id,
      individual: people[0],
      section: 'claim',
      confidential: false,
      words: 'Fled.',
    })
    for (const each of await desk.rows('traveller', id))
      if (each.adult === 'yes')
        await officer.changeChild('traveller', each.id, { declared_on: day(0), declared_by: 'signature' })
    await officer.move(id, 'recommend')
    await reviewer.move(id, 'endorse')
  }
  const reviewed = async (people: readonly string[], more: object = {}) => {
    const id = await drafting(people, more)
    await recommended(id, people)
    for (const one of people) await desk.verified(one, 'submission')
    return id
  }
  /** As if the form had been rendered and locked: tests of the form itself lock a real one. */
  const locked = (id: string) =>
    desk.owner.query(
      `set session_replication_role = 'replica';
       insert into resettlement.locked_form (id, parent_id, root_id, office_id, edition, language, persons, status, paper, sha256, locked_on)
       select gen_random_uuid(), f.id, f.id, f.office_id, 1 + (select count(*) from resettlement.locked_form l where l.parent_id = f.id), 'en', 3, 'locked',
         gen_random_uuid(), repeat('0', 64), current_date from resettlement.file f where f.id = '${id}';
       set session_replication_role = 'origin'`,
    )
  const toSubmit = async (people: readonly string[], more: object = {}) => {
    const id = await reviewed(people, more)
    await locked(id)
    return id
  }
  const accepted = async (people: readonly string[], quota: string) => {
    const id = await toSubmit(people)
    await officer.move(id, 'submit', { quota })
    await officer.move(id, 'acknowledge', { acknowledged_on: day(0) })
    await officer.move(id, 'accept', { decided_on: day(0) })
    await officer.move(id, 'prepare')
    return id
  }
  return { received, interviewing, drafting, recommended, reviewed, locked, toSubmit, accepted }
}

interface Made {
  readonly id: string
  readonly version: number
}
export interface Worker {
  readonly colleague: Colleague
  readonly staffId: string
  readonly add: (record: string, values: object) => Promise<Made>
  readonly change: (id: string, patch: object) => Promise<unknown>
  readonly changeChild: (record: string, id: string, patch: object) => Promise<unknown>
  readonly move: (id: string, move: string, patch?: object) => Promise<StoredRow>
  readonly get: (id: string, record?: string) => Promise<StoredRow>
  readonly list: (record: string) => Promise<readonly StoredRow[]>
}

function workerOf(store: Parameters<typeof asSession>[0], colleague: Colleague, now: () => Date): Worker {
  const as = <T>(work: (tx: Tx, asking: Asking) => Promise<T>) =>
    asSession(store, colleague.token, { commandId: newId<'command'>(), now }, work)
  const changeChild = (record: string, id: string, patch: object) =>
    as(async (tx, asking) => {
      const { version } = await getRecord(tx, asking, resettlement, record, id)
      return changeRecord(tx, asking, resettlement, record, id, version, patch as never)
    })
  return {
    colleague,
    staffId: colleague.staffId,
    add: (record, values) => as((tx, asking) => createRecord(tx, asking, resettlement, record, values as never)),
    change: (id, patch) => changeChild('file', id, patch),
    changeChild,
    move: (id, name, patch = {}) =>
      as(async (tx, asking) => {
        const { version } = await getRecord(tx, asking, resettlement, 'file', id)
        return moveRecord(tx, asking, resettlement, id, name, version, patch as never)
      }),
    get: (id, record = 'file') => as((tx, asking) => getRecord(tx, asking, resettlement, record, id)),
    list: record =>
      as(async (tx, asking) => (await listRecords(tx, asking, resettlement, record, { limit: 100 })).rows),
  }
}
