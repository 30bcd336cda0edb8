import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
let stranger: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
  stranger = await world.worker('rsd_officer', 'KAK')
})
afterAll(() => world.end())

const aCase = async () => {
  const subject = await world.person()
  return { id: (await officer.open({ topic: 'A claim', subject })).id, subject }
}
const problem = (path: string, what: string) => ({ details: { problems: [{ path, problem: what }] } })

describe('a link made by the derived route', () => {
  test('is refused as the command refuses: an unknown kind, a case one may not know, itself', async () => {
    const [one, two] = [await aCase(), await aCase()]
    const to = (id: string, kind = 'same-family') => ({ parent_id: one.id, kind, to_module: 'example', to_case: id })
    const hidden = await stranger.open({
      topic: 'elsewhere',
      subject: await world.person('Far', { office: world.offices.KAK }),
    })
    for (const values of [to(hidden.id), to(one.id), to(newId()), { ...to(two.id), to_module: 'nothing' }])
      await expect(officer.add('link', values)).rejects.toMatchObject(problem('to_case', 'problem.reference'))
    await expect(officer.add('link', to(two.id, 'rival'))).rejects.toMatchObject(problem('kind', 'problem.value'))
    await officer.add('link', to(two.id))
  })
})

describe('who follows a case', () => {
  test('reads it: nobody is made to follow what is closed to them', async () => {
    const { id } = await aCase()
    await expect(officer.add('watcher', { parent_id: id, staff: stranger.staffId })).rejects.toMatchObject({
      code: 'invalid',
    })
    await officer.add('watcher', { parent_id: id, staff: reviewer.staffId })
    await expect(
      officer.as(tx => sql`select from example.watcher where root_id = ${id}`.execute(tx)),
    ).resolves.toMatchObject({ rows: [{}] })
  })
})

test('a case keeps the version of the form that it was opened with', async () => {
  const { id } = await aCase()
  await world.owner.query(`update cases.module set definition = jsonb_set(definition, '{form,version}', '2')`)
  await officer.change(id, { topic: 'Another' })
  const later = await officer.open({ topic: 'x', subject: await world.person() })
  expect([(await officer.get(id)).form_version, (await officer.get(later.id)).form_version]).toEqual([1, 2])
})

interface Left {
  readonly caseId: string
  readonly content: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> | null
}
const leftBy = async (who: Worker, id?: string) =>
  (await who.asks<{ cases: readonly Left[] }>('leftByUs', { module: 'example', ...(id && { id }) })).cases
const note = (who: Worker, id: string, level: string, words: string) =>
  who.add('note', { parent_id: id, level, [level === 'ordinary' ? 'text' : 'restricted_text']: words })
const answer = (who: Worker, handoverId: string) =>
  who.does('answerHandover', { module: 'example', handoverId, answer: 'accepted' })
const offer = async (who: Worker, id: string, toOffice = world.offices.KAK) =>
  (await who.does<{ id: string }>('askHandover', { module: 'example', id, toOffice, because: 'they moved' })).id

describe('a case that was handed over', () => {
  test('is read by the office it left as it was then, and nothing newer; below protected by who reads below protected', async () => {
    const { id } = await aCase()
    await officer.change(id, { secret: 'what they fear' })
    await note(officer, id, 'ordinary', 'said here')
    await note(officer, id, 'restricted', 'kept here')
    const there = await world.worker('rsd_reviewer', 'KAK')
    const asked = await offer(reviewer, id)
    expect(await leftBy(officer)).toEqual([])
    await answer(there, asked)
    await there.change(id, { topic: 'Changed there' })
    await note(there, id, 'ordinary', 'said there')
    await expect(officer.get(id)).rejects.toMatchObject({ code: 'not-found' })
    const [left] = await leftBy(officer, id)
    expect(left?.content?.file).toMatchObject([{ topic: 'A claim' }])
    expect(left?.content?.file_protected).toMatchObject([{ secret: 'what they fear' }])
    expect(left?.content?.note?.map(each => each.text)).toEqual(['said here', null])
    expect(JSON.stringify(left)).not.toMatch(/there/)
    const low = await world.worker('resettlement_officer')
    const [less] = await leftBy(low, id)
    expect(Object.keys(less!.content!)).not.toContain('file_protected')
    expect(less?.content?.note?.map(each => each.text)).toEqual(['said here'])
    expect(JSON.stringify(less)).not.toMatch(/kept here|fear/)
    expect(await leftBy(there)).toEqual([])
    expect(await leftBy(await world.worker('rsd_officer', 'KAK'), id)).toEqual([])
  })

  test('and came back shows each office its own copy, and none of the other’s', async () => {
    const { id } = await aCase()
    const there = await world.worker('rsd_reviewer', 'KAK')
    await answer(there, await offer(reviewer, id))
    await note(there, id, 'ordinary', 'said there')
    await answer(reviewer, await offer(there, id, world.offices.DAD))
    const kept = await leftBy(there, id)
    expect(kept.map(({ content }) => content?.note?.map(each => each.text))).toEqual([['said there']])
    expect(await leftBy(officer, id)).toEqual([])
  })

  test('keeps hidden who comes under a restriction afterwards, from the copy too', async () => {
    const { id, subject } = await aCase()
    const there = await world.worker('rsd_reviewer', 'KAK')
    await answer(there, await offer(reviewer, id))
    const group = newId()
    await world.owner.query(`insert into auth.restriction_group (id, name) values ($1, $2)`, [group, group])
    await world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [subject, group])
    expect(await leftBy(officer, id)).toEqual([])
    await world.owner.query('update registration.individual set restriction_group = null where id = $1', [subject])
    expect(await leftBy(officer, id)).toHaveLength(1)
  })

  test('was asked for by one and accepted by another, whoever holds both offices', async () => {
    const { id } = await aCase()
    const both = await world.worker('rsd_reviewer')
    await world.owner.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, 'rsd_reviewer', $3, '2020-01-01', true)`,
      [newId(), both.staffId, world.offices.KAK],
    )
    const asked = await offer(both, id)
    await expect(answer(both, asked)).rejects.toMatchObject({ code: 'not-allowed' })
    await answer(await world.worker('rsd_reviewer', 'KAK'), asked)
  })

  test('is waited for at its old office no more: planned appointments are called off', async () => {
    const { id } = await aCase()
    await officer.add('appointment', {
      parent_id: id,
      kind: 'interview',
      starts_at: '2027-03-01T08:00:00Z',
      minutes: 60,
    })
    await answer(await world.worker('rsd_reviewer', 'KAK'), await offer(reviewer, id))
    expect(await world.rows('appointment', id)).toMatchObject([{ status: 'cancelled', office_id: world.offices.KAK }])
  })

  test('that is destroyed leaves no copy', async () => {
    const { id } = await aCase()
    const said = { toStaff: [reviewer.staffId], toRoles: [], words: 'seen at the gate', urgent: false }
    await officer.does('raiseAlert', { module: 'example', id, ...said })
    await answer(await world.worker('rsd_reviewer', 'KAK'), await offer(reviewer, id))
    await world.owner.query(`set session_replication_role = 'replica'`)
    for (const table of ['member', 'stage', 'task', 'clock', 'handover'])
      await world.owner.query(`delete from example.${table} where root_id = $1`, [id])
    await world.owner.query(`set session_replication_role = 'origin'`)
    await world.owner.query('delete from example.file where id = $1', [id])
    for (const place of ['cases.left_behind where case_id', 'cases.alert where record_id'])
      expect((await world.owner.query(`select from ${place} = $1`, [id])).rows).toEqual([])
    const log = await world.owner.query(
      `select from change.entry where record = 'alert' and set::text ~ 'seen at the gate'`,
    )
    expect(log.rows).toEqual([])
  })
})

describe('a referral within one’s own organisation', () => {
  const refer = (id: string, to: object, share: readonly string[]) =>
    officer.does('refer', { module: 'example', id, service: 'help', reason: 'needed', priority: 'usual', share, ...to })

  test('copies what is protected to a colleague or a role that is named, and never to everybody', async () => {
    const { id } = await aCase()
    await officer.change(id, { secret: 'what they fear' })
    const { organisations } = await officer.asks<{ organisations: { id: string }[] }>('organisations', {})
    const own = { toOrganisation: organisations[0]!.id }
    const office = { toOffice: world.offices.KAK }
    for (const to of [own, office])
      await expect(refer(id, to, ['topic', 'secret'])).rejects.toMatchObject(problem('share', 'problem.value'))
    for (const to of [own, office]) await refer(id, to, ['topic'])
    await refer(id, { ...office, toRole: 'rsd_officer' }, ['secret'])
    await refer(id, { toStaff: reviewer.staffId }, ['secret'])
  })
})
