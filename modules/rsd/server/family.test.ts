import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RsdDesk, rsdDesk } from '../test/rsdDesk.ts'

let desk: RsdDesk
beforeAll(async () => {
  desk = await rsdDesk()
}, 120_000)
afterAll(() => desk.office.end())
beforeEach(() => desk.backToToday())

const NOT_READY = { code: 'wrong-state', details: { reason: 'not-ready' } }

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

  /** A file with wife and child, assessed; the parts of both are asked for and open. */
  const withFamily = async () => {
    const { people } = await desk.family()
    const [applicant, spouse, child] = people as [string, string, string]
    const file = await desk.open(applicant, {
      member: [
        { individual: spouse, role: 'spouse' },
        { individual: child, role: 'minor-dependant' },
      ],
    })
    const part = (individual: string, relation: string, more: object = {}) =>
      desk.assessor.add('claim', { parent_id: file.id, individual, relation, kind: 'by-family', ...more })
    const parts = async () =>
      Object.fromEntries((await desk.rows('claim', file.id)).map(each => [each.individual, each]))
    const decides = async (who: typeof desk.assessor, individual: string, patch: object) =>
      who.changeChild('claim', (await parts())[individual].id, patch)
    const assessed = async () => {
      await desk.heard(file.id, applicant)
      await desk.interview(file.id, spouse, { kind: 'private', status: 'held', held_on: desk.day(0) })
      await desk.written(file.id)
      await desk.assessor.move(file.id, 'assess')
      await desk.reviewer.move(file.id, 'endorse')
    }
    const refused = async () => {
      await assessed()
      await desk.reviewer.change(file.id, { reason_categories: ['not-reliable'], reasons: 'Not believed.' })
      await desk.reviewer.move(file.id, 'decide', { outcome: 'rejected' })
    }
    return { file, applicant, spouse, child, part, parts, decides, assessed, refused }
  }

  test('is not left open by a decision: each part has its word first', async () => {
    const { file, spouse, child, part, decides, assessed } = await withFamily()
    await part(spouse, 'spouse')
    await part(child, 'child', { outcome: 'derivative-recognised' })
    await assessed()
    await desk.reviewer.change(file.id, { ground: '1951-1a1' })
    const recognise = () => desk.reviewer.move(file.id, 'decide', { outcome: 'recognised' })
    await expect(recognise()).rejects.toMatchObject(NOT_READY)
    await decides(desk.assessor, spouse, { outcome: 'status-ended' })
    await expect(recognise()).rejects.toMatchObject(NOT_READY)
    await decides(desk.assessor, spouse, { outcome: 'derivative-recognised' })
    await recognise()
    expect(await desk.statusOf(spouse)).toMatchObject({ status: 'refugee', basis: 'derivative' })
  })

  test('is refused with the applicant, asked about anew by an appeal, and recognised by the one that is granted', async () => {
    const { file, spouse, child, part, parts, decides, refused } = await withFamily()
    await part(spouse, 'spouse')
    await expect(refused()).rejects.toMatchObject(NOT_READY)
    await part(child, 'child')
    await desk.reviewer.move(file.id, 'decide', { outcome: 'rejected' })
    const open = { outcome: null, refused_because: null }
    const withHim = { outcome: 'derivative-refused', refused_because: 'applicant-refused' }
    expect(await parts()).toMatchObject({ [spouse]: withHim, [child]: withHim })
    await desk.notified(file.id)
    await desk.assessor.move(file.id, 'appeal', { appeal_filed_on: desk.day(1) })
    expect(await parts()).toMatchObject({ [spouse]: open, [child]: open })
    await desk.other.change(file.id, { appeal_reasons: 'A new paper.', ground: '1951-1a1' })
    const granted = () => desk.other.move(file.id, 'decide-appeal', { appeal_outcome: 'granted' })
    await expect(granted()).rejects.toMatchObject(NOT_READY)
    await decides(desk.other, spouse, { outcome: 'derivative-recognised' })
    await decides(desk.other, child, { outcome: 'derivative-recognised' })
    await granted()
    for (const one of [spouse, child])
      expect(await desk.statusOf(one)).toMatchObject({ status: 'refugee', basis: 'derivative' })
  })

  test('of a refusal that nobody can appeal any more is of no concern with it, but for who has a status in their own right', async () => {
    const { file, spouse, child, part, parts, refused } = await withFamily()
    await part(spouse, 'spouse')
    await part(child, 'child')
    await refused()
    await desk.notified(file.id)
    await desk.office.owner.query(
      `insert into registration.legal_status (id, parent_id, status, basis, effective_on, office_id, root_id)
       select gen_random_uuid(), i.id, 'refugee', 'oau-1969', $2, i.office_id, i.id from registration.individual i where i.id = $1`,
      [spouse, desk.day(0)],
    )
    await desk.assessor.move(file.id, 'appeal', { appeal_filed_on: desk.day(1) })
    await desk.other.change(file.id, { appeal_reasons: 'Nothing new.' })
    await desk.other.move(file.id, 'decide-appeal', { appeal_outcome: 'upheld' })
    expect(await parts()).toMatchObject({ [child]: { refused_because: 'applicant-refused' } })
    expect(await desk.statusOf(child)).toBeNull()
    await desk.assessor.move(file.id, 'notify-appeal', { appeal_notified_on: desk.day(1) })
    await desk.assessor.move(file.id, 'close', { closed_because: 'final' })
    expect(await desk.statusOf(child)).toMatchObject({ status: 'not-of-concern' })
    expect(await desk.statusOf(spouse)).toMatchObject({ status: 'refugee', basis: 'oau-1969' })
  })

  test('of a refusal that is opened again asks for asylum again: everything is asked anew, and what was ruled stays', async () => {
    const { file, applicant, spouse, child, part, parts, assessed, refused } = await withFamily()
    await part(spouse, 'spouse')
    await part(child, 'child', { outcome: 'derivative-refused', refused_because: 'relation-not-shown' })
    await refused()
    await desk.notified(file.id)
    await desk.daysLater(90)
    await desk.assessor.move(file.id, 'close', { closed_because: 'final' })
    for (const one of [applicant, spouse])
      expect(await desk.statusOf(one)).toMatchObject({ status: 'not-of-concern', category: 'by-unhcr-individually' })
    const why = { reopened_because: 'new-evidence', reopened_remarks: 'A list of the burnt shops names his.' }
    await expect(desk.assessor.move(file.id, 'reopen', why)).rejects.toMatchObject({ code: 'not-allowed' })
    for (const lacking of ['reopened_because', 'reopened_remarks'])
      await expect(desk.other.move(file.id, 'reopen', { ...why, [lacking]: null })).rejects.toMatchObject({
        code: 'invalid',
      })
    const again = await desk.other.move(file.id, 'reopen', why)
    const nothing = { outcome: null, stands: null, notified_on: null, assessed_by: null, decided_by: null }
    expect(again).toMatchObject({ state: 'registered', ...nothing, ...why })
    for (const one of [applicant, spouse])
      expect(await desk.statusOf(one)).toEqual({ status: 'asylum-seeker', basis: null, category: null })
    expect(await desk.statusOf(child)).toMatchObject({ status: 'not-of-concern' })
    expect(await desk.markers(applicant)).toEqual([])
    expect(await parts()).toMatchObject({ [spouse]: { outcome: null }, [child]: { outcome: 'derivative-refused' } })
    const running = (await desk.rows('clock', file.id)).filter(({ status }) => status === 'running')
    expect(running).toMatchObject([{ name: 'hearing', started_at: desk.clock.now }])
    await assessed()
    await desk.reviewer.change(file.id, { ground: '1951-1a1' })
    await expect(desk.reviewer.move(file.id, 'decide', { outcome: 'recognised' })).rejects.toMatchObject(NOT_READY)
    await desk.reviewer.change(file.id, { reasons: 'Not believed again.' })
    await desk.reviewer.move(file.id, 'decide', { outcome: 'rejected' })
    expect((await desk.rows('ruling', file.id)).map(({ what, outcome }) => [what, outcome])).toEqual([
      ['decision', 'rejected'],
      ['final', 'rejected'],
      ['reopened', 'new-evidence'],
      ['decision', 'rejected'],
    ])
  })

  test('that comes later is decided by a second person, and has the status from that day', async () => {
    const { file, spouse, child, part, decides, assessed } = await withFamily()
    await part(spouse, 'spouse', { outcome: 'derivative-recognised' })
    await part(child, 'child', { outcome: 'own-file' })
    await assessed()
    await desk.reviewer.change(file.id, { ground: '1951-1a1' })
    await desk.reviewer.move(file.id, 'decide', { outcome: 'recognised' })
    const { people } = await desk.family()
    const late = people[2]!
    await expect(part(late, 'child', { outcome: 'derivative-recognised' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await part(late, 'child')
    await expect(decides(desk.assessor, late, { outcome: 'derivative-recognised' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(decides(desk.reviewer, late, { outcome: 'status-ended' })).rejects.toMatchObject({ code: 'invalid' })
    await decides(desk.reviewer, late, { outcome: 'derivative-recognised' })
    expect(await desk.statusOf(late)).toMatchObject({ status: 'refugee', basis: 'derivative' })
    await expect(decides(desk.reviewer, late, { outcome: 'derivative-refused' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(decides(desk.reviewer, spouse, { outcome: 'derivative-refused' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
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
