import { caseServer } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, moveRecord, tellOf } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { integration } from '../index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!
const NOT_READY = { details: { reason: 'not-ready' } }
const TODAY = new Date().toISOString().slice(0, 10)

let office: PracticeOffice
let clerk: Colleague
let officer: Colleague
let head: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  tellOf(office.store, [caseServer(modules)])
  clerk = await office.colleague('registration_officer', 'DAD')
  officer = await office.colleague('protection_officer', 'DAD')
  head = await office.colleague('head_of_office', 'DAD')
})
afterAll(() => office.end())

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)
const add = (record: string, values: object, who = officer) =>
  as(who, (tx, asking) => createRecord(tx, asking, integration, record, values as never))
const get = (id: string, who = officer) => as(who, (tx, asking) => getRecord(tx, asking, integration, 'file', id))
const change = (id: string, patch: object) =>
  as(officer, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, integration, 'file', id)
    return changeRecord(tx, asking, integration, 'file', id, version, patch as never)
  })
const move = (id: string, name: string, patch: object = {}, who = officer) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, integration, 'file', id)
    return moveRecord(tx, asking, integration, id, name, version, patch as never)
  })
const rows = async (table: string, id: string) =>
  (await office.owner.query(`select * from integration.${table} where root_id = $1 order by created_at, id`, [id])).rows

const somebody = async () => {
  const members = [{ relationship: 'PA', person: person('female', 'Amina Yusuf Ali', { born: '1990' as never }) }]
  return (await clerk.does<Registered>(registerGroup, office.registering(members))).members[0]!.id
}
const opened = async (strand: string, aim: string, more: object = {}) =>
  (await add('file', { subject: await somebody(), strand, aim, assessed_on: TODAY, eligible: 'yes', ...more })).id
const granted = async (strand: string, aim: string, more: object = {}, by = officer) => {
  const id = await opened(strand, aim, more)
  await move(id, 'plan')
  await add('step', { parent_id: id, what: 'Bring the papers', who: 'person', status: 'done' })
  await move(id, 'apply', { applied_on: TODAY })
  await change(id, { authority: 'Department of Immigration' })
  await move(id, 'grant', { decided_on: TODAY }, by)
  return id
}

describe('integration', () => {
  test('is planned when it is possible, applied for with a step, decided by a named authority, appealed', async () => {
    const id = await opened('legal', 'residence-permit', { eligible: 'unsure' })
    await expect(move(id, 'plan')).rejects.toMatchObject(NOT_READY)
    await change(id, { eligible: 'not-yet' })
    await move(id, 'plan')
    await expect(move(id, 'apply', { applied_on: TODAY })).rejects.toMatchObject(NOT_READY)
    await add('step', { parent_id: id, what: 'Letter of the landlord', who: 'person', status: 'planned' })
    await move(id, 'apply', { applied_on: TODAY })
    await expect(move(id, 'grant', { decided_on: TODAY })).rejects.toMatchObject(NOT_READY)
    await expect(move(id, 'refuse', { decided_on: TODAY })).rejects.toMatchObject({ code: 'invalid' })
    await move(id, 'refuse', { decided_on: TODAY, refused_because: 'papers-missing' })
    expect((await move(id, 'appeal', { appeal_filed_on: TODAY })).state).toBe('applied')
  })

  test('has aims that belong to their strand', async () => {
    await expect(opened('economic', 'naturalisation')).rejects.toMatchObject({ code: 'invalid' })
    await expect(opened('legal', 'labour-mobility')).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is renewed in time: a clock runs two months before a permit ends', async () => {
    const id = await granted('economic', 'work-permit')
    expect(await rows('clock', id)).not.toMatchObject([{ name: 'renewal' }])
    expect(await change(id, { valid_until: '2030-06-30' })).toMatchObject({ renew_from: '2030-04-30' })
    expect((await rows('clock', id)).filter(({ name }) => name === 'renewal')).toMatchObject([{ status: 'running' }])
    expect(await move(id, 'renew', { valid_until: '2032-06-30' })).toMatchObject({
      state: 'renewed',
      renew_from: '2032-04-30',
    })
    const renewals = (await rows('clock', id)).filter(({ name }) => name === 'renewal')
    expect(renewals.map(({ status }) => status).toSorted()).toEqual(['ended', 'running'])
  })

  test('ends with citizenship, which another confirms, and the person is of no concern in law', async () => {
    const wrong = await granted('legal', 'residence-permit', { certificate_number: 'C-1' })
    await expect(move(wrong, 'naturalise', { naturalised_on: TODAY }, head)).rejects.toMatchObject(NOT_READY)
    const id = await granted('legal', 'naturalisation')
    const subject = (await get(id)).subject
    await expect(move(id, 'naturalise', { naturalised_on: TODAY }, officer)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await change(id, { certificate_number: 'C-2' })
    expect(await move(id, 'naturalise', { naturalised_on: TODAY }, head)).toMatchObject({
      state: 'naturalised',
      confirmed_by: head.staffId,
    })
    const { rows: said } = await office.owner.query(
      `select status, category from registration.legal_status where parent_id = $1 order by created_at desc limit 1`,
      [subject],
    )
    expect(said).toEqual([{ status: 'not-of-concern', category: 'by-government-individually' }])
  })
})

describe('a pathway', () => {
  const leave = { departed_on: TODAY, to_country: 'CAN' }
  test('is left by a child alone only once it is determined what is best for the child', async () => {
    const id = await granted('pathway', 'education-abroad')
    const subject = String((await get(id)).subject)
    const born = (year: string) =>
      office.owner.query('update registration.individual set born = $2, year_of_birth = $3 where id = $1', [
        subject,
        year,
        Number(year),
      ])
    await born(String(Number(TODAY.slice(0, 4)) - 17))
    const alone = { code: 'invalid', details: { problems: [{ path: 'departed_on' }] } }
    await expect(move(id, 'depart', leave, head)).rejects.toMatchObject(alone)
    const says = (value: string) =>
      office.owner.query(`insert into cases.marker values ($1, 'best_interests.bid', $2, gen_random_uuid(), now())`, [
        subject,
        value,
      ])
    await says('approved')
    expect(await move(id, 'depart', leave, head)).toMatchObject({ state: 'closed', closed_because: 'departed' })
  })
  test('is left by with its own reason, confirmed by a second person, once', async () => {
    const id = await granted('pathway', 'labour-mobility')
    const subject = String((await get(id)).subject)
    expect(await get(id)).toMatchObject({ going: 'yes' })
    await expect(move(id, 'depart', leave)).rejects.toMatchObject({ code: 'not-allowed' })
    // closing it is no way round: that somebody left is for two
    await expect(move(id, 'close', { closed_because: 'departed' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      move(id, 'close', { closed_because: 'departed', departed_on: TODAY, to_country: 'CAN' }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await office.owner.query(`insert into cases.marker values ($1, 'return.going', 'yes', gen_random_uuid(), now())`, [
      subject,
    ])
    await expect(move(id, 'depart', leave, head)).rejects.toMatchObject(NOT_READY)
    await office.owner.query(`delete from cases.marker where name = 'return.going'`)
    expect(await move(id, 'depart', leave, head)).toMatchObject({
      state: 'closed',
      closed_because: 'departed',
      going: null,
    })
    const { rows: said } = await office.owner.query(
      `select i.process_status, s.reason from registration.individual i join registration.status_change s on s.parent_id = i.id
       where i.id = $1 and s.status = 'inactive'`,
      [subject],
    )
    expect(said).toEqual([{ process_status: 'inactive', reason: 'labour-mobility' }])
  })

  test.each([
    ['family-reunification', 'family-reunification-departed'],
    ['humanitarian-visa', 'humanitarian-visa'],
    ['private-sponsorship', 'private-sponsorship'],
    ['education-abroad', 'education-pathway'],
  ])('by %s is left with the reason %s', async (aim, reason) => {
    const id = await granted('pathway', aim)
    await move(id, 'depart', leave, head)
    const { rows: said } = await office.owner.query(
      `select s.reason from integration.file f join registration.status_change s on s.parent_id = f.subject and s.status = 'inactive' where f.id = $1`,
      [id],
    )
    expect(said).toEqual([{ reason }])
  })

  test('is confirmed by another than who granted it, also when they may confirm others', async () => {
    const reviewer = await office.colleague('resettlement_reviewer', 'DAD')
    const id = await granted('pathway', 'labour-mobility', {}, reviewer)
    const closing = { ...leave, closed_because: 'departed' }
    await expect(move(id, 'close', closing, reviewer)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await move(id, 'depart', leave, head)).toMatchObject({ state: 'closed' })
  })

  test('is the only strand by which somebody leaves', async () => {
    const id = await granted('social', 'school')
    await expect(move(id, 'depart', leave, head)).rejects.toMatchObject(NOT_READY)
    expect((await get(id)).state).toBe('granted')
    await expect(move(id, 'close', { ...leave, closed_because: 'reached' }, head)).rejects.toMatchObject(NOT_READY)
  })

  test('names its host to nobody who only reads the case', async () => {
    const id = await opened('pathway', 'private-sponsorship', { host: 'Aunt in Lyon' })
    expect((await get(id)).host).toBe('Aunt in Lyon')
    expect((await get(id, head)).host ?? null).toBeNull()
    await expect(get(id, clerk)).rejects.toMatchObject({ code: 'not-found' })
  })
})
