import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
    expect(await desk.other.move(file.id, 'decide-appeal', granted)).toMatchObject({
      stands: 'recognised',
      outcome: 'rejected',
    })
    expect(await desk.statusOf(people[0]!)).toMatchObject({ status: 'refugee' })
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

describe('the family', () => {
  test('follows the applicant where it may: a stateless child does, a spouse whom another country protects does not', async () => {
    const { people } = await desk.family({ 1: { nationality: 'ETH' }, 2: { nationality: undefined } })
    const [applicant, spouse, child] = people as [string, string, string]
    const file = await desk.open(applicant, {
      member: [
        { individual: spouse, role: 'spouse' },
        { individual: child, role: 'minor-dependant' },
      ],
    })
    const of = (individual: string, relation: string, more: object) =>
      desk.assessor.add('claim', { parent_id: file.id, individual, relation, kind: 'by-family', ...more })
    const follows = { outcome: 'derivative-recognised' }
    await expect(of(spouse, 'spouse', follows)).rejects.toMatchObject({ code: 'invalid' })
    await expect(of(spouse, 'spouse', { ...follows, other_country: 'protects-them' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(of(spouse, 'sibling', { ...follows, other_country: 'does-not-protect-them' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await of(spouse, 'spouse', { outcome: 'derivative-refused', refused_because: 'protected-elsewhere' })
    await of(child, 'child', follows)
    await desk.heard(file.id, applicant)
    await desk.interview(file.id, spouse, { kind: 'private', status: 'held', held_on: desk.day(0) })
    await desk.written(file.id)
    await desk.assessor.move(file.id, 'assess')
    await desk.recognised(file.id)
    expect(await desk.statusOf(child)).toMatchObject({ status: 'refugee', basis: 'derivative' })
    expect(await desk.statusOf(spouse)).toBeNull()
  })

  test('of whom the status was taken is looked at person by person, and only then is the file closed', async () => {
    const { people } = await desk.family()
    const [applicant, , child] = people as [string, string, string]
    const first = await desk.open(applicant, { member: [{ individual: child, role: 'minor-dependant' }] })
    const by = { individual: child, relation: 'child', kind: 'by-family' }
    await desk.assessor.add('claim', { parent_id: first.id, ...by, outcome: 'derivative-recognised' })
    await desk.heard(first.id, applicant)
    await desk.written(first.id)
    await desk.assessor.move(first.id, 'assess')
    await desk.recognised(first.id)
    const later = await desk.open(applicant, {
      procedure: 'cancellation',
      member: [{ individual: child, role: 'minor-dependant' }],
    })
    expect(await desk.markers(child)).toEqual([{ name: 'rsd.hold', value: 'yes' }])
    expect((await desk.blocks(later.id, 'schedule')).map(({ rule }) => rule)).toContain('notice')
    await desk.assessor.change(later.id, { about_file: first.id, notice_given_on: desk.day(0) })
    await desk.assessor.add('claim', { parent_id: later.id, ...by, outcome: 'status-ended' })
    await desk.heard(later.id, applicant)
    await desk.written(later.id)
    await desk.assessor.move(later.id, 'assess')
    await desk.reviewer.move(later.id, 'endorse')
    await desk.reviewer.change(later.id, { reason_categories: ['wrongly-given'], reasons: 'Papers of another person.' })
    await expect(desk.reviewer.move(later.id, 'decide', { outcome: 'rejected' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await desk.reviewer.move(later.id, 'decide', { outcome: 'cancelled' })
    const review = (await desk.rows('task', later.id)).filter(({ kind }) => kind === 'review-derivative')
    expect(review).toMatchObject([{ about: child, status: 'open' }])
    await desk.notified(later.id)
    await desk.daysLater(90)
    await expect(desk.assessor.move(later.id, 'close', { closed_because: 'final' })).rejects.toMatchObject(NOT_READY)
    await desk.assessor.finish(review[0]!.id)
    expect(await desk.statusOf(applicant)).toMatchObject({ status: 'refugee' })
    await desk.assessor.move(later.id, 'close', { closed_because: 'final' })
    expect(await desk.statusOf(applicant)).toMatchObject({ status: 'not-of-concern' })
    expect(await desk.statusOf(child)).toMatchObject({ status: 'not-of-concern' })
    expect(await desk.markers(applicant)).toContainEqual({ name: 'rsd.decision', value: 'cancelled' })
    expect(await desk.markers(applicant)).not.toContainEqual({ name: 'rsd.decision', value: 'recognised' })
  })

  test('is proposed for a second look when something happens to it; nobody leaves a file by themselves', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!)
    await desk.office.owner.query(`select cases.tell_all('registration.death', $1, current_date)`, [[people[0]]])
    expect((await desk.rows('task', file.id)).map(({ kind }) => kind)).toEqual(['somebody-died'])
    expect((await desk.rows('member', file.id)).every(({ until }) => until === null)).toBe(true)
  })
})

describe('whose mandate it is', () => {
  test('is the file’s: a government’s officer decides theirs and not ours, and we not theirs', async () => {
    const { people } = await desk.family()
    const theirs = await desk.assessed(people[0]!, { authority: 'government' })
    const official = await desk.official(theirs.id)
    await expect(desk.reviewer.move(theirs.id, 'endorse')).rejects.toMatchObject({ code: 'not-allowed' })
    await official.move(theirs.id, 'endorse')
    await official.change(theirs.id, { ground: 'oau-1-2' })
    await official.move(theirs.id, 'decide', { outcome: 'recognised' })
    expect(await desk.statusOf(people[0]!)).toMatchObject({ category: 'by-government-individually', basis: 'oau-1969' })
    const ours = await desk.assessed(people[1]!)
    await desk.official(ours.id)
    await expect(official.move(ours.id, 'endorse')).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('a joint file is decided by the body that did not assess it', async () => {
    const { people } = await desk.family()
    const file = await desk.assessed(people[0]!, { authority: 'joint' })
    const official = await desk.official(file.id)
    await desk.reviewer.move(file.id, 'endorse')
    await desk.reviewer.change(file.id, { ground: '1951-1a1' })
    await expect(desk.reviewer.move(file.id, 'decide', { outcome: 'recognised' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect((await official.move(file.id, 'decide', { outcome: 'recognised' })).state).toBe('decided')
  })

  test('an official reads nothing of a file that was not given to them', async () => {
    const { people } = await desk.family()
    const [mine, another] = [await desk.open(people[0]!), await desk.open(people[1]!)]
    const official = await desk.official(mine.id)
    expect((await official.get(mine.id)).id).toBe(mine.id)
    await expect(official.get(another.id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('who is not of status determination', () => {
  test('learns the stage and the next day, and finds no file by guessing its address', async () => {
    const { people } = await desk.family()
    const file = await desk.assessed(people[0]!)
    const clerk = desk.clerk
    await expect(clerk.get(file.id)).rejects.toMatchObject({ code: 'not-found' })
    for (const record of ['application', 'fact', 'interview', 'claim', 'ruling'])
      expect(await clerk.list(record, file.id)).toEqual([])
    const { cases } = await clerk.overview(people[0]!)
    expect(cases).toMatchObject([{ module: 'rsd', state: 'assessed', readable: false, ownerId: null }])
    expect(cases[0]!.nextAt).not.toBeNull()
    expect(JSON.stringify(cases)).not.toMatch(/market|claim_summary|outcome/)
    expect(await desk.partner.overview(people[0]!)).toEqual({ cases: [] })
  })
  test('of resettlement reads what was decided and the summary, and nothing of how it was examined', async () => {
    const { people } = await desk.family()
    const file = await desk.assessed(people[0]!)
    const seen = await desk.resettlement.get(file.id)
    expect(seen.claim_summary).toBe('Fled after the market was burnt.')
    for (const field of ['legal_analysis', 'harm_feared', 'recommendation']) expect(seen).not.toHaveProperty(field)
    const facts = await desk.resettlement.list('fact', file.id)
    expect(facts).toHaveLength(1)
    expect(facts[0]).not.toHaveProperty('statement')
  })
})
