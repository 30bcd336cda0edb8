import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, changeRecord, createRecord, getRecord, moveRecord, type StoredRow } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { bestInterests } from '../index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!
const SHORT = {
  kind: 'short',
  heard: ['child'],
  views_child: 'Wants to stay with her aunt.',
  present_care: 'With her aunt.',
  safety: 'No danger seen.',
  analysis: 'She is well there.',
  recommendation: 'Stay.',
}

interface Desk {
  office: PracticeOffice
  zeinab: Colleague
  chair: Colleague
  member: Colleague
  partner: Colleague
  third: Colleague
  other: Colleague
  clerk: Colleague
  resettlement: Colleague
  now: Date
}

/** An office with a caseworker, a panel of two organisations, and a clock in hand; filled by `openDesk`. */
export const desk = {} as Desk

export async function openDesk(): Promise<void> {
  const office = await practiceOffice()
  const joins = (role: Role) => office.colleague(role, 'DAD')
  Object.assign(desk, { office, now: new Date('2026-11-02T09:00:00Z') })
  desk.zeinab = await joins('child_protection_caseworker')
  desk.chair = await joins('best_interests_panel')
  desk.member = await joins('best_interests_panel')
  desk.partner = await joins('best_interests_panel')
  desk.third = await joins('best_interests_panel')
  desk.other = await joins('child_protection_caseworker')
  desk.clerk = await joins('registration_officer')
  desk.resettlement = await joins('resettlement_officer')
  const ngo = newId()
  await office.owner.query(`insert into auth.organisation values ($1, 'Children first', 'ngo')`, [ngo])
  await office.owner.query('update auth.staff set organisation_id = $2 where id = $1', [desk.partner.staffId, ngo])
}

export const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(desk.office.store, who.token, { commandId: newId<'command'>(), now: () => desk.now }, work)
export const add = (record: string, values: object, who: Colleague = desk.zeinab) =>
  as(who, (tx, asking) => createRecord(tx, asking, bestInterests, record, values as never))
export const change = (record: string, id: string, patch: object, who: Colleague = desk.zeinab) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, bestInterests, record, id)
    return changeRecord(tx, asking, bestInterests, record, id, version, patch as never)
  })
export const move = (id: string, name: string, patch: object = {}, who: Colleague = desk.zeinab) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, bestInterests, 'file', id)
    return moveRecord(tx, asking, bestInterests, id, name, version, patch as never)
  })
export const rows = async (table: string, id: string) =>
  (
    await desk.office.owner.query(`select * from best_interests.${table} where root_id = $1 order by created_at, id`, [
      id,
    ])
  ).rows
export const openTasks = async (id: string) =>
  (await rows('task', id)).filter(({ status }) => status === 'open').map(({ kind }) => kind)
export const markers = async (child: string) =>
  Object.fromEntries(
    (await desk.office.owner.query('select name, value from cases.marker where individual = $1', [child])).rows.map(
      row => [row.name, row.value],
    ),
  )
export const later = async (days: number) => {
  desk.now = new Date(desk.now.getTime() + days * 86_400_000)
  await desk.office.owner.query('select cases.run_clocks($1)', [desk.now.toISOString()])
}
export const today = () => desk.now.toISOString().slice(0, 10)

const family = async () => {
  const members = [
    { relationship: 'PA', person: person('female', 'Faduma Ali', { born: '1990' } as never) },
    { relationship: 'DAU', person: person('female', 'Hodan Ali', { born: '2014' } as never) },
  ]
  const made = await desk.clerk.does<Registered>(registerGroup, desk.office.registering(members))
  return { aunt: made.members[0]!.id, child: made.members[1]!.id }
}
export const identified = async (values: object = {}) => {
  const { child, aunt } = await family()
  const file = await add('file', {
    subject: child,
    identified_on: today(),
    identified_how: 'registration',
    care_status: 'separated',
    risk: 'medium',
    ...values,
  })
  return { id: file.id, child, aunt, file }
}
export const consented = (id: string) => change('file', id, { consent_by: 'child', consent_on: today() })
export const assesses = (id: string, values: object = {}) =>
  add('assessment', { parent_id: id, purpose: 'first', done_on: today(), bid_due: false, ...SHORT, ...values })
export const acts = (id: string, because: string, status = 'planned') =>
  add('action', {
    parent_id: id,
    because,
    service: 'education',
    goal: 'Goes to school.',
    who: 'The school of block C',
    due_on: today(),
    status,
  })
export const assessed = async (values: object = {}) => {
  const found = await identified(values)
  await consented(found.id)
  await assesses(found.id)
  await move(found.id, 'assess')
  return found
}
const PARTS = Object.fromEntries(
  ['background', 'family', 'child_views', 'safety', 'development', 'recommendation'].map(part => [
    `report_${part}`,
    'Said.',
  ]),
)
export const weighs = (id: string, solution: string) =>
  add('option', { parent_id: id, solution, what_for: 'Her aunt.', what_against: 'No papers.', childs_view: 'Yes.' })
export const reported = async (values: object = {}) => {
  const found = await assessed({ care_status: 'unaccompanied', ...values })
  await weighs(found.id, 'stay-as-now')
  await weighs(found.id, 'resettlement')
  await add('source', { parent_id: found.id, kind: 'interview', with_whom: 'child', on_day: today(), said: 'Stay.' })
  await change('file', found.id, { ...PARTS, recommended: 'stay-as-now' })
  await move(found.id, 'report', { bid_purpose: 'durable-solution' })
  return found
}
export const calls = (id: string, who: Colleague, part = 'member', by: Colleague = desk.chair) =>
  add('panelist', { parent_id: id, staff: who.staffId, part }, by)
export const signs = (row: StoredRow, who: Colleague) => change('panelist', row.id, { signed_on: today() }, who)
export const votes = (row: StoredRow, who: Colleague, vote: string) => change('panelist', row.id, { vote }, who)
export const beforePanel = async (values: object = {}) => {
  const found = await reported(values)
  const seats = [
    await calls(found.id, desk.chair, 'chair'),
    await calls(found.id, desk.member),
    await calls(found.id, desk.partner),
  ] as const
  await move(found.id, 'check', {}, desk.member)
  for (const [i, who] of [desk.chair, desk.member, desk.partner].entries()) await signs(seats[i]!, who)
  return { ...found, seats }
}
export const decided = async () => {
  const found = await beforePanel()
  for (const [i, who] of [desk.chair, desk.member, desk.partner].entries()) await votes(found.seats[i]!, who, 'approve')
  await change('file', found.id, { decision_reasons: 'Her aunt cares for her.', solution: 'stay-as-now' }, desk.chair)
  await acts(found.id, 'decision', 'done')
  await move(found.id, 'decide', {}, desk.chair)
  return found
}
