import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RsdDesk, rsdDesk } from '../test/rsdDesk.ts'
import { server } from './index.ts'

let desk: RsdDesk
beforeAll(async () => {
  desk = await rsdDesk()
}, 120_000)
afterAll(() => desk.office.end())
beforeEach(() => desk.backToToday())

const NOT_READY = { code: 'wrong-state', details: { reason: 'not-ready' } }
const command = (name: string) => server.commands.find(each => each.name === `rsd.${name}`)!

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

describe('a member of the family with reasons of their own', () => {
  test('gets a file of their own, which no letter of the other tells of', async () => {
    const { people } = await desk.family()
    const [applicant, spouse] = people as [string, string]
    const file = await desk.open(applicant)
    const claim = await desk.assessor.add('claim', {
      parent_id: file.id,
      individual: spouse,
      relation: 'spouse',
      kind: 'by-family',
    })
    const { fileId } = await desk.assessor.colleague.does<{ fileId: string }>(command('openOwnClaim'), {
      claimId: claim.id,
    })
    expect(await desk.assessor.get(fileId)).toMatchObject({ subject: spouse, state: 'registered', authority: 'unhcr' })
    expect(await desk.rows('link', file.id)).toMatchObject([{ kind: 'own-claim', to_case: fileId }])
    expect(await desk.rows('link', fileId)).toMatchObject([{ kind: 'own-claim', to_case: file.id }])
    await expect(desk.assessor.colleague.does(command('openOwnClaim'), { claimId: claim.id })).rejects.toMatchObject({
      code: 'wrong-state',
    })
    await expect(
      desk.assessor.changeChild('claim', claim.id, { outcome: 'derivative-recognised' }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a file', () => {
  test('is given to an officer of the government by who may hand it on, with a reason', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!)
    const given = { fileId: file.id, staffId: desk.government.staffId, reason: 'Their mandate since March.' }
    await expect(desk.assessor.colleague.does(command('giveFile'), given)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(
      desk.reviewer.colleague.does(command('giveFile'), { ...given, staffId: desk.partner.staffId }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await expect(desk.government.get(file.id)).rejects.toMatchObject({ code: 'not-found' })
    await desk.reviewer.colleague.does(command('giveFile'), given)
    expect((await desk.government.get(file.id)).id).toBe(file.id)
    const who = { fileId: file.id }
    await expect(desk.assessor.colleague.asks(server.queries[0]!, who)).rejects.toMatchObject({ code: 'not-found' })
    const left = `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding, ended_at)
      select gen_random_uuid(), staff_id, 'government_rsd_officer', office_id, valid_from, true, now() from auth.assignment where staff_id = $1`
    await desk.office.owner.query(left, [desk.partner.staffId])
    const { officials } = await desk.reviewer.colleague.asks<{ officials: object[] }>(server.queries[0]!, who)
    expect(officials).toMatchObject([{ staffId: desk.government.staffId, has: true }])
  })
})

describe('a modality', () => {
  const summary = { claim_summary: 'Fled a war.', exclusion_trigger: 'no', recommendation: 'recognised' }
  const waits = async (fileId: string, move: string) => (await desk.blocks(fileId, move)).map(({ rule }) => rule)
  const runs = async (fileId: string, name: string) => {
    const clock = (await desk.rows('clock', fileId)).find(each => each.name === name && each.status === 'running')!
    return Math.round((clock.due_at - clock.started_at) / 86_400_000)
  }

  test('that is accelerated has every step of its own sooner, as soon as it is chosen, and leaves the appeal its days', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!)
    expect(await runs(file.id, 'hearing')).toBeGreaterThan(175)
    for (const [patch, pace, atMost] of [
      [{ priority: 'detention' }, 'urgent', 33],
      [{ complexity: 'complex' }, 'urgent-complex', 33],
      [{ modality: 'accelerated' }, 'accelerated', 23],
    ] as const) {
      expect(await desk.assessor.change(file.id, patch)).toMatchObject({ pace })
      expect(await runs(file.id, 'hearing')).toBeLessThan(atMost)
    }
    await desk.heard(file.id, people[0]!)
    expect(await runs(file.id, 'decision')).toBeLessThan(23)
    await desk.assessor.change(file.id, { modality: 'regular' })
    expect(await runs(file.id, 'decision')).toBeGreaterThan(55)
    await desk.assessor.change(file.id, { modality: 'accelerated' })
    await desk.written(file.id)
    await desk.assessor.move(file.id, 'assess')
    await expect(desk.assessor.move(file.id, 'endorse')).rejects.toMatchObject({ code: 'not-allowed' })
    await desk.reviewer.move(file.id, 'endorse')
    await desk.reviewer.change(file.id, { reason_categories: ['not-related'], reasons: 'Came to study.' })
    await desk.reviewer.move(file.id, 'decide', { outcome: 'rejected' })
    expect(await runs(file.id, 'notification')).toBeLessThan(8)
    await desk.notified(file.id)
    expect(await runs(file.id, 'appeal')).toBeGreaterThanOrEqual(30)
    await desk.assessor.move(file.id, 'appeal', { appeal_filed_on: desk.day(1) })
    expect(await runs(file.id, 'appeal-decision')).toBeLessThan(33)
  })

  test('that is simplified recognises by a summary, and refuses by facts and an analysis; so does one that it becomes later', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!, { modality: 'simplified' })
    await desk.heard(file.id, people[0]!)
    expect(await waits(file.id, 'assess')).toEqual(['assessment-written'])
    await desk.assessor.change(file.id, summary)
    await desk.assessor.move(file.id, 'assess')
    await desk.reviewer.move(file.id, 'endorse')
    const reasons = { reason_categories: ['not-related'], reasons: 'Came to study.' }
    await desk.reviewer.change(file.id, { ground: 'oau-1-2', ...reasons })
    const decide = (outcome: string) => desk.reviewer.move(file.id, 'decide', { outcome })
    await expect(decide('rejected')).rejects.toMatchObject(NOT_READY)
    await desk.reviewer.change(file.id, { modality: 'regular' })
    expect(await waits(file.id, 'decide')).toEqual(['some-fact', 'analysis-written'])
    await expect(decide('recognised')).rejects.toMatchObject(NOT_READY)
    await desk.reviewer.change(file.id, { modality: 'simplified' })
    expect(await decide('recognised')).toMatchObject({ stands: 'recognised' })
    const another = await desk.open(people[1]!)
    await desk.heard(another.id, people[1]!)
    await desk.assessor.change(another.id, summary)
    expect(await waits(another.id, 'assess')).toEqual(['some-fact', 'analysis-written'])
  })

  test('that is merged asks the application with the interview, and of resettlement what a submission tells', async () => {
    const { people } = await desk.family()
    const file = await desk.open(people[0]!, { modality: 'merged-registration' })
    await desk.interview(file.id, people[0]!, { status: 'planned' })
    await desk.assessor.move(file.id, 'schedule')
    await desk.interview(file.id, people[0]!, { status: 'held', held_on: desk.day(0) })
    expect(await waits(file.id, 'hear')).toEqual(['application'])
    await desk.apply(file.id, people[0]!)
    await desk.assessor.move(file.id, 'hear')
    const merged = await desk.open(people[1]!, { modality: 'merged-resettlement' })
    expect(await waits(merged.id, 'schedule')).toContain('application')
    await desk.heard(merged.id, people[1]!)
    await desk.written(merged.id)
    expect(await waits(merged.id, 'assess')).toEqual(['submission-written'])
    const told = { agents: ['state'], likelihood: 'reasonable-degree', state_protection: 'not-available' }
    await desk.assessor.change(merged.id, { ...told, relocation: 'not-reasonable' })
    expect((await desk.assessor.move(merged.id, 'assess')).state).toBe('assessed')
  })
})

describe('a letter', () => {
  test.each(['en', 'fr', 'ar', 'es'])(
    'tells in %s when one is heard, what was decided and what came of the appeal',
    async language => {
      const { people } = await desk.family()
      const print = (fileId: string, name: string) =>
        desk.assessor.colleague.does<{ file: string; sha256: string }>(command(name), { fileId, language })
      const planned = await desk.open(people[1]!)
      await expect(print(planned.id, 'appointment')).rejects.toMatchObject({ code: 'wrong-state' })
      await desk.interview(planned.id, people[1]!, { status: 'planned', place: 'Room 4' })
      const file = await desk.refused(people[0]!)
      await expect(print(file.id, 'appealDecision')).rejects.toMatchObject({ code: 'wrong-state' })
      const [appointment, notification] = [await print(planned.id, 'appointment'), await print(file.id, 'notification')]
      await desk.assessor.move(file.id, 'appeal', { appeal_filed_on: desk.day(1) })
      await desk.other.change(file.id, { appeal_reasons: 'Nothing new was said.' })
      await desk.other.move(file.id, 'decide-appeal', { appeal_outcome: 'upheld' })
      const appeal = await print(file.id, 'appealDecision')
      for (const { sha256 } of [appointment, notification, appeal]) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      await expect(
        desk.clerk.colleague.does(command('notification'), { fileId: file.id, language }),
      ).rejects.toMatchObject({
        code: 'not-allowed',
      })
    },
  )
})
