import { registration } from '@nansen/registration'
import { createRecord, getAttachment } from '@nansen/store'
import type { Colleague } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, daysAgo, GRANTED, type PracticeDesk, practiceDesk } from '../test/practiceDesk.ts'
import { receipt, withdrawConsent } from './consents.ts'
import { agree, decide, erase, extend, lift } from './decide.ts'
import { setFigure } from './figures.ts'
import { extract } from './letters/extract.ts'
import { queue } from './queue.ts'
import { CLASSES } from './register.ts'

let desk: PracticeDesk
beforeAll(async () => {
  desk = await practiceDesk()
})
afterAll(() => desk.office.end())

describe('the clock of a request', () => {
  test('runs thirty days from the day it was received, and is put off once, with a reason', async () => {
    const [person] = (await desk.family()).members
    const id = await desk.ask(person!.id, { kind: 'access', received_on: daysAgo(10) })
    const dueOn = new Date(Date.parse(daysAgo(10)) + 30 * 86_400_000).toISOString().slice(0, 10)
    expect(await desk.stored(id)).toMatchObject({ due_on: dueOn })
    const later = await desk.dpo.does<{ dueOn: string }>(extend, {
      requestId: id,
      because: 'Papers are in another office',
    })
    expect(Date.parse(later.dueOn) - Date.parse(dueOn)).toBe(30 * 86_400_000)
    await expect(desk.dpo.does(extend, { requestId: id, because: 'Again' })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })
  test('follows the figure of the operation, once it decides one', async () => {
    const officeId = desk.office.offices.DAD
    const figure = {
      officeId,
      country: 'KEN',
      figure: 'answer-within',
      amount: 21,
      unit: 'days',
      because: 'National law',
    }
    await expect(desk.officer.does(setFigure, figure)).rejects.toMatchObject({ code: 'not-allowed' })
    await desk.dpo.does(setFigure, figure)
    const [person] = (await desk.family()).members
    const id = await desk.ask(person!.id, { kind: 'objection' })
    const { due_on, received_on } = await desk.stored(id)
    expect((Date.parse(due_on) - Date.parse(received_on)) / 86_400_000).toBe(21)
  })
  test('shows what is overdue first', async () => {
    const [person] = (await desk.family()).members
    const id = await desk.ask(person!.id, { kind: 'correction', received_on: daysAgo(90) })
    const { overdue, waiting } = await desk.dpo.asks<{ overdue: number; waiting: { id: string; overdue: boolean }[] }>(
      queue,
      {},
    )
    expect(waiting[0]).toMatchObject({ id, overdue: true })
    expect(overdue).toBe(1)
  })
})

describe('a restriction', () => {
  test('stops the named uses in the database until it is lifted', async () => {
    const { groupId, members } = await desk.family()
    const id = await desk.ask(members[1]!.id, { kind: 'restriction', uses: ['papers'] })
    await desk.take(id)
    await expect(desk.officer.does(decide, { requestId: id, ...GRANTED })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await desk.dpo.does(decide, { requestId: id, ...GRANTED })
    const print = () => desk.officer.does(command('certificate'), { groupId, language: 'en' })
    await expect(print()).rejects.toMatchObject({ code: 'not-allowed' })
    const { rows } = await desk.office.owner.query('select id from data_protection.limitation where request = $1', [id])
    await desk.dpo.does(lift, { limitationId: rows[0].id, because: 'Corrected' })
    await print()
  })
})

const consented = async (person: string) =>
  (
    await desk.as(desk.officer, (tx, asking) =>
      createRecord(tx, asking, registration, 'consent', {
        parent_id: person,
        purpose: 'assistance',
        recipient: 'partner-organisation',
        recipient_name: 'Red Lantern',
        agreed: true,
        given_by: 'person',
        language: 'som',
        interpreted: false,
        decided_on: daysAgo(0),
      }),
    )
  ).id
const textOf = async (who: Colleague, file: string) =>
  desk.as(who, async (tx, asking) => (await getAttachment(tx, asking, file)).bytes.subarray(0, 5).toString())

describe('a consent', () => {
  test('has a receipt, and is taken back by a new fact', async () => {
    const person = (await desk.family()).members[0]!.id
    const consentId = await consented(person)
    const { file } = await desk.officer.does<{ file: string }>(receipt, { consentId, language: 'ar' })
    expect(await textOf(desk.officer, file)).toBe('%PDF-')
    const taken = await desk.officer.does<{ consentId: string }>(withdrawConsent, { consentId, givenBy: 'person' })
    const { rows } = await desk.office.owner.query(
      'select agreed from registration.consent where root_id = $1 order by created_at',
      [person],
    )
    expect(rows).toEqual([{ agreed: true }, { agreed: false }])
    await expect(
      desk.officer.does(withdrawConsent, { consentId: taken.consentId, givenBy: 'person' }),
    ).rejects.toMatchObject({ code: 'wrong-state' })
  })
})

describe('an extract', () => {
  test('is agreed record by record: what the register shows and what the database hands out are the same', async () => {
    const { rows } = await desk.office.owner.query(
      "select module || '.' || record as place from data_protection.subject_record order by 1",
    )
    const shown = CLASSES.filter(each => each.extract === 'shown' && each.about !== null).map(
      each => `${each.module}.${each.record}`,
    )
    expect(rows.map(({ place }) => place)).toEqual([...new Set(shown)].toSorted())
  })
  test('is printed by the data protection officer alone, and kept where only they open it', async () => {
    const person = (await desk.family()).members[0]!.id
    const id = await desk.ask(person, { kind: 'access' })
    await expect(desk.dpo.does(extract, { requestId: id, language: 'en' })).rejects.toMatchObject({ code: 'not-found' })
    await desk.take(id)
    await expect(desk.officer.does(extract, { requestId: id, language: 'en' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const { file, sha256 } = await desk.dpo.does<{ file: string; sha256: string }>(extract, {
      requestId: id,
      language: 'en',
    })
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await textOf(desk.dpo, file)).toBe('%PDF-')
    await expect(textOf(desk.officer, file)).rejects.toMatchObject({ code: 'not-found' })
  })
  test('asks the database for no record that was not agreed, and of nobody who did not ask', async () => {
    const person = (await desk.family()).members[0]!.id
    const id = await desk.ask(person, { kind: 'access' })
    await desk.take(id)
    const held = (request: string, module: string, record: string) =>
      desk.as(desk.dpo, tx => sql`select data_protection.held(${request}, ${module}, ${record})`.execute(tx))
    expect((await held(id, 'registration', 'individual')).rows).toHaveLength(1)
    await expect(held(id, 'adjudication', 'opinion')).rejects.toMatchObject({ code: 'not-found' })
    const other = await desk.ask(person, { kind: 'objection' })
    await desk.take(other)
    await expect(held(other, 'registration', 'individual')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('whose record another operation keeps', () => {
  const goes = (person: string, office: string) =>
    desk.office.owner.query('update registration.individual set office_id = $2 where id = $1', [person, office])
  let abroad: string
  beforeAll(async () => {
    abroad = crypto.randomUUID()
    await desk.office.owner.query(`insert into auth.country values ('JOR', '{"en": "Jordan"}')`)
    await desk.office.owner.query(
      `insert into auth.office (id, code, name, country, organisation_id) select $1, 'AMM', 'Amman', 'JOR', id from auth.organisation`,
      [abroad],
    )
  })

  test('asks there: by their card alone nobody gets all that is held about them printed or erased', async () => {
    const person = (await desk.family()).members[0]!.id
    await goes(person, abroad)
    for (const more of [{ kind: 'access' }, { kind: 'erasure', erase: 'everything' }])
      await expect(desk.ask(person, more)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is not printed or erased by where they were, once their record has gone', async () => {
    const person = (await desk.family()).members[0]!.id
    const home = desk.office.offices.DAD
    const access = await desk.ask(person, { kind: 'access' })
    const erasure = await desk.ask(person, { kind: 'erasure', erase: 'biometrics' })
    for (const id of [access, erasure]) await desk.take(id)
    await desk.dpo.does(decide, { requestId: erasure, ...GRANTED })
    await desk.head.does(agree, { requestId: erasure, agree: true })
    const held = () =>
      desk.as(desk.dpo, tx => sql`select data_protection.held(${access}, 'registration', 'individual')`.execute(tx))
    await goes(person, abroad)
    await expect(held()).rejects.toMatchObject({ code: 'not-found' })
    await expect(desk.dpo.does(erase, { requestId: erasure })).rejects.toMatchObject({ code: 'not-found' })
    await goes(person, home)
    expect((await held()).rows).toHaveLength(1)
    await desk.dpo.does(erase, { requestId: erasure })
  })
})
