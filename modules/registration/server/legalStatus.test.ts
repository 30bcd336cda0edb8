import { asSession } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registration } from '../index.ts'
import { neededForLegalStatus } from '../legalStatus.ts'
import { recordLegalStatus } from './commands/recordLegalStatus.ts'
import { registerGroup } from './commands/registerGroup.ts'

let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
let individualId: string
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
  individualId = (await officer.does<Registered>(registerGroup, office.registering())).members[0]!.id
})
afterAll(() => office.end())

const effectiveOn = '2026-11-01'
const asylum = { status: 'asylum-seeker' }
const primaFacie = { status: 'refugee', basis: 'prima-facie', category: 'by-government-as-group' }
const decided = { status: 'refugee', basis: 'convention-1951', category: 'by-unhcr-individually' }
const record = (who: Colleague, status: object) => who.does(recordLegalStatus, { individualId, effectiveOn, ...status })

describe('a legal status', () => {
  test('that nobody decides on, or that was decided for a group, is written down by an officer', async () => {
    await record(officer, asylum)
    await record(officer, primaFacie)
  })
  test('that was decided on one person is written down by who approves', async () => {
    await expect(record(officer, decided)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await officer.previews(recordLegalStatus, { individualId, effectiveOn, ...decided })).toMatchObject([
      { label: 'registration.consequence.supervisor-needed', severity: 'blocks' },
      { label: 'registration.consequence.legal-status' },
    ])
    await record(supervisor, decided)
  })
  test('that was decided comes with its basis and with who decided', async () => {
    await expect(record(supervisor, { status: 'refugee' })).rejects.toMatchObject({
      details: { problems: [{ path: 'basis' }, { path: 'category' }] },
    })
    await expect(record(supervisor, { status: 'stateless' })).rejects.toMatchObject({
      details: { problems: [{ path: 'category' }] },
    })
    await expect(record(officer, { ...asylum, effectiveOn: '2999-01-01' })).rejects.toMatchObject({
      details: { problems: [{ path: 'effectiveOn' }] },
    })
  })
  test('is of a person of the officer’s own office', async () => {
    const stranger = await office.colleague('registration_supervisor', 'KAK')
    await expect(record(stranger, asylum)).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('the database and the program agree on who may write down which status, whatever SQL is run', async () => {
  const { status, basis, category } = registration.records.legal_status.fields
  const cases = status.codes.flatMap(each =>
    [null, basis.codes[0]!].flatMap(of =>
      [null, ...category.codes].flatMap(how =>
        [officer, supervisor].map(who => ({ who, status: each, basis: of, category: how })),
      ),
    ),
  )
  const wrong: string[] = []
  for (const { who, ...said } of cases) {
    const { needed, missing } = neededForLegalStatus(said)
    const may = missing.length === 0 && (needed === 'change' || who === supervisor)
    if ((await isWritten(who, said)) !== may) wrong.push(JSON.stringify({ ...said, may }))
  }
  expect(wrong).toEqual([])
}, 120_000)

const isWritten = (who: Colleague, { status, basis, category }: Parameters<typeof neededForLegalStatus>[0]) =>
  asSession(office.store, who.token, {}, tx =>
    sql`insert into registration.legal_status (id, parent_id, status, basis, category, effective_on)
      values (gen_random_uuid(), ${individualId}::uuid, ${status}, ${basis}, ${category}, ${effectiveOn})`.execute(tx),
  ).then(
    () => true,
    () => false,
  )
