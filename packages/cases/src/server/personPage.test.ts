import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import type { Happened } from './personPage.ts'

let world: CaseWorld
let officer: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
})
afterAll(() => world.end())

const pageOf = async (who: Worker, personId: string) =>
  (await who.asks<{ happened: readonly Happened[] }>('person', { personId })).happened
const kinds = (happened: readonly Happened[]) => happened.map(({ kind, what }) => `${kind} ${what}`).toSorted()

test('one page tells what happened over all cases of a person, each as far as its reader may, and is empty for the others', async () => {
  const subject = await world.person()
  const { id } = await officer.open({ topic: 'A claim', subject })
  await officer.move(id, 'wait')
  await officer.add('note', { parent_id: id, level: 'ordinary', text: 'said to all' })
  await officer.add('note', { parent_id: id, level: 'restricted', restricted_text: 'said to few' })
  await officer.add('appointment', { parent_id: id, kind: 'interview', starts_at: '2026-12-01T09:00:00Z', minutes: 60 })
  const all = ['appointment planned', 'note ordinary', 'note restricted', 'stage open', 'stage waiting']
  expect(kinds(await pageOf(officer, subject))).toEqual(all)
  const low = await pageOf(await world.worker('resettlement_officer'), subject)
  expect(kinds(low)).toEqual(all.filter(each => each !== 'note restricted'))
  expect(JSON.stringify(await pageOf(officer, subject))).not.toMatch(/said to few/)
  for (const [role, office] of [
    ['registration_officer', 'DAD'],
    ['protection_officer', 'DAD'],
    ['rsd_officer', 'KAK'],
  ] as const)
    expect(await pageOf(await world.worker(role, office), subject)).toEqual([])
  const elsewhere = await world.worker('rsd_officer', 'KAK')
  await expect(elsewhere.get(id)).rejects.toMatchObject({ code: 'not-found' })
})

test('what is about somebody else of the case is not on a person’s page, nor who came under a restriction', async () => {
  const [subject, child] = [await world.person(), await world.person('A Child')]
  const { id } = await officer.open({ topic: 'A claim', subject })
  await officer.add('member', { parent_id: id, individual: child, role: 'child' })
  await officer.add('note', { parent_id: id, level: 'ordinary', text: 'of the child', about: child })
  expect(kinds(await pageOf(officer, subject))).toEqual(['stage open'])
  expect(kinds(await pageOf(officer, child))).toEqual(['note ordinary', 'stage open'])
  const group = newId()
  await world.owner.query(`insert into auth.restriction_group (id, name) values ($1, $2)`, [group, group])
  await world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [child, group])
  expect(await pageOf(officer, child)).toEqual([])
})

test('who left a case on one record and is in it on another stays in it when the two prove to be one person', async () => {
  const [subject, again] = [await world.person(), await world.person()]
  const { id } = await officer.open({ topic: 'A claim', subject })
  await officer.add('member', { parent_id: id, individual: again, role: 'applicant' })
  const [first] = (await world.rows('member', id)).filter(({ individual }) => individual === subject)
  await world.owner.query(`update example.member set until = '2026-11-01' where id = $1`, [first!.id])
  const bring = 'select registration.bring_row($1, $2, $3, $4, $5)'
  const present = async () =>
    (
      await world.owner.query('select individual, present from cases.person_in where case_id = $1 order by present', [
        id,
      ])
    ).rows.map(({ individual, present }) => [individual, present])
  await world.owner.query(bring, ['example.member', 'individual', first!.id, subject, again])
  expect(await present()).toEqual([[again, true]])
  await world.owner.query(bring, ['example.member', 'individual', first!.id, again, subject])
  expect(await present()).toEqual([
    [subject, false],
    [again, true],
  ])
})

test('files put with a record, and what a module tells that is no case, are there for who may know of them and nowhere else', async () => {
  const subject = await world.person()
  await world.owner.query(`set session_replication_role = 'replica'`)
  await world.owner.query(
    `insert into registration.attachment (id, parent_id, root_id, office_id, description, file, about)
     values ($1, $2, $2, $3, 'Birth notification', $4, 'family')`,
    [newId(), subject, world.offices.DAD, newId()],
  )
  await world.owner.query(`set session_replication_role = 'origin'`)
  await world.owner.query(`set role nansen_migrator; create function example.happened_to(person uuid)
    returns table (id uuid, at timestamptz, what text, said text) language sql stable as $$
      select '${subject}'::uuid, now(), 'collected', 'General food'
      where person = '${subject}' and auth.can('example', 'change', 'personal') $$;
    grant execute on function example.happened_to(uuid) to nansen_app; reset role`)
  const clerk = await world.worker('registration_officer')
  expect(kinds(await pageOf(clerk, subject))).toEqual(['upload Birth notification'])
  expect(kinds(await pageOf(officer, subject))).toEqual(['elsewhere collected', 'upload Birth notification'])
  expect(await pageOf(officer, await world.person())).toEqual([])
  expect(kinds(await pageOf(await world.worker('registration_officer', 'KAK'), subject))).toEqual([])
  const { rows } = await world.owner.query(
    `select module, record from audit.entry where staff_id = $1 and record in ('attachment', 'happened') order by 1, 2`,
    [officer.staffId],
  )
  expect(rows).toEqual([
    { module: 'example', record: 'happened' },
    { module: 'registration', record: 'attachment' },
  ])
})
