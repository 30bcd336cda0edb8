import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, daysAgo, GRANTED, type PracticeDesk, practiceDesk } from '../test/practiceDesk.ts'
import { carryOut } from './carryOut.ts'
import { caseOf } from './case.ts'
import { agree, decide, erase } from './decide.ts'
import { proposeErasure } from './queue.ts'

let desk: PracticeDesk
beforeAll(async () => {
  desk = await practiceDesk()
})
afterAll(() => desk.office.end())

const rows = async (text: string, values: readonly unknown[] = []) =>
  (await desk.office.owner.query(text, [...values])).rows
const put = (table: string, row: Readonly<Record<string, unknown>>) => {
  const columns = Object.keys(row)
  return rows(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  )
}
const left = async (id: string) => {
  await desk.supervisor.does(command('changeStatus'), {
    individualId: id,
    status: 'inactive',
    reason: 'no-contact',
    effectiveOn: daysAgo(0),
  })
}
const erased = async (id: string) => {
  const requestId = await desk.ask(id, { kind: 'erasure', erase: 'everything' })
  await desk.take(requestId)
  await desk.dpo.does(decide, { requestId, ...GRANTED })
  await desk.head.does(agree, { requestId, agree: true })
  await desk.dpo.does(erase, { requestId })
  return requestId
}

describe('an erasure of everything', () => {
  test('has a rule for each column of tracing and adjudication that names a person, and says what it has no rule for', async () => {
    const unruled = (await rows('select relation, about from data_protection.unruled()')) as { relation: string }[]
    expect(unruled.filter(({ relation }) => /^(tracing|adjudication)\./.test(relation))).toEqual([])
    await rows(`delete from data_protection.erasure_rule where relation = 'tracing.notice'`)
    const without = (await rows('select relation, about from data_protection.unruled()')) as { relation: string }[]
    expect(without.filter(each => !unruled.some(({ relation }) => relation === each.relation))).toEqual([
      { relation: 'tracing.notice', about: 'person' },
    ])
    await rows(
      `insert into data_protection.erasure_rule (place, relation, about, act, why) values (11, 'tracing.notice', 'person', 'remove', 'own-case')`,
    )
  })
  test('ends a search for relatives that was theirs, and leaves of another’s no word about them', async () => {
    const { members } = await desk.family()
    const [, seeker, , kept] = members.map(({ id }) => id)
    const office_id = desk.office.offices.DAD
    const sought = { relation: 'sibling', sought_sex: 'male', consents: '{search-here}', office_id }
    const [own, others, candidate] = [newId(), newId(), newId()]
    await put('tracing.request', { id: own, seeker, sought_name: 'Zubeyda Qorsho', ...sought })
    await put('tracing.other_name', {
      id: newId(),
      parent_id: own,
      root_id: own,
      office_id,
      name: { part: 'given', text: 'Zubey', script: 'Latn' },
      sequence: 1,
      kind: 'nickname',
    })
    await put('tracing.request', {
      id: others,
      seeker: kept,
      sought_name: 'Hassan Omar',
      proposed_match: seeker,
      ...sought,
    })
    await put('tracing.match_candidate', {
      id: candidate,
      parent_id: others,
      root_id: others,
      office_id,
      individual: seeker,
      judgement: 'proposed',
    })
    await put('tracing.match_candidate_protected', {
      id: candidate,
      root_id: others,
      office_id,
      change_ct: 'x',
      ruled_out_because: 'his scar is Qalanjo',
    })
    await left(seeker!)
    const requestId = await erased(seeker!)
    expect(await rows('select id from tracing.request order by id')).toEqual([{ id: others }])
    expect(await rows('select id from tracing.other_name')).toEqual([])
    expect(await rows('select individual, judgement from tracing.match_candidate')).toEqual([
      { individual: seeker, judgement: 'proposed' },
    ])
    expect(await rows('select id from tracing.match_candidate_protected')).toEqual([])
    const logged = await rows(
      'select record from change.entry where (root_id = $1 or row_id = $2) and (set is not null or ct is not null or salt is not null) and op <> $3',
      [own, candidate, 'delete'],
    )
    expect(logged).toEqual([])
    const { erasure } = await desk.dpo.asks<{ erasure: { remains: { kept: { relation: string; why: string }[] } } }>(
      caseOf,
      { requestId },
    )
    expect(erasure.remains.kept).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ relation: 'tracing.match_candidate', rows: 1, why: 'another-seeker' }),
      ]),
    )
  })
  test('leaves of a need no copy where it was referred, nobody among who is in cases, and no words of an emergency', async () => {
    const { members } = await desk.family()
    const [, gone] = members.map(({ id }) => id)
    const [need, referral, glass] = [newId(), newId(), newId()]
    const given = { found_by: 'protection', identified_on: daysAgo(3), office_id: desk.office.offices.DAD }
    await put('needs.need', { id: need, subject: gone, ...given })
    await put('cases.shared', {
      referral_id: referral,
      module: 'needs',
      case_id: need,
      content: '{"remarks": "a Qumbo"}',
    })
    const times = { opened_at: new Date(), ends_at: new Date(), review_due: new Date() }
    const why = { reason: 'medical', words: 'her Qumbo bleeds' }
    const opened = { id: glass, staff_id: desk.head.staffId, module: 'needs', case_id: need, ...why, ...times }
    await put('cases.glass', opened)
    expect(await rows('select from cases.person_in where individual = $1', [gone])).toHaveLength(1)
    expect(await rows('select from cases.marker where individual = $1', [gone])).toHaveLength(1)
    await left(gone!)
    await erased(gone!)
    expect(await rows('select from needs.need where id = $1', [need])).toEqual([])
    expect(await rows('select content from cases.shared where case_id = $1', [need])).toEqual([])
    expect(await rows('select from cases.person_in where individual = $1', [gone])).toEqual([])
    expect(await rows('select from cases.marker where individual = $1', [gone])).toEqual([])
    expect(await rows('select words, staff_id from cases.glass where id = $1', [glass])).toEqual([
      { words: '——————————', staff_id: desk.head.staffId },
    ])
    expect(await rows(`select from change.entry where row_id = $1 and set::text like '%Qumbo%'`, [glass])).toEqual([])
  })
  test('takes the words of adjudicators about two records, and keeps what they judged and a suspicion', async () => {
    const { members } = await desk.family()
    const [, gone, , other] = members.map(({ id }) => id)
    const office_id = desk.office.offices.DAD
    const [review, opinion, referral] = [newId(), newId(), newId()]
    await put('adjudication.review', {
      id: review,
      office_id,
      first: gone,
      second: other,
      found_by: 'officer',
      opened_at: new Date(),
      withdrawn_because: 'said Qurbaan',
    })
    await put('adjudication.opinion', {
      id: opinion,
      parent_id: review,
      root_id: review,
      office_id,
      verdict: 'different-people',
      seen: '{face}',
      reasons: 'a scar named Qurbaan',
      disclosed: true,
    })
    await put('adjudication.referral', {
      id: referral,
      office_id,
      review,
      kind: 'forged-papers',
      reason: 'the stamp',
      referred_at: new Date(),
      step: 'referred',
    })
    await left(gone!)
    await erased(gone!)
    expect(await rows('select verdict, reasons from adjudication.opinion')).toEqual([
      { verdict: 'different-people', reasons: '—' },
    ])
    expect(await rows('select withdrawn_because from adjudication.review')).toEqual([{ withdrawn_because: null }])
    expect(await rows('select reason from adjudication.referral')).toEqual([{ reason: 'the stamp' }])
  })
})

describe('a correction that was granted', () => {
  const asked = async () => {
    const { members } = await desk.family()
    const requestId = await desk.ask(members[3]!.id, { kind: 'correction' })
    const correction = {
      individualId: members[3]!.id,
      what: 'born',
      value: '2014-03',
      because: 'new-document',
      evidence: 'school card',
    }
    return { requestId, correction }
  }
  test('is carried out by two, and closes the request when the second has agreed', async () => {
    const { requestId, correction } = await asked()
    await desk.take(requestId)
    await expect(desk.officer.does(carryOut, { requestId, ...correction })).rejects.toMatchObject({
      code: 'wrong-state',
    })
    await desk.dpo.does(decide, { requestId, ...GRANTED })
    const { id } = await desk.officer.does<{ id: string }>(carryOut, { requestId, ...correction })
    expect(await desk.stored(requestId)).toMatchObject({ state: 'decided' })
    const agreed = { correctionId: id, agree: true }
    await expect(desk.officer.does(command('decideCorrection'), agreed)).rejects.toMatchObject({ code: 'not-allowed' })
    await desk.supervisor.does(command('decideCorrection'), agreed)
    expect(await desk.stored(requestId)).toMatchObject({ state: 'answered' })
    expect(await rows('select born from registration.individual where id = $1', [correction.individualId])).toEqual([
      { born: '2014-03' },
    ])
  })
  test('that the second person refuses leaves the request open', async () => {
    const { requestId, correction } = await asked()
    await desk.take(requestId)
    await desk.dpo.does(decide, { requestId, ...GRANTED })
    const { id } = await desk.officer.does<{ id: string }>(carryOut, { requestId, ...correction })
    await desk.supervisor.does(command('decideCorrection'), {
      correctionId: id,
      agree: false,
      because: 'the card is another child’s',
    })
    expect(await desk.stored(requestId)).toMatchObject({ state: 'decided' })
  })
  test('is about the person who asked', async () => {
    const { requestId, correction } = await asked()
    const { members } = await desk.family()
    await desk.take(requestId)
    await desk.dpo.does(decide, { requestId, ...GRANTED })
    const another = { requestId, ...correction, individualId: members[3]!.id }
    await expect(desk.officer.does(carryOut, another)).rejects.toMatchObject({ code: 'wrong-state' })
  })
})

test('a proposal of retention answers in the language the person was interviewed in', async () => {
  const { members } = await desk.family()
  const { id } = members[3]!
  await rows(`update registration.individual set interview_language = 'som' where id = $1`, [id])
  await left(id)
  const { requestId } = await desk.dpo.does<{ requestId: string }>(proposeErasure, {
    individualId: id,
    officeId: desk.office.offices.DAD,
    erase: 'everything',
  })
  expect(await rows('select language from data_protection.request where id = $1', [requestId])).toEqual([
    { language: 'som' },
  ])
})
