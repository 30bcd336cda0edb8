import { asSession, changeRecord, createRecord, stepUp } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registration } from '../index.ts'
import { addMember } from './commands/addMember.ts'
import { requestCorrection } from './commands/corrections.ts'
import { mergeGroups } from './commands/mergeGroups.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { setPhoto } from './commands/setPhoto.ts'
import { answerTransfer, askTransfer } from './commands/transferGroup.ts'
import { group } from './queries/group.ts'
import { person as personPage } from './queries/person.ts'
import { type TransferWaiting, transfers } from './queries/transfers.ts'

let office: PracticeOffice
let officer: Colleague
let officerThere: Colleague
let sending: Colleague
let receiving: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  officerThere = await office.colleague('registration_officer', 'KAK')
  sending = await office.colleague('registration_supervisor', 'DAD')
  receiving = await office.colleague('registration_supervisor', 'KAK')
  for (const { token } of [sending, receiving]) await stepUp(office.store, token)
})
afterAll(() => office.end())

const because = 'they moved to the other camp'
const register = (): Promise<Registered> => officer.does(registerGroup, office.registering())
const ask = (groupId: string, who = sending): Promise<{ id: string }> =>
  who.does(askTransfer, { groupId, officeId: office.offices.KAK, because })
const answer = (transferId: string, said: string, who = receiving) =>
  who.does(answerTransfer, { transferId, answer: said, because })
const passed = async () => {
  const family = await register()
  const { id } = await ask(family.groupId)
  await answer(id, 'accepted')
  return family
}
const refusedWith = (name: string) => ({ details: { label: `registration.refusal.transfer-${name}` } })
const waitingFor = async (who: Colleague, number: string) => {
  const { transfers: all } = await who.asks<{ transfers: readonly TransferWaiting[] }>(transfers, {})
  return all.find(each => each.number === number)
}

describe('a family that moves to another office', () => {
  test('stays where it is until somebody there accepts', async () => {
    const family = await register()
    await ask(family.groupId)
    await officer.asks(group, { id: family.groupId })
    await expect(officerThere.asks(group, { id: family.groupId })).rejects.toMatchObject({ code: 'not-found' })
    expect(await waitingFor(receiving, family.number)).toMatchObject({ incoming: true, from_name: 'DAD', because })
    expect(await waitingFor(sending, family.number)).toMatchObject({ incoming: false })
    expect((await waitingFor(receiving, family.number))?.members.map(({ card }) => card?.readable)).toEqual(
      Array(4).fill(false),
    )
  })
  test('passes with everybody and everything when it is accepted; who hands it over keeps a summary', async () => {
    const family = await register()
    const { id: individualId } = family.members[0]!
    const asked = { individualId, what: 'born', value: '1991', because: 'new-document', evidence: 'a passport' }
    await officer.does(requestCorrection, asked)
    const { id } = await ask(family.groupId)
    await answer(id, 'accepted')
    await expect(officer.asks(group, { id: family.groupId })).rejects.toMatchObject({ code: 'not-found' })
    expect(await officer.asks(personPage, { id: individualId })).toMatchObject({
      card: { office: 'KAK', readable: false },
      individual: null,
      facts: null,
    })
    const there = await officerThere.asks<{ facts: Record<string, readonly object[]> }>(personPage, {
      id: individualId,
    })
    expect(there).toMatchObject({ card: { office: 'KAK', readable: true }, group: { number: family.number } })
    expect(there.facts.correction_request).toHaveLength(1)
    expect(await left(family)).toEqual([])
  })
  test('is accepted there, by another than asked, once', async () => {
    const family = await register()
    const { id } = await ask(family.groupId)
    await expect(answer(id, 'accepted', sending)).rejects.toMatchObject({ code: 'not-found' })
    await expect(answer(id, 'accepted', officerThere)).rejects.toMatchObject({ code: 'not-allowed' })
    const outcomes = await Promise.allSettled([answer(id, 'accepted'), answer(id, 'accepted')])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(answer(id, 'refused')).rejects.toMatchObject(refusedWith('answered'))
  })
  test('is not accepted by who asked, even where they have both offices', async () => {
    const family = await register()
    await office.owner.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values (gen_random_uuid(), $1, 'registration_supervisor', $2, '2020-01-01', true)`,
      [receiving.staffId, office.offices.DAD],
    )
    const { id } = await ask(family.groupId, receiving)
    await expect(answer(id, 'accepted')).rejects.toMatchObject(refusedWith('own'))
    await office.owner.query('update auth.assignment set ended_at = now() where staff_id = $1 and office_id = $2', [
      receiving.staffId,
      office.offices.DAD,
    ])
  })
  test('stays when it is refused or withdrawn, and can be asked for again', async () => {
    const family = await register()
    const first = await ask(family.groupId)
    await expect(ask(family.groupId)).rejects.toMatchObject(refusedWith('waiting'))
    await answer(first.id, 'refused')
    const second = await ask(family.groupId)
    await expect(answer(second.id, 'withdrawn')).rejects.toMatchObject({ code: 'not-found' })
    await answer(second.id, 'withdrawn', sending)
    await officer.asks(group, { id: family.groupId })
    expect(await waitingFor(sending, family.number)).toBeUndefined()
  })
  test('says before it is asked for how many lose sight of it, and changes nothing by saying so', async () => {
    const family = await register()
    const said = await sending.previews(askTransfer, { groupId: family.groupId, officeId: office.offices.KAK, because })
    expect(said).toMatchObject([
      { label: 'registration.consequence.transfer-waits' },
      { label: 'registration.consequence.transfer-losing', values: { losing: 2 } },
      { label: 'registration.consequence.transfer-gaining', values: { gaining: 2 } },
      { label: 'registration.consequence.transfer-summary' },
    ])
    expect(await waitingFor(sending, family.number)).toBeUndefined()
  })
  test('is asked for by who may hand over and has confirmed, for a family of theirs, to an office that is another', async () => {
    const family = await register()
    await expect(ask(family.groupId, officer)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(ask(family.groupId, receiving)).rejects.toMatchObject({ code: 'not-found' })
    const head = await office.colleague('head_of_office', 'DAD')
    await expect(ask(family.groupId, head)).rejects.toMatchObject({ code: 'step-up-needed' })
    const here = { groupId: family.groupId, officeId: office.offices.DAD, because }
    await expect(sending.does(askTransfer, here)).rejects.toMatchObject(refusedWith('same-office'))
    const partner = await officeOfAnother()
    await expect(sending.does(askTransfer, { ...here, officeId: partner })).rejects.toMatchObject(
      refusedWith('other-organisation'),
    )
    await stepUp(office.store, head.token)
    await ask(family.groupId, head)
  })
  test('is not merged while it is on its way', async () => {
    const [one, two] = [await register(), await register()]
    await ask(two.groupId)
    const relationships = Object.fromEntries(two.members.map(({ id }, at) => [id, at % 2 === 0 ? 'UKF' : 'UKM']))
    const merge = { fromGroupId: two.groupId, intoGroupId: one.groupId, relationships, because }
    await expect(sending.does(mergeGroups, merge)).rejects.toMatchObject({
      details: { label: 'registration.refusal.transfer-waits' },
    })
  })
  test('has its whole way in its history, which goes with it', async () => {
    const family = await passed()
    const { rows } = await office.owner.query(
      `select e.record, e.op, e.fields from change.entry e where e.root_id = $1 and (e.record = 'transfer' or 'office_id' = any (e.fields)) order by e.seq`,
      [family.groupId],
    )
    expect(rows.map(({ record, op, fields }) => `${record} ${op} ${fields.includes('office_id')}`)).toEqual([
      'registration_group insert true',
      'transfer insert false',
      'transfer update false',
      'registration_group update true',
    ])
  })
})

describe('a transfer and somebody who is writing at that moment', () => {
  const phone = (who: Colleague, parent_id: string, number: string) =>
    asSession(office.store, who.token, {}, (tx, asking) =>
      createRecord(tx, asking, registration, 'phone', { parent_id, number, safe: 'call' }),
    )
  test('a telephone added in the same instant goes with the person', async () => {
    for (let round = 0; round < 5; round++) {
      const family = await register()
      const { id } = await ask(family.groupId)
      const who = family.members[round % 4]!.id
      await Promise.allSettled([
        answer(id, 'accepted'),
        phone(officer, who, '+254700000001'),
        phone(officer, who, '+254700000002'),
      ])
      expect(await left(family), `round ${round}`).toEqual([])
    }
  })
  test('what was written before it is accepted goes along, however late it is saved', async () => {
    const family = await register()
    const { id } = await ask(family.groupId)
    const parent_id = family.members[0]!.id
    const { accepted, written } = await asSession(office.store, officer.token, {}, async (tx, asking) => {
      const values = { parent_id, number: '+254700000003', safe: 'call' }
      await createRecord(tx, asking, registration, 'phone', values)
      const accepting = answer(id, 'accepted')
      await waits()
      return { accepted: accepting, written: true }
    })
    await accepted
    expect(written).toBe(true)
    expect(await left(family)).toEqual([])
    const { rows } = await office.owner.query('select office_id from registration.phone where parent_id = $1', [
      parent_id,
    ])
    expect(rows).toEqual([{ office_id: office.offices.KAK }])
  })
  test('what is begun while it passes does not stay behind: it is refused, and can be written at the new office', async () => {
    const family = await register()
    const { id } = await ask(family.groupId)
    const who = family.members[2]!.id
    const { late } = await asSession(office.store, receiving.token, {}, async tx => {
      await sql`select registration.answer_transfer(${id}::uuid, 'accepted', ${because})`.execute(tx)
      const writing = phone(officer, who, '+254700000005').catch((error: { code: string }) => error.code)
      await waits()
      return { late: writing }
    })
    expect(await late).toBe('not-allowed')
    expect(await left(family)).toEqual([])
    await phone(officerThere, who, '+254700000005')
  })
  test('what is written after it, by who had the page open, is refused and nothing is lost of the other', async () => {
    const family = await passed()
    const { id } = family.members[0]!
    const late = asSession(office.store, officer.token, {}, (tx, asking) =>
      changeRecord(tx, asking, registration, 'individual', id, 1, { birth_town: 'Baidoa' }),
    )
    await expect(late).rejects.toMatchObject({ code: 'not-found' })
    await expect(phone(officer, id, '+254700000004')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(officer.does(setPhoto, { individualId: id, attachmentId: id })).rejects.toMatchObject({
      code: 'not-found',
    })
    const child = { groupId: family.groupId, relationship: 'SON', person: person('male', 'Nur Hassan') }
    await expect(officer.does(addMember, child)).rejects.toMatchObject({ code: 'not-found' })
    await officerThere.does(addMember, child)
  })
  test('nobody makes, answers or moves a transfer by SQL of their own', async () => {
    const family = await register()
    const { id } = await ask(family.groupId)
    const runs = (who: Colleague, text: ReturnType<typeof sql>) =>
      asSession(office.store, who.token, {}, tx => text.execute(tx))
    await expect(
      runs(sending, sql`update registration.transfer set answer = 'accepted' where id = ${id}::uuid`),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(
      runs(sending, sql`update registration.registration_group set office_id = ${office.offices.KAK}::uuid`),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    const members = await runs(officer, sql`select * from registration.transfer_members(${id}::uuid)`)
    expect(members.rows).toEqual([])
  })
})

/** Long enough for the other transaction to come to the row and wait; ms. */
const waits = () => new Promise(resolve => setTimeout(resolve, 300))

async function officeOfAnother(): Promise<string> {
  const { rows } = await office.owner.query(
    `with o as (insert into auth.organisation (id, name, kind) values (gen_random_uuid(), 'Partner', 'ngo') returning id)
     insert into auth.office (id, code, name, country, organisation_id)
     select gen_random_uuid(), 'PRT', 'PRT', 'KEN', id from o returning id`,
  )
  return rows[0].id
}

/** Rows of a family, of its people and of what hangs on either that are not at the receiving office. */
async function left(family: Registered): Promise<readonly string[]> {
  const tables = await office.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'root_id'
     join pg_attribute o on o.attrelid = c.oid and o.attname = 'office_id'
     where c.relnamespace = 'registration'::regnamespace and c.relkind = 'r'`,
  )
  const roots = [family.groupId, ...family.members.map(({ id }) => id)]
  const found: string[] = []
  for (const name of ['individual', 'registration_group', ...tables.rows.map(row => row.name)]) {
    const root = ['individual', 'registration_group'].includes(name) ? 'id' : 'root_id'
    const { rows } = await office.owner.query(
      `select count(*)::int as n from registration.${name} where ${root} = any ($1) and office_id <> $2`,
      [roots, office.offices.KAK],
    )
    if (rows[0].n > 0) found.push(`${name}: ${rows[0].n}`)
  }
  return found
}
