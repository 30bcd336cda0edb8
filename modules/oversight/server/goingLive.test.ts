import { asSession } from '@nansen/store'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { adminWorld, type Colleague } from '../test/adminWorld.ts'

const world = await adminWorld()
const { owner, colleague, ask, act } = world
afterAll(() => world.end())
const one = await colleague('system_administrator')
const two = await colleague('system_administrator')
const elsewhere = await colleague('head_of_office', 'DAD')

interface Live {
  readonly state: string | null
  readonly mine: boolean
  readonly mayAsk: boolean
  readonly mayAgree: boolean
}
interface Operation {
  readonly country: string
  readonly live: Live | null
  readonly checks: readonly { readonly name: string; readonly state: string; readonly many: number }[]
}
const operation = async (who: Colleague, country = 'UGA') =>
  (await ask<{ operations: readonly Operation[] }>(who, 'admin.readiness')).operations.find(
    each => each.country === country,
  )
/** Each act a minute after the one before. */
let minute = 0
const later = () => new Date(Date.now() + ++minute * 60_000).toISOString()
const WHOLE = [{ name: 'offices', state: 'good', about: [], many: 1 }]
const LACKS = [...WHOLE, { name: 'devices', state: 'lacking', about: [], many: 0 }]
/** The database's own word, past the checklist of the server. */
const asked = (who: Colleague, checks: object = WHOLE) =>
  asSession(world.store, who.token, {}, tx =>
    sql`select oversight.ask_live('UGA', ${JSON.stringify(checks)}::jsonb, ${later()})`.execute(tx),
  )
const answered = (who: Colleague, agreed: boolean, checks: object | null = WHOLE, why: string | null = null) =>
  asSession(world.store, who.token, {}, tx =>
    sql`select oversight.answer_live('UGA', ${agreed}, ${agreed ? JSON.stringify(checks) : null}::jsonb, ${why}, ${later()})`.execute(
      tx,
    ),
  )

test('an operation that lacks something is not asked for, and what lacks is named', async () => {
  await expect(act(one, 'ask-live', { country: 'UGA' })).rejects.toMatchObject({
    code: 'wrong-state',
    details: { lacking: expect.arrayContaining(['needed-roles', 'devices']) },
  })
  await expect(asked(one, LACKS)).rejects.toMatchObject({ code: 'invalid' })
  expect((await operation(one))?.live).toMatchObject({ state: null, mayAsk: true, mayAgree: true })
})

test('who works in another country, or opens no operation, neither asks nor sees', async () => {
  await expect(asked(elsewhere)).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await operation(elsewhere)).toBeUndefined()
  const clerk = await colleague('registration_officer', 'KLA')
  await expect(asked(clerk)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('one asks once, never agrees to it themselves, and takes it back', async () => {
  await asked(one)
  expect((await operation(one))?.live).toMatchObject({ state: 'asked', mine: true })
  await expect(asked(two)).rejects.toMatchObject({ code: 'invalid' })
  await expect(answered(one, true)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(
    owner.query(
      `update oversight.going_live set state = 'agreed', answered_by = asked_by, answered_at = now(), answered_checks = checks`,
    ),
  ).rejects.toMatchObject({ code: '23514' })
  await answered(one, false)
  expect((await operation(two))?.live).toMatchObject({ state: 'withdrawn', mine: false })
})

test('another looks again: what lacks by then is not agreed to, a no has a reason, and a yes holds', async () => {
  await asked(one)
  await expect(answered(two, true, LACKS)).rejects.toMatchObject({ code: 'invalid' })
  await expect(act(two, 'answer-live', { country: 'UGA', agreed: true })).rejects.toMatchObject({ code: 'wrong-state' })
  await expect(answered(two, false)).rejects.toMatchObject({ code: 'invalid' })
  await act(two, 'answer-live', { country: 'UGA', agreed: false, because: 'The gate has no roof yet.' })
  expect((await operation(one))?.live).toMatchObject({ state: 'refused', because: 'The gate has no roof yet.' })
  await asked(one)
  await expect(answered(elsewhere, true)).rejects.toMatchObject({ code: 'not-found' })
  await answered(two, true)
  expect((await operation(one))?.live).toMatchObject({ state: 'agreed' })
  await expect(asked(two)).rejects.toMatchObject({ code: 'invalid' })
  const { rows } = await owner.query(`select checks, answered_checks from oversight.going_live where state = 'agreed'`)
  expect(rows).toEqual([{ checks: WHOLE, answered_checks: WHOLE }])
})

test('what is asked for and not answered holds an opening up, and is ordinary work once it is live', async () => {
  const waiting = async (country: string) =>
    (await operation(one, country))?.checks.find(({ name }) => name === 'calendars-waiting')
  expect(await waiting('KEN')).toMatchObject({ state: 'good', many: 0 })
  for (const country of ['KEN', 'UGA'])
    await owner.query(
      `insert into cases.calendar_version (id, country, kind, weekend, zone, because, asked_by) values (gen_random_uuid(), $1, 'week', '{6,7}', 'Africa/Kampala', 'As the law says', $2)`,
      [country, one.id],
    )
  expect(await waiting('KEN')).toMatchObject({ state: 'lacking', many: 1 })
  expect(await waiting('UGA')).toMatchObject({ state: 'good', many: 1 })
})
