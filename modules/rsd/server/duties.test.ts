import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { rsdDesk } from '../test/rsdDesk.ts'

/** Duties that one colleague never holds both: that the list is whole, and that the database refuses each. */

let desk: Awaited<ReturnType<typeof rsdDesk>>
beforeAll(async () => {
  desk = await rsdDesk()
})
afterAll(() => desk.office.end())
const owner = () => desk.office.owner
const REFUSED = { code: 'not-allowed' }

test('the list for people names every rule and every pair', async () => {
  const page = readFileSync(new URL('../../../docs/duties-apart.md', import.meta.url), 'utf8')
  const { rows } = await owner().query<{ name: string }>('select name from auth.duties_apart order by name')
  expect(rows.length).toBeGreaterThan(1)
  const pairs = modules.flatMap(({ name, case: rules }) =>
    (rules?.apart ?? []).map(([one, other]) => `| ${name} | \`${one}\` and \`${other}\` |`),
  )
  expect(pairs.length).toBeGreaterThan(5)
  expect([...rows.map(({ name }) => `| \`${name}\` |`), ...pairs].filter(line => !page.includes(line))).toEqual([])
})

/** Past every trigger, as whoever loads old records does. */
const arranged = async (query: string, values: readonly unknown[]) => {
  await owner().query(`set session_replication_role = 'replica'`)
  await owner().query(query, [...values])
  await owner().query(`set session_replication_role = 'origin'`)
}

test('who registered a person does not decide whether they are a refugee, while the rule is in force', async () => {
  const registeredByReviewer = async () => {
    const { people } = await desk.family()
    await arranged('update registration.individual set created_by = $2 where id = $1', [
      people[0],
      desk.reviewer.staffId,
    ])
    return people[0]!
  }
  await expect(desk.refused(await registeredByReviewer())).rejects.toMatchObject(REFUSED)
  const inForce = (is: boolean) =>
    owner().query(`update auth.duties_apart set in_force = $1 where name = 'registers-and-decides'`, [is])
  await inForce(false)
  expect((await desk.refused(await registeredByReviewer())).id).toBeTruthy()
  await inForce(true)
})

test('who heard somebody in the first instance does not decide the appeal; who did not, does', async () => {
  const { people } = await desk.family()
  const file = await desk.refused(people[0]!)
  await desk.assessor.move(file.id, 'appeal', { appeal_filed_on: desk.day(1) })
  await desk.other.change(file.id, {
    appeal_interview: true,
    appeal_reasons: 'The new paper explains the difference.',
    ground: 'mandate-broad',
  })
  await desk.interview(file.id, people[0]!, { kind: 'appeal', status: 'held', held_on: desk.day(0) })
  const heardBy = (who: string | null) =>
    owner().query(`update rsd.interview set officer = $2 where parent_id = $1 and kind = 'first'`, [file.id, who])
  await heardBy(desk.other.staffId)
  await expect(desk.other.move(file.id, 'decide-appeal', { appeal_outcome: 'granted' })).rejects.toMatchObject(REFUSED)
  await heardBy(desk.assessor.staffId)
  expect(await desk.other.move(file.id, 'decide-appeal', { appeal_outcome: 'granted' })).toMatchObject({
    stands: 'recognised',
  })
})

test('every pair of one case is refused by its table', async () => {
  const checks = await owner().query<{ place: string; said: string }>(
    `select conrelid::regclass::text as place, pg_get_constraintdef(oid) as said from pg_constraint where contype = 'c'`,
  )
  for (const { name, case: rules } of modules)
    for (const [one, other] of rules?.apart ?? [])
      expect(
        checks.rows.some(
          ({ place, said }) => place === `${name}.${rules!.record}` && said === `CHECK ((${one} <> ${other}))`,
        ),
        `${name}: ${one}, ${other}`,
      ).toBe(true)
})

test('who asks that two records be made one does not do it', async () => {
  const [survivor, other] = (await desk.family()).people
  const { staffId } = desk.other
  await expect(
    owner().query(
      `insert into adjudication.record_merge (id, office_id, survivor, other, step, because, asked_at, asked_by, answered_by)
       values (gen_random_uuid(), $1, $2, $3, 'merged', 'x', now(), $4, $4)`,
      [desk.office.offices.DAD, survivor, other, staffId],
    ),
  ).rejects.toThrow('check constraint')
})

test('who captured a person judges no pair with them', async () => {
  const [first, second] = (await desk.family()).people
  const { staffId, token } = desk.other.colleague
  // Away from where they were registered, which would stand in the way by itself.
  await owner().query('update auth.assignment set office_id = $2 where staff_id = $1', [
    staffId,
    desk.office.offices.KAK,
  ])
  await owner().query(`select set_config('nansen.token', $1, false)`, [token])
  const standsApart = async () =>
    (await owner().query('select adjudication.stands_apart(array[$1, $2]::uuid[]) as apart', [first, second])).rows[0]
      .apart
  expect(await standsApart()).toBe(true)
  await arranged(
    `insert into identity.enrolment (id, office_id, individual, captured_at, sites_captured, sites_excepted, gallery_alias, created_by)
     values (gen_random_uuid(), $1, $2, now(), 1, 0, gen_random_uuid(), $3)`,
    [desk.office.offices.DAD, first, staffId],
  )
  expect(await standsApart()).toBe(false)
})
