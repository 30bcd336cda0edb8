import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AGAINST } from '../fields.ts'
import { type RsdDesk, rsdDesk } from '../test/rsdDesk.ts'

let desk: RsdDesk
beforeAll(async () => {
  desk = await rsdDesk()
}, 120_000)
afterAll(() => desk.office.end())
beforeEach(() => desk.backToToday())

const NOT_READY = { code: 'wrong-state', details: { reason: 'not-ready' } }

describe('a claim', () => {
  test('is heard, assessed, reviewed by another, decided and told, and makes its person a refugee from that day', async () => {
    const { people } = await desk.family()
    const file = await desk.assessed(people[0]!)
    expect(file.number).toMatch(/^KEN-DAD-RSD-\d{7}-[0-9A-Z]$/)
    await expect(desk.assessor.move(file.id, 'endorse')).rejects.toMatchObject({ code: 'not-allowed' })
    await desk.reviewer.move(file.id, 'endorse')
    expect(await desk.statusOf(people[0]!)).toBeNull()
    await expect(desk.reviewer.move(file.id, 'decide', { outcome: 'recognised' })).rejects.toMatchObject(NOT_READY)
    await desk.reviewer.change(file.id, { ground: '1951-1a2', nexus: ['political-opinion'] })
    const decided = await desk.reviewer.move(file.id, 'decide', { outcome: 'recognised' })
    expect(decided).toMatchObject({ stands: 'recognised', decided_by: desk.reviewer.staffId })
    expect(await desk.statusOf(people[0]!)).toMatchObject({
      status: 'refugee',
      basis: 'convention-1951',
      category: 'by-unhcr-individually',
    })
    expect(await desk.rows('ruling', file.id)).toMatchObject([{ what: 'decision', outcome: 'recognised' }])
    await desk.notified(file.id)
    await desk.assessor.move(file.id, 'close', { closed_because: 'final' })
  })

  test('is not refused without having been heard, whatever the way', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!)
    await expect(desk.assessor.move(file.id, 'assess')).rejects.toMatchObject({ code: 'wrong-state' })
    await desk.apply(file.id, people[0]!)
    await desk.interview(file.id, people[0]!, { status: 'planned' })
    await desk.assessor.move(file.id, 'schedule')
    await expect(desk.assessor.move(file.id, 'hear')).rejects.toMatchObject(NOT_READY)
    const raw = desk.office.owner.query(
      'select cases.blocks($1, $2, to_jsonb(f)) as blocks from rsd.file f where f.id = $3',
      ['rsd', 'decide', file.id],
    )
    expect((await raw).rows[0].blocks).toContainEqual(expect.objectContaining({ rule: 'applicant-heard' }))
  })

  test('waits for every adult of the family to be heard alone, every fact to be found and every comment to be settled', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!, { member: [{ individual: people[1]!, role: 'spouse' }] })
    await desk.heard(file.id, people[0]!)
    const fact = await desk.written(file.id, { finding: undefined })
    const blocking = async (move: string) => (await desk.blocks(file.id, move)).map(({ rule }) => rule)
    expect(await blocking('assess')).toEqual(['adults-heard-alone', 'facts-found'])
    await desk.interview(file.id, people[1]!, { kind: 'private', status: 'held', held_on: desk.day(0), alone: true })
    await desk.assessor.changeChild('fact', fact, { finding: 'benefit-of-doubt' })
    await desk.assessor.move(file.id, 'assess')
    const comment = await desk.reviewer.add('comment', { parent_id: file.id, fact, status: 'open', text: 'Which day?' })
    expect(await blocking('endorse')).toEqual(['comments-settled'])
    await desk.reviewer.move(file.id, 'return')
    expect(await blocking('assess')).toEqual(['comments-answered'])
    await desk.assessor.changeChild('comment', comment.id, { status: 'answered', answer: 'The market day.' })
    await desk.assessor.move(file.id, 'assess')
    await expect(desk.assessor.changeChild('comment', comment.id, { status: 'settled' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await desk.reviewer.changeChild('comment', comment.id, { status: 'settled' })
    await desk.reviewer.move(file.id, 'endorse')
  })

  test('is paused while something is looked into: nothing is endorsed, and others are told that it stands on hold', async () => {
    const { people } = await desk.family()
    const file = await desk.assessed(people[0]!)
    await desk.reviewer.change(file.id, { paused_because: 'fraud-inquiry' })
    expect(await desk.markers(people[0]!)).toEqual([{ name: 'rsd.hold', value: 'yes' }])
    await expect(desk.reviewer.move(file.id, 'endorse')).rejects.toMatchObject(NOT_READY)
    await desk.reviewer.change(file.id, { paused_because: null })
    await desk.reviewer.move(file.id, 'endorse')
    expect(await desk.markers(people[0]!)).toEqual([])
  })

  test('of a group recognised as a whole is recorded, and a trigger of exclusion is examined by itself', async () => {
    const { people } = await desk.family()
    const values = { modality: 'prima-facie', authority: 'government', exclusion_trigger: 'yes' }
    const file = await desk.open(people[0]!, values)
    const official = await desk.official(file.id)
    await expect(official.move(file.id, 'record', { ground: 'oau-1-2' })).rejects.toMatchObject({ code: 'invalid' })
    await official.change(file.id, { exclusion_trigger: 'no' })
    expect(await official.move(file.id, 'record', { ground: 'oau-1-2' })).toMatchObject({ stands: 'prima-facie' })
    expect(await desk.statusOf(people[0]!)).toMatchObject({ basis: 'prima-facie', category: 'by-government-as-group' })
    const regular = await desk.open(people[1]!, { exclusion_trigger: 'no' })
    await expect(desk.assessor.move(regular.id, 'record', { ground: 'oau-1-2' })).rejects.toMatchObject(NOT_READY)
  })
})

describe('an interview', () => {
  test('is held on a day that was, by an interpreter who signed and is of no side', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!)
    const held = (more: object) => desk.interview(file.id, people[0]!, { status: 'held', ...more })
    await expect(held({})).rejects.toMatchObject({ code: 'invalid' })
    await expect(held({ held_on: desk.day(9) })).rejects.toMatchObject({ code: 'invalid' })
    const held_on = desk.day(0)
    await expect(held({ held_on, interpreted: true })).rejects.toMatchObject({ code: 'invalid' })
    const signed = { held_on, interpreted: true, undertaking: true }
    await expect(held({ ...signed, interpreter_conflict: true })).rejects.toMatchObject({ code: 'invalid' })
    await held(signed)
  })
  test('that was missed six weeks ago without a word may end the file, and not before', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!)
    await desk.apply(file.id, people[0]!)
    await desk.interview(file.id, people[0]!, { status: 'planned' })
    await desk.assessor.move(file.id, 'schedule')
    await desk.interview(file.id, people[0]!, { status: 'no-show' })
    await desk.assessor.move(file.id, 'miss')
    const close = () => desk.reviewer.move(file.id, 'discontinue', { closed_because: 'no-show' })
    await expect(close()).rejects.toMatchObject(NOT_READY)
    await desk.daysLater(43)
    expect((await desk.rows('task', file.id)).map(({ kind }) => kind)).toContain('no-contact')
    expect((await close()).state).toBe('closed')
    const again = { reopened_because: 'in-contact-again', reopened_remarks: 'Was in hospital.' }
    expect((await desk.reviewer.move(file.id, 'reopen', again)).state).toBe('registered')
  })
})

test('what speaks for exclusion is analysed before anybody assesses', async () => {
  const { people } = await desk.family()
  const file = await desk.open(people[0]!)
  await desk.heard(file.id, people[0]!)
  await desk.written(file.id)
  await desk.assessor.change(file.id, { exclusion_trigger: 'yes' })
  await expect(desk.assessor.move(file.id, 'assess')).rejects.toMatchObject({
    code: 'invalid',
    details: { problems: [{ path: 'exclusion_analysis' }] },
  })
  await desk.assessor.change(file.id, { exclusion_analysis: 'A guard of the camp says so; two others do not.' })
  expect((await desk.assessor.move(file.id, 'assess')).state).toBe('assessed')
})

describe('a refusal', () => {
  test('says why, starts the time to appeal, and becomes final only when that and six weeks more are over', async () => {
    const { people } = await desk.family()
    const file = await desk.refused(people[0]!)
    const clocks = await desk.rows('clock', file.id)
    const days = (name: string) => {
      const { started_at, due_at } = clocks.find(each => each.name === name && each.status === 'running')!
      return Math.floor((Number(due_at) - Number(started_at)) / 86_400_000)
    }
    expect(days('appeal')).toBeGreaterThanOrEqual(30)
    expect(days('late-appeal') - days('appeal')).toBe(42)
    await expect(desk.assessor.move(file.id, 'close', { closed_because: 'final' })).rejects.toMatchObject(NOT_READY)
    await desk.daysLater(40)
    await expect(desk.assessor.move(file.id, 'close', { closed_because: 'final' })).rejects.toMatchObject(NOT_READY)
    expect(await desk.statusOf(people[0]!)).toBeNull()
    await desk.daysLater(80)
    await desk.assessor.move(file.id, 'close', { closed_because: 'final' })
    expect(await desk.statusOf(people[0]!)).toMatchObject({ status: 'not-of-concern', basis: null })
  })

  test('may be appealed against for as long as the country says, and late for as long as it says of that', async () => {
    const own = (clock: string, amount: number) =>
      desk.office.owner.query(
        `insert into cases.calendar_version (country, kind, of_module, clock, spans, because, state, asked_by, holds_from)
         select 'KEN', 'period', 'rsd', $1, $2, 'as the law has it', 'agreed', $3, '2020-01-01'`,
        [
          clock,
          { by: 'outcome', of: Object.fromEntries(AGAINST.map(each => [each, { amount, unit: 'days' }])) },
          desk.assessor.colleague.staffId,
        ],
      )
    const days = async () => {
      const { people } = await desk.family()
      const clocks = await desk.rows('clock', (await desk.refused(people[0]!)).id)
      return ['appeal', 'late-appeal'].map(name => {
        const { started_at, due_at } = clocks.find(each => each.name === name && each.status === 'running')!
        return Math.floor((Number(due_at) - Number(started_at)) / 86_400_000)
      })
    }
    await own('appeal', 14)
    const [inTime, late] = await days()
    expect(inTime).toBeGreaterThanOrEqual(14)
    expect(inTime).toBeLessThan(21)
    expect(late! - inTime!).toBe(42)
    await own('late-appeal', 120)
    expect((await days())[1]).toBeGreaterThanOrEqual(120)
    await own('late-appeal', 7)
    const [deadline, shorter] = await days()
    expect(shorter).toBe(deadline)
    await desk.office.owner.query(`delete from cases.calendar_version where kind = 'period'`)
  })

  test('is appealed against on day 31 + 20 with a reason, and on day 31 + 60 no more', async () => {
    const { people } = await desk.family()
    const file = await desk.refused(people[0]!)
    const on = (days: number) => ({ appeal_filed_on: desk.day(days) })
    await desk.daysLater(51)
    await expect(desk.assessor.move(file.id, 'appeal', on(51))).rejects.toMatchObject({ code: 'invalid' })
    await desk.daysLater(91)
    const late = { appeal_late_because: 'Was detained and could not write.' }
    await expect(desk.assessor.move(file.id, 'appeal-late', { ...on(91), ...late })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(desk.assessor.move(file.id, 'appeal-late', on(51))).rejects.toMatchObject({ code: 'invalid' })
    expect((await desk.assessor.move(file.id, 'appeal-late', { ...on(51), ...late })).state).toBe('appealed')
  })

  test('is looked at again by an officer who took no part in it, and what they find stands', async () => {
    const { people } = await desk.family()
    const file = await desk.refused(people[0]!)
    await desk.assessor.move(file.id, 'appeal', { appeal_filed_on: desk.day(1) })
    await desk.other.change(file.id, {
      appeal_interview: true,
      appeal_reasons: 'The new paper explains the difference.',
    })
    const granted = { appeal_outcome: 'granted' }
    for (const one of [desk.reviewer, desk.assessor])
      await expect(one.move(file.id, 'decide-appeal', granted)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(desk.other.move(file.id, 'decide-appeal', granted)).rejects.toMatchObject(NOT_READY)
    await desk.interview(file.id, people[0]!, { kind: 'appeal', status: 'held', held_on: desk.day(0) })
    await expect(desk.other.move(file.id, 'decide-appeal', granted)).rejects.toMatchObject(NOT_READY)
    await desk.other.change(file.id, { ground: 'mandate-broad' })
    expect(await desk.other.move(file.id, 'decide-appeal', granted)).toMatchObject({
      stands: 'recognised',
      outcome: 'rejected',
    })
    expect(await desk.statusOf(people[0]!)).toMatchObject({ status: 'refugee', basis: 'unhcr-mandate' })
    expect(await desk.markers(people[0]!)).toEqual([{ name: 'rsd.decision', value: 'recognised' }])
    await desk.assessor.move(file.id, 'notify-appeal', { appeal_notified_on: desk.day(0) })
    await expect(desk.assessor.move(file.id, 'send-back')).rejects.toMatchObject(NOT_READY)
    await desk.assessor.move(file.id, 'close', { closed_because: 'final' })
  })

  test('that an appeal sends back begins anew, and keeps what was ruled before', async () => {
    const { people } = await desk.family()
    const file = await desk.refused(people[0]!)
    await desk.assessor.move(file.id, 'appeal', { appeal_filed_on: desk.day(1) })
    await desk.other.change(file.id, { appeal_reasons: 'The interpreter was of the other side.' })
    await desk.other.move(file.id, 'decide-appeal', { appeal_outcome: 'sent-back' })
    await desk.assessor.move(file.id, 'notify-appeal', { appeal_notified_on: desk.day(0) })
    await expect(desk.assessor.move(file.id, 'close', { closed_because: 'final' })).rejects.toMatchObject(NOT_READY)
    const anew = await desk.assessor.move(file.id, 'send-back')
    expect(anew).toMatchObject({ state: 'registered', outcome: null, stands: null, assessed_by: null })
    expect((await desk.rows('ruling', file.id)).map(({ what }) => what)).toEqual(['decision', 'appeal'])
  })

  test('that was told is not changed afterwards', async () => {
    const { people } = await desk.family()
    const file = await desk.refused(people[0]!)
    for (const patch of [{ outcome: 'recognised' }, { notified_on: desk.day(-5) }, { authority: 'joint' }])
      await expect(desk.reviewer.change(file.id, patch)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
