import { openStore } from '@nansen/store'
import { type Colleague, FAMILY, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerGroup } from '../commands/registerGroup.ts'
import { confirmCorrect } from './confirmCorrect.ts'
import { type Quality, quality } from './quality.ts'
import { judgeWaiting, renewQuality, restAfter } from './qualityDuty.ts'
import { type QualityList, qualityList } from './qualityList.ts'
import { type QualityOf, qualityOf } from './qualityOf.ts'

const TODAY = '2026-11-22'
let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
let duty: ReturnType<typeof openStore>
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
  duty = openStore({ urls: { nansen_sync: office.database.urlOf('nansen_sync') } })
})
afterAll(async () => {
  await duty.close()
  await office.end()
})

const judgeAll = async () => {
  let judged = 0
  for (let round = await judgeWaiting(duty, TODAY); round > 0; round = await judgeWaiting(duty, TODAY)) judged += round
  return judged
}
const register = (members?: readonly object[]): Promise<Registered> =>
  officer.does(registerGroup, office.registering(members))
const findingsOf = async (id: string) =>
  (await officer.asks<QualityOf>(qualityOf, { individualId: id })).findings.map(({ rule }) => rule)
const alone = (born: string) => [{ relationship: 'PA', person: person('male', 'Yusuf Ali', { born: born as never }) }]

describe('a record that changes', () => {
  test('is noted in its own transaction and judged by the duty, with those who live with them', async () => {
    const { members } = await register()
    expect((await supervisor.asks<Quality>(quality, {})).waiting).toBeGreaterThan(0)
    await judgeAll()
    expect((await supervisor.asks<Quality>(quality, {})).waiting).toBe(0)
    expect(await findingsOf(members[0]!.id)).toContain('missing-photo')
    expect(await findingsOf(members[2]!.id)).not.toContain('missing-consent')
  })
  test('loses its finding when it is put right', async () => {
    const [who] = (await register(alone('1990-01-01'))).members
    await judgeAll()
    expect(await findingsOf(who!.id)).toContain('first-of-january')
    await office.owner.query('update registration.individual set born_estimated = true where id = $1', [who!.id])
    await judgeAll()
    expect(await findingsOf(who!.id)).not.toContain('first-of-january')
  })
  test('is looked at for what its papers, addresses and marriages lack or contradict', async () => {
    const beside = {
      document_held: [{ kind: 'PASSPORT', number: '??' }],
      address: [{ kind: 'CoO', country: 'SOM' }],
      marriage: [{ married_on: '1985' }],
    }
    const whole = [
      { ...alone('1990-03-02')[0]!, person: person('male', 'Yusuf Ali', { born: '1990-03-02' as never, ...beside }) },
    ]
    const [who] = (await register(whole)).members
    await judgeAll()
    expect(await findingsOf(who!.id)).toEqual(
      expect.arrayContaining(['paper-number-odd', 'address-without-place', 'married-before-birth']),
    )
    expect(await findingsOf(who!.id)).not.toContain('paper-without-number')
  })
  test('is not lost when the judging fails: the note is there for the next round', async () => {
    const [who] = (await register(alone('1980-01-01'))).members
    await office.owner.query('alter table registration.quality_finding rename to broken')
    await expect(judgeWaiting(duty, TODAY)).rejects.toThrow()
    await office.owner.query('alter table registration.broken rename to quality_finding')
    await judgeAll()
    expect(await findingsOf(who!.id)).toContain('first-of-january')
  })
  test('is judged anew when the rules are', async () => {
    await register(alone('1971'))
    await judgeAll()
    expect(await renewQuality(duty)).toBe(0)
    await office.owner.query(`update registration.quality set rules = 'older'`)
    expect(await renewQuality(duty)).toBeGreaterThan(0)
    await judgeAll()
    expect(await renewQuality(duty)).toBe(0)
  })
})

describe('the duty', () => {
  test('judges who was changed last before the many who wait', async () => {
    await judgeAll()
    const [who] = (await register(alone('1965-01-01'))).members
    await office.owner.query(
      `insert into registration.quality_due (root_id) select gen_random_uuid() from generate_series(1, 500)`,
    )
    await office.owner.query(`update registration.individual set born = '1965-01-02' where id = $1`, [who!.id])
    await judgeWaiting(duty, TODAY)
    expect((await office.owner.query('select from registration.quality where root_id = $1', [who!.id])).rowCount).toBe(
      1,
    )
    await judgeAll()
  })
  test('takes half of the time where nobody asks anything, and a small part beside requests', () => {
    expect(restAfter(40, 0.01)).toBe(40)
    expect(restAfter(40, 0.6)).toBe(960)
    expect(restAfter(400, 0.6)).toBe(3_000)
  })
})

describe('a finding that is right', () => {
  test('is confirmed with a reason, leaves the worklist, and comes back when its facts change', async () => {
    const [who] = (await register(alone('1970-01-01'))).members
    await judgeAll()
    const confirm = { individualId: who!.id, rule: 'first-of-january', because: 'Born on New Year’s Day, paper seen' }
    await expect(officer.does(confirmCorrect, { ...confirm, because: 'yes' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await officer.does(confirmCorrect, confirm)
    const listed = async () =>
      (await officer.asks<QualityList>(qualityList, { rule: 'first-of-january' })).rows.map(({ card }) => card.id)
    expect(await listed()).not.toContain(who!.id)
    await judgeAll()
    expect(await listed()).not.toContain(who!.id)
    const { findings } = await officer.asks<QualityOf>(qualityOf, { individualId: who!.id })
    expect(findings.find(({ rule }) => rule === 'first-of-january')).toMatchObject({
      confirmed: true,
      because: confirm.because,
    })
    await office.owner.query(`update registration.individual set born = '1971-01-01' where id = $1`, [who!.id])
    await judgeAll()
    expect(await listed()).toContain(who!.id)
  })
  test('is written down in the audit, and cannot be said of a finding that is not there', async () => {
    const [who] = (await register(alone('1969-01-01'))).members
    await judgeAll()
    const confirm = { individualId: who!.id, rule: 'first-of-january', because: 'Seen on the birth certificate' }
    await officer.does(confirmCorrect, confirm)
    const { rows } = await office.owner.query(
      `select count(*)::int as n from audit.entry where record = 'finding_confirmed' and action = 'create'`,
    )
    expect(rows[0].n).toBeGreaterThan(0)
    await expect(officer.does(confirmCorrect, confirm)).rejects.toMatchObject({ code: 'not-found' })
    await expect(officer.does(confirmCorrect, { ...confirm, rule: 'two-spouses' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('the figures', () => {
  test('count the people whom the asker may read, and nobody else’s', async () => {
    await register(FAMILY)
    await judgeAll()
    const there = await supervisor.asks<Quality>(quality, {})
    expect(there.people).toBeGreaterThan(3)
    expect(there.findings.find(({ rule }) => rule === 'missing-photo')?.people).toBe(there.people)
    const elsewhere = await office.colleague('registration_officer', 'KAK')
    expect(await elsewhere.asks<Quality>(quality, {})).toMatchObject({ people: 0, findings: [], levels: [] })
    expect(await elsewhere.asks<QualityList>(qualityList, { rule: 'missing-photo' })).toEqual({ rows: [], more: false })
  })
  test('leave out who is under a restriction, from the moment it is', async () => {
    const [who] = (await register(alone('1968'))).members
    await judgeAll()
    const before = (await supervisor.asks<Quality>(quality, {})).people
    await office.owner.query(
      `insert into auth.restriction_group (id, name) values ('00000000-0000-4000-8000-000000000001', 'few') on conflict do nothing`,
    )
    await office.owner.query(
      `update registration.individual set restriction_group = '00000000-0000-4000-8000-000000000001' where id = $1`,
      [who!.id],
    )
    expect((await supervisor.asks<Quality>(quality, {})).people).toBe(before - 1)
  })
  test('say how complete the records of each level are', async () => {
    const [emergency] = (await supervisor.asks<Quality>(quality, {})).levels
    expect(emergency).toMatchObject({ level: 'emergency' })
    expect(emergency!.answered).toBeLessThan(emergency!.asked)
    expect(emergency!.answered).toBeGreaterThan(0)
  })
  test('stay those of a count of everybody, whatever happens, and however often they are folded together', async () => {
    const counted = async () =>
      (
        await office.owner.query(`select
          (select count(*)::int from registration.quality where restriction_group is null) as people,
          (select sum(answered)::int from registration.quality where restriction_group is null) as answered,
          (select jsonb_object_agg(rule, n) from (select rule, count(*) as n from registration.quality_finding
            where not confirmed and restriction_group is null group by 1) f) as findings`)
      ).rows[0]
    const told = async () => {
      const { people, levels, findings } = await supervisor.asks<Quality>(quality, {})
      return {
        people,
        answered: levels.reduce((sum, level) => sum + level.answered, 0),
        findings: Object.fromEntries(findings.map(each => [each.rule, each.people])),
      }
    }
    const [who, other] = (await register(FAMILY)).members
    const [third] = (await register(alone('1967-01-01'))).members
    await judgeAll()
    expect(await told()).toEqual(await counted())
    const act = async (text: string, id: string) => {
      await office.owner.query(text, [id])
      await judgeAll()
      expect(await told()).toEqual(await counted())
    }
    await act(`update registration.individual set mother_name = 'Asha' where id = $1`, who!.id)
    await act(
      `update registration.individual set restriction_group = '00000000-0000-4000-8000-000000000001' where id = $1`,
      other!.id,
    )
    await act(`delete from registration.quality where root_id = $1`, third!.id)
    await act(`delete from registration.quality_finding where root_id = $1`, third!.id)
    await act(`update registration.quality_finding set confirmed = true where root_id = $1`, who!.id)
    await duty.pool('nansen_sync').query('select registration.quality_fold(0)')
    expect(await told()).toEqual(await counted())
    const { rows } = await office.owner.query('select count(*)::int as n from registration.quality_count')
    expect(rows[0].n).toBeLessThan(10)
  })
  test('count a person whom somebody reaches alone, and once', async () => {
    const [who] = (await register(alone('1966-01-01'))).members
    await judgeAll()
    const auditor = await office.colleague('auditor', 'KAK')
    expect((await auditor.asks<Quality>(quality, {})).people).toBe(0)
    const given = `insert into auth.case_access (id, staff_id, module, case_id, reason) values (gen_random_uuid(), $1, 'registration', $2, 'given')`
    await office.owner.query(given, [auditor.staffId, who!.id])
    const { people, findings } = await auditor.asks<Quality>(quality, {})
    expect(people).toBe(1)
    expect(findings).toContainEqual({ rule: 'first-of-january', severity: 'information', people: 1 })
  })
  test('count nobody for a reception clerk, who reads no records', async () => {
    const clerk = await office.colleague('reception_clerk', 'DAD')
    expect(await clerk.asks<Quality>(quality, {})).toMatchObject({ people: 0, findings: [], levels: [], offices: [] })
  })
})

test('the duty’s login reads no table of people, only what the rules look at', async () => {
  const asDuty = duty.pool('nansen_sync')
  await expect(asDuty.query('select * from registration.individual')).rejects.toThrow(/permission denied/)
  await expect(asDuty.query('select * from registration.name')).rejects.toThrow(/permission denied/)
  const { rows } = await office.owner.query('select id from registration.individual limit 1')
  const facts = await asDuty.query('select registration.quality_facts($1) as facts', [[rows[0].id]])
  expect(JSON.stringify(facts.rows[0].facts)).not.toMatch(/Amina|Yusuf|Hassan|DAD-/)
})
