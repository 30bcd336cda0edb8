import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RsdDesk, rsdDesk } from '../test/rsdDesk.ts'

let desk: RsdDesk
beforeAll(async () => {
  desk = await rsdDesk()
}, 120_000)
afterAll(() => desk.office.end())

const fileOf = async () => {
  const { people } = await desk.family()
  const applicant = people[0] as string
  const file = await desk.open(applicant)
  await desk.apply(file.id, applicant)
  return { id: file.id, applicant }
}
const at = (hour: string) => `${desk.day(3)}T${hour}:00Z`

test('an interview that is planned is an appointment of the file, and its officer is nowhere else at that time', async () => {
  const [one, two] = [await fileOf(), await fileOf()]
  const officer = desk.assessor.staffId
  const made = await desk.interview(one.id, one.applicant, { status: 'planned', planned_for: at('09:00'), officer })
  expect(await desk.assessor.list('appointment', one.id)).toMatchObject([
    { id: made.id, kind: 'interview', individual: one.applicant, officer, status: 'planned' },
  ])
  const again = { status: 'planned', planned_for: at('10:00'), officer }
  await expect(desk.interview(two.id, two.applicant, again)).rejects.toMatchObject({
    details: { problems: [{ path: 'officer', problem: 'problem.booked' }] },
  })
  await desk.interview(two.id, two.applicant, { ...again, override_because: 'a short one' })
})

test('an appointment for an interview plans the interview, and moves it, so that the file can go on', async () => {
  const { id, applicant } = await fileOf()
  const asked = { parent_id: id, individual: applicant, kind: 'interview', starts_at: at('14:00'), minutes: 60 }
  const made = await desk.assessor.add('appointment', asked)
  await desk.assessor.changeChild('appointment', made.id, { starts_at: at('15:00') })
  expect(await desk.assessor.list('interview', id)).toMatchObject([
    { id: made.id, kind: 'first', status: 'planned', planned_for: at('15:00') },
  ])
  expect(await desk.assessor.list('appointment', id)).toMatchObject([{ id: made.id, minutes: 60 }])
  await desk.assessor.move(id, 'schedule')
})

test('what is said at an interview is the transcript of its appointment, and the old note is asked no more', async () => {
  const { id, applicant } = await fileOf()
  const note = { status: 'held', held_on: desk.day(0), transcript: 'Q … A …' }
  await expect(desk.interview(id, applicant, note)).rejects.toMatchObject({ code: 'invalid' })
  const { id: appointment } = await desk.interview(id, applicant, { status: 'held', held_on: desk.day(0) })
  await desk.assessor.add('transcript', {
    parent_id: id,
    appointment,
    lines: '[{"kind":"answer","words":"In Afgooye."}]',
    read_back: true,
    signed: true,
  })
  expect(await desk.assessor.list('transcript', id)).toMatchObject([{ edition: 1, signed: true }])
})
