import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaints } from '../index.ts'

let office: PracticeOffice
let clerk: Colleague
let sami: Colleague
let dina: Colleague
let victor: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  const joins = async (role: Role, name: string) => {
    const colleague = await office.colleague(role, 'DAD')
    await office.owner.query('update auth.staff set display_name = $2 where id = $1', [colleague.staffId, name])
    return colleague
  }
  clerk = await joins('reception_clerk', 'Hassan Noor')
  sami = await joins('protection_officer', 'Sami Darwish')
  dina = await joins('protection_officer', 'Dina Mansour')
  victor = await joins('fraud_focal_point', 'Victor Ochieng')
  await joins('head_of_office', 'Catherine Bell')
})
afterAll(() => office.end())

const now = new Date('2026-11-02T09:00:00Z')
const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>(), now: () => now }, work)
const taken = async (values: object) =>
  (
    await as(clerk, (tx, asking) =>
      createRecord(tx, asking, complaints, 'complaint', {
        received_on: '2026-11-02',
        channel: 'desk',
        anonymous: false,
        category: 'negative-feedback',
        about_whom: 'nobody',
        account: 'Waited four days.',
        ...values,
      } as never),
    )
  ).id
const change = (id: string, patch: object, who: Colleague) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, complaints, 'complaint', id)
    return changeRecord(tx, asking, complaints, 'complaint', id, version, patch as never)
  })

describe('whom a restriction hides', () => {
  const hidden = async (who: readonly Colleague[]) => {
    const group = newId()
    await office.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'a shelter')`, [group])
    for (const { staffId } of who)
      await office.owner.query('insert into auth.restriction_group_member (group_id, staff_id) values ($1, $2)', [
        group,
        staffId,
      ])
    const registers = await office.colleague('registration_officer', 'DAD')
    const register = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!
    const subject = (await registers.does<Registered>(register, office.registering())).members[0]!.id
    await office.owner.query('update registration.individual set restriction_group = $2 where id = $1', [
      subject,
      group,
    ])
    const members = async () =>
      (
        await office.owner.query('select staff_id from auth.restriction_group_member where group_id = $1', [group])
      ).rows.map(({ staff_id }) => staff_id)
    return { group, subject, members }
  }
  const notesOf = (id: string) => (who: Colleague) =>
    as(who, async tx => (await sql`select from complaints.note where root_id = ${id}`.execute(tx)).rows.length)

  test('is hidden in what they complain of, and nobody joins or leaves who may know of them because of it', async () => {
    const { subject, members } = await hidden([clerk, dina])
    const id = await taken({ subject })
    await as(dina, (tx, asking) =>
      createRecord(tx, asking, complaints, 'note', {
        parent_id: id,
        level: 'ordinary',
        text: 'She hides there.',
      } as never),
    )
    const notes = notesOf(id)
    expect([await notes(dina), await notes(sami)]).toEqual([1, 0])
    await office.colleague('protection_officer', 'DAD')
    await office.owner.query('update auth.assignment set team = $2 where staff_id = $1', [victor.staffId, 'two'])
    expect((await members()).toSorted()).toEqual([clerk.staffId, dina.staffId].toSorted())
    expect([await notes(dina), await notes(sami)]).toEqual([1, 0])
    await change(id, { about_whom: 'colleague', about_name: 'Catherine Bell' }, dina)
    expect((await members()).toSorted()).toEqual([clerk.staffId, dina.staffId].toSorted())
    expect([await notes(dina), await notes(sami)]).toEqual([1, 0])
  })

  test('is hidden in a complaint with a circle of its own, which is narrowed and never emptied', async () => {
    const { subject, members } = await hidden([dina])
    const id = await taken({ about_whom: 'colleague', about_name: 'Catherine Bell', complainant_name: 'A woman' })
    const inCircle = async () =>
      (
        await office.owner.query(
          `select m.staff_id from auth.restriction_group_member m join complaints.circle x on x.group_id = m.group_id where x.complaint = $1`,
          [id],
        )
      ).rows.map(({ staff_id }) => staff_id)
    expect(await inCircle()).toEqual(expect.arrayContaining([sami.staffId, dina.staffId]))
    await office.owner.query('update complaints.complaint set subject = $2, complainant_name = null where id = $1', [
      id,
      subject,
    ])
    expect(await inCircle()).toEqual([dina.staffId])
    expect(await members()).toEqual([dina.staffId])
    await office.owner.query('update registration.individual set restriction_group = null where id = $1', [subject])
    expect(await inCircle()).toEqual(expect.arrayContaining([sami.staffId, dina.staffId]))
  })
})

test('who holds a post reads of it until the last day that access counts, in whatever time zone their post is written', async () => {
  const joined = await office.colleague('protection_officer', 'DAD')
  const id = await taken({ about_whom: 'colleague', about_name: 'Sami Darwish' })
  const readsAfter = async (zone: string, daysAgo: number) => {
    await office.owner.query(`begin; set local time zone '${zone}'`)
    await office.owner.query(
      `update auth.assignment set valid_from = auth.today() - 9, valid_to = auth.today() - $2::int where staff_id = $1`,
      [joined.staffId, daysAgo],
    )
    await office.owner.query('commit')
    const { rowCount } = await office.owner.query(
      `select from auth.restriction_group_member m join complaints.complaint c on c.restriction_group = m.group_id
       where c.id = $1 and m.staff_id = $2`,
      [id, joined.staffId],
    )
    return rowCount === 1
  }
  // in one of the two it is never the day that it is in UTC
  for (const zone of ['Etc/GMT+12', 'Etc/GMT-14']) {
    expect([zone, await readsAfter(zone, 1)]).toEqual([zone, false])
    expect([zone, await readsAfter(zone, 0)]).toEqual([zone, true])
  }
})

test('sexual exploitation goes to the focal point of the country alone, never to who is meant, and the focal point reads nothing else', async () => {
  const reads = (who: Colleague, id: string) =>
    as(who, (tx, asking) => getRecord(tx, asking, complaints, 'complaint', id)).then(
      () => true,
      ({ code }) => (code === 'not-found' ? false : Promise.reject(code)),
    )
  const named = async (role: Role, name: string, at: 'DAD' | 'KAK') => {
    const colleague = await office.colleague(role, at)
    await office.owner.query('update auth.staff set display_name = $2 where id = $1', [colleague.staffId, name])
    return colleague
  }
  const before = await taken({ category: 'sexual-exploitation' })
  const mercy = await named('psea_focal_point', 'Mercy Akinyi', 'KAK')
  const auditor = await named('auditor', 'Ingrid Solberg', 'KAK')
  const readers = async (id: string) =>
    Promise.all([mercy, victor, sami, auditor].map(who => reads(who, id))).then(found =>
      ['mercy', 'victor', 'sami', 'auditor'].filter((_, at) => found[at]),
    )
  // What was there when nobody held the role goes over as soon as somebody does.
  expect(await readers(before)).toEqual(['mercy'])
  const id = await taken({ category: 'sexual-exploitation', about_whom: 'colleague', about_name: 'Victor Ochieng' })
  expect(await readers(id)).toEqual(['mercy'])
  expect((await change(id, { priority: 'urgent' }, mercy)).priority).toBe('urgent')
  const ofMercy = await taken({ category: 'sexual-exploitation', about_whom: 'colleague', about_name: 'Mercy Akinyi' })
  expect(await readers(ofMercy)).toEqual(['auditor'])
  for (const category of ['bribery', 'negative-feedback'])
    expect(await reads(mercy, await taken({ category })), category).toBe(false)
})
