import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
let stranger: Worker
let room: string
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
  stranger = await world.worker('rsd_officer', 'KAK')
  room = await keepRoom('Room 1')
})
afterAll(() => world.end())

const keepRoom = async (name: string, aDay: number | null = null) =>
  (await reviewer.does<{ id: string }>('keepRoom', { officeId: world.offices.DAD, name, aDay, active: true })).id
const keepInterpreter = async (name: string, undertakingOn: string | null = '2026-01-05') =>
  (
    await reviewer.does<{ id: string }>('keepInterpreter', {
      officeId: world.offices.DAD,
      name,
      sex: 'female',
      languages: ['som'],
      undertakingOn,
      active: true,
    })
  ).id
const aCase = async () => {
  const subject = await world.person()
  return { id: (await officer.open({ topic: 'A claim', subject })).id, subject }
}
/** Each test has a day of its own. */
let day = 0
const nextDay = () => `2026-12-${String(++day).padStart(2, '0')}`
const meet = (parent: string, at: string, more: object = {}) =>
  officer.add('appointment', { parent_id: parent, kind: 'interview', starts_at: at, minutes: 60, ...more })
const problem = (path: string, what: string) => ({ details: { problems: [{ path, problem: what }] } })

describe('an appointment', () => {
  test('is planned whatever is said of it, and only for somebody of the case', async () => {
    const { id, subject } = await aCase()
    const on = nextDay()
    await expect(meet(id, `${on}T08:00:00Z`, { status: 'came' })).rejects.toMatchObject({ code: 'invalid' })
    await meet(id, `${on}T08:00:00Z`, { individual: subject })
    expect(await world.rows('appointment', id)).toMatchObject([{ status: 'planned', individual: subject }])
    const other = await world.person('Somebody Else')
    await expect(meet(id, `${on}T10:00:00Z`, { individual: other })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('takes its officer and its room: a second one at that time is refused in whichever case, and let through with a reason', async () => {
    const [one, two] = [await aCase(), await aCase()]
    const on = nextDay()
    await meet(one.id, `${on}T08:00:00Z`, { officer: officer.staffId, room })
    await expect(meet(two.id, `${on}T08:59:00Z`, { officer: officer.staffId })).rejects.toMatchObject(
      problem('officer', 'problem.booked'),
    )
    await expect(meet(two.id, `${on}T07:30:00Z`, { room })).rejects.toMatchObject(problem('room', 'problem.booked'))
    await meet(two.id, `${on}T09:00:00Z`, { officer: officer.staffId, room })
    await meet(two.id, `${on}T08:30:00Z`, { officer: officer.staffId, room, override_because: 'a short word between' })
  })

  test('keeps what it holds when something else of it changes, whatever was put beside it since, and is judged when it moves', async () => {
    const [one, two] = [await aCase(), await aCase()]
    const on = nextDay()
    const { id } = await meet(one.id, `${on}T08:00:00Z`, { officer: officer.staffId })
    const beside = await meet(two.id, `${on}T08:30:00Z`, { officer: officer.staffId, override_because: 'a short word' })
    const change = (what: string, of = id) =>
      world.owner.query(`update example.appointment set ${what} where id = $1`, [of])
    await expect(change('override_because = null', beside.id)).rejects.toMatchObject({ code: 'NR002' })
    await change(`individual = '${one.subject}'`)
    await change('minutes = 45')
    await expect(change('minutes = 90')).rejects.toMatchObject({ code: 'NR002' })
    await expect(change(`starts_at = starts_at + interval '15 minutes'`)).rejects.toMatchObject({ code: 'NR002' })
  })

  test('two who ask for one room at one moment: one gets it', async () => {
    const cases = [await aCase(), await aCase(), await aCase(), await aCase()]
    const on = nextDay()
    const asked = await Promise.allSettled(cases.map(({ id }) => meet(id, `${on}T08:00:00Z`, { room })))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('gives back what it took when it is called off', async () => {
    const { id } = await aCase()
    const on = nextDay()
    const made = await meet(id, `${on}T08:00:00Z`, { room })
    await officer.does('appointmentOutcome', { module: 'example', id: made.id, status: 'cancelled' })
    await meet(id, `${on}T08:00:00Z`, { room })
    const again = officer.does('appointmentOutcome', { module: 'example', id: made.id, status: 'came' })
    await expect(again).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('fits into what a room and an office take a day, in the days of the office', async () => {
    const small = await keepRoom('Small room', 2)
    const { id } = await aCase()
    const on = nextDay()
    await meet(id, `${on}T06:00:00Z`, { room: small })
    await meet(id, `${on}T09:00:00Z`, { room: small })
    await expect(meet(id, `${on}T12:00:00Z`, { room: small })).rejects.toMatchObject(problem('room', 'problem.booked'))
    await reviewer.does('dayCapacity', { officeId: world.offices.DAD, aDay: 3 })
    await meet(id, `${on}T14:00:00Z`)
    await expect(meet(id, `${on}T16:00:00Z`)).rejects.toMatchObject(problem('starts_at', 'problem.booked'))
    await reviewer.does('dayCapacity', { officeId: world.offices.DAD, aDay: null })
  })

  test('of who did not come says why and what next, and puts that to the owner of the case', async () => {
    const { id, subject } = await aCase()
    const made = await meet(id, `${nextDay()}T08:00:00Z`, { individual: subject })
    const missed = { module: 'example', id: made.id, status: 'no-show' }
    await expect(officer.does('appointmentOutcome', missed)).rejects.toMatchObject({ code: 'invalid' })
    await officer.does('appointmentOutcome', { ...missed, noShowBecause: 'no-transport', nextStep: 'call' })
    expect(await world.rows('task', id)).toMatchObject([{ kind: 'missed-call', about: subject, status: 'open' }])
  })

  test('is called off when whom it is with dies', async () => {
    const { id, subject } = await aCase()
    await meet(id, '2027-02-01T08:00:00Z', { individual: subject, room })
    await world.owner.query(`select cases.tell_all('registration.death', $1, '2026-11-20')`, [[subject]])
    expect(await world.rows('appointment', id)).toMatchObject([{ status: 'cancelled' }])
    const taken = await world.owner.query(`select from cases.booking where starts_at = '2027-02-01T08:00:00Z'`)
    expect(taken.rows).toEqual([])
  })

  test('stands in the list of its office, for who reads its case, and is nothing to others', async () => {
    const { id } = await aCase()
    const on = nextDay()
    const made = await meet(id, `${on}T08:00:00Z`, { room })
    const asked = { officeId: world.offices.DAD, from: `${on}T00:00:00Z`, until: `${on}T23:00:00Z` }
    expect(await officer.asks('appointments', asked)).toMatchObject({
      appointments: [{ id: made.id, remindedAt: null }],
    })
    expect(await stranger.asks('appointments', asked)).toEqual({ appointments: [] })
    await officer.does('reminded', { module: 'example', id: made.id, by: 'call' })
    expect(await world.rows('appointment', id)).toMatchObject([{ reminded_by: 'call', reminded_at: world.clock.now }])
  })
})

describe('rooms and interpreters', () => {
  test('are said by who approves at the office, and seen by who works there', async () => {
    const asked = { officeId: world.offices.DAD, name: 'Mine', active: true }
    await expect(officer.does('keepRoom', asked)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await officer.asks('places', { officeId: world.offices.DAD })).toMatchObject({ keeps: false })
    await expect(stranger.asks('places', { officeId: world.offices.DAD })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('an interpreter is in one place at a time, and interprets only after signing to keep secrets', async () => {
    const [fatima, new_] = [await keepInterpreter('Fatima'), await keepInterpreter('New', null)]
    const [one, two] = [await aCase(), await aCase()]
    const on = nextDay()
    await meet(one.id, `${on}T08:00:00Z`, { interpreter: fatima })
    await expect(meet(two.id, `${on}T08:30:00Z`, { interpreter: fatima })).rejects.toMatchObject(
      problem('interpreter', 'problem.booked'),
    )
    await expect(meet(two.id, `${on}T11:00:00Z`, { interpreter: new_ })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('one to whom a person objects is shown with a flag, and no reason lets them interpret', async () => {
    const hodan = await keepInterpreter('Hodan')
    const { id, subject } = await aCase()
    await officer.does('flagInterpreter', {
      module: 'example',
      id,
      personId: subject,
      interpreterId: hodan,
      conflict: true,
    })
    const found = await officer.asks<{ interpreters: { id: string; conflict: boolean }[] }>('bookable', {
      module: 'example',
      id,
    })
    expect(found.interpreters.find(each => each.id === hodan)).toMatchObject({ conflict: true })
    const asked = { individual: subject, interpreter: hodan, override_because: 'nobody else is here' }
    await expect(meet(id, `${nextDay()}T08:00:00Z`, asked)).rejects.toMatchObject(
      problem('interpreter', 'problem.conflict'),
    )
  })
  test('one to whom a person objected on another of their records does not interpret on this one, until the two are told apart', async () => {
    const sahra = await keepInterpreter('Sahra')
    const [before, now] = [await aCase(), await aCase()]
    const flag = { module: 'example', interpreterId: sahra }
    await officer.does('flagInterpreter', { ...flag, id: before.id, personId: before.subject, conflict: true })
    const here = { module: 'example', id: now.id }
    const isFlagged = async () => {
      const found = await officer.asks<{ interpreters: { id: string; conflict: boolean }[] }>('bookable', here)
      return found.interpreters.find(each => each.id === sahra)?.conflict
    }
    const toOnePerson = async (same: string | null) => {
      await world.owner.query(`set session_replication_role = 'replica'`)
      const said = 'update registration.individual set same_person_as = $2 where id = $1'
      await world.owner.query(said, [before.subject, same])
      await world.owner.query(`set session_replication_role = 'origin'`)
    }
    expect(await isFlagged()).toBe(false)
    await toOnePerson(now.subject)
    expect(await isFlagged()).toBe(true)
    const asked = { individual: now.subject, interpreter: sahra }
    await expect(meet(now.id, `${nextDay()}T08:00:00Z`, asked)).rejects.toMatchObject(
      problem('interpreter', 'problem.conflict'),
    )
    await toOnePerson(null)
    expect(await isFlagged()).toBe(false)
    await meet(now.id, `${nextDay()}T08:00:00Z`, asked)
    await toOnePerson(now.subject)
    await officer.does('flagInterpreter', { ...flag, id: now.id, personId: now.subject, conflict: false })
    expect(await isFlagged()).toBe(false)
  })
})

const LINES = JSON.stringify([
  { kind: 'question', words: 'Where did you live?' },
  { kind: 'answer', words: 'In Afgooye.' },
])
const write = (parent: string, appointment: string, more: object = {}) =>
  officer.add('transcript', {
    parent_id: parent,
    appointment,
    lines: LINES,
    read_back: false,
    signed: false,
    ...more,
  })

describe('a transcript', () => {
  test('has an edition for each saving; a signed one is the last, whoever asks', async () => {
    const { id } = await aCase()
    const { id: appointment } = await meet(id, `${nextDay()}T08:00:00Z`)
    await write(id, appointment)
    await write(id, appointment, { signed: true, read_back: true })
    expect(await world.rows('transcript', id)).toMatchObject([
      { edition: 1, signed: false, signed_by: null },
      { edition: 2, signed: true, signed_by: officer.staffId, signed_at: world.clock.now },
    ])
    await expect(write(id, appointment)).rejects.toMatchObject({ details: { reason: 'signed' } })
    const [, last] = await world.rows('transcript', id)
    await world.owner.query('set role nansen_migrator')
    for (const set of [`lines = '[]'`, `attendees = 'others'`])
      await expect(
        world.owner.query(`update example.transcript_protected set ${set}, change_ct = '\\x00' where id = $1`, [
          last.id,
        ]),
      ).rejects.toMatchObject({ code: '42501' })
    await expect(world.owner.query('update example.transcript set signed = false')).rejects.toMatchObject({
      code: '42501',
    })
    await world.owner.query('reset role')
  })

  test('is not signed before it was read back, or said why not, nor with nothing in it', async () => {
    const { id } = await aCase()
    const { id: appointment } = await meet(id, `${nextDay()}T08:00:00Z`)
    await expect(write(id, appointment, { signed: true })).rejects.toMatchObject({ code: 'invalid' })
    await expect(write(id, appointment, { signed: true, read_back: true, lines: null })).rejects.toMatchObject(
      problem('lines', 'problem.required'),
    )
    await write(id, appointment, { signed: true, not_read_back_because: 'the person left' })
  })

  test('is of its own case, and its rows are of known kinds', async () => {
    const [one, two] = [await aCase(), await aCase()]
    const { id: appointment } = await meet(one.id, `${nextDay()}T08:00:00Z`)
    await expect(write(two.id, appointment)).rejects.toMatchObject({ code: 'invalid' })
    await expect(write(one.id, appointment, { lines: '[{"kind":"shout","words":"x"}]' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(write(one.id, appointment, { lines: 'not rows' })).rejects.toMatchObject({ code: 'invalid' })
  })
})
