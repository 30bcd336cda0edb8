import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, family, openCycle, openDistribution, query, RICE, world } from '../test/distribution.ts'
import type { Checked } from './check.ts'

beforeAll(openDistribution)
afterAll(() => world.office.end())

const MONEY = { item: 'Cash', measure: 'currency', quantity: 40, per: 'person', most: 100 }
const owner = (text: string, values: unknown[] = []) => world.office.owner.query(text, values)
const tell = (familyNumber: string, account: string, who = world.clerk) =>
  who.does(command('tellAccount'), { familyNumber, channel: 'mobile', account })
const plan = async (cycleId: string, who = world.clerk) =>
  (await who.does<{ planId: string }>(command('planPayments'), { cycleId, currency: 'KES' })).planId
const approve = (planId: string, who = world.head) =>
  who.does(command('decidePayments'), { planId, decision: 'approved' })
const file = (planId: string, who = world.head) =>
  who.asks<{ csv: string; sha256: string }>(query('paymentFile'), { planId })
const answer = (planId: string, csv: string, who = world.clerk) =>
  who.does<object>(command('takeAnswer'), { planId, csv })
const questions = async (planId: string, who = world.head) =>
  (await who.asks<{ questions: readonly { id: string }[] }>(query('questions'), { planId })).questions
const paymentsOf = async (planId: string) =>
  (await owner('select * from assistance.payment where plan = $1 order by number', [planId])).rows
const TODAY = new Date().toISOString().slice(0, 10)
const HEAD = 'number,outcome,reason,date,amount\r\n'

/** A family with an account on a frozen list of money, and its approved plan. */
async function paid(name: string, children = 1) {
  const group = await family(name, children)
  await tell(group.number, '+254 700 000001')
  const opened = await openCycle([MONEY])
  const planId = await plan(opened.cycle)
  await approve(planId)
  const own = (await paymentsOf(planId)).find(each => each.family_number === group.number)
  return { group, planId, own, ...opened }
}

describe('a payment file', () => {
  test('holds who told an account, in the same bytes each time, and is approved by another than who made it', async () => {
    const group = await family('Amina', 3)
    const without = await family('Without')
    await tell(group.number, '+254 700 000009')
    await tell(group.number, '+254 700 000001')
    const { cycle } = await openCycle([MONEY])
    const own = await plan(cycle, world.head)
    await expect(approve(own)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(
      owner(`update assistance.plan set decision = 'approved', decided_by = made_by where id = $1`, [own]),
    ).rejects.toMatchObject({ code: '23514' })
    await expect(approve(own, world.clerk)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(file(own)).rejects.toMatchObject({ code: 'wrong-state' })
    const other = await world.office.colleague('head_of_office', 'DAD')
    await approve(own, other)
    await expect(approve(own, other)).rejects.toMatchObject({ code: 'wrong-state' })
    const first = await file(own)
    const payment = (await paymentsOf(own)).find(each => each.family_number === group.number)
    expect(first.csv).toContain(`${payment.number},"Amina Yusuf Ali",mobile,"+254 700 000001",100,KES\r\n`)
    expect(first.csv).not.toContain(without.members[0]!.number)
    expect((await paymentsOf(own)).some(each => each.family_number === without.number)).toBe(false)
    await tell(group.number, '+254 700 000002')
    expect(await file(own)).toEqual(first)
    const { rows } = await owner('select sha256 from assistance.plan where id = $1', [own])
    expect(rows[0].sha256).toBe(createHash('sha256').update(first.csv).digest('hex'))
    await expect(file(own, world.clerk)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(plan(cycle)).rejects.toMatchObject({ details: { reason: 'nobody' } })
  })

  test('that is refused pays nobody, and its families go into another', async () => {
    const group = await family('Refused')
    await tell(group.number, '+254 700 000004')
    const { cycle } = await openCycle([MONEY])
    const first = await plan(cycle)
    await expect(plan(cycle)).rejects.toMatchObject({ details: { reason: 'nobody' } })
    await world.head.does(command('decidePayments'), { planId: first, decision: 'refused' })
    await expect(file(first)).rejects.toMatchObject({ code: 'wrong-state' })
    await expect(answer(first, HEAD)).rejects.toMatchObject({ code: 'wrong-state' })
    expect((await paymentsOf(await plan(cycle))).some(each => each.family_number === group.number)).toBe(true)
  })

  test('holds nobody under a restriction, and is not approved once somebody in it is', async () => {
    const group = await family('Hidden')
    await tell(group.number, '+254 700 000005')
    const { cycle } = await openCycle([MONEY])
    const first = await plan(cycle)
    const { rows } = await owner(
      `insert into auth.restriction_group (id, name) values (gen_random_uuid(), 'cash') returning id`,
    )
    await owner('update registration.registration_group set restriction_group = $2 where id = $1', [
      group.groupId,
      rows[0].id,
    ])
    await expect(approve(first)).rejects.toMatchObject({ code: 'wrong-state' })
    await world.head.does(command('decidePayments'), { planId: first, decision: 'refused' })
    expect((await paymentsOf(await plan(cycle))).some(each => each.family_number === group.number)).toBe(false)
  })

  test('is fetched no more when somebody in it was erased, and their name and account are nowhere', async () => {
    const { group, planId, own } = await paid('Gone')
    await file(planId)
    await owner('insert into registration.erased (individual) values ($1)', [own.payee])
    await expect(file(planId)).rejects.toMatchObject({ code: 'wrong-state' })
    const { rows } = await owner('select count(*)::int as left from assistance.account where family = $1', [
      group.groupId,
    ])
    expect(rows[0].left).toBe(0)
    expect((await paymentsOf(planId)).find(each => each.id === own.id)).toMatchObject({
      payee: null,
      payee_name: '-',
      account: '-',
      amount: own.amount,
    })
  })

  test('is made of money alone, and of no stranger', async () => {
    const group = await family('Rice')
    await tell(group.number, '+254 700 000003')
    const { cycle } = await openCycle([RICE, MONEY])
    await expect(plan(cycle)).rejects.toMatchObject({ details: { reason: 'not-cash' } })
    await expect(plan(cycle, world.elsewhere)).rejects.toMatchObject({ code: 'not-found' })
    await expect(tell(group.number, '+254 700 000003', world.elsewhere)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe("a bank's answer", () => {
  test('pays a family once: its history has it, and no lane gives again; the same answer twice adds nothing', async () => {
    const { group, planId, own, point } = await paid('Hodan')
    const csv = `${HEAD}${own.number},paid,,${TODAY},${own.amount}\r\n`
    expect(await answer(planId, csv)).toEqual({ said: 'taken', paid: 1, failed: 0, questions: 0 })
    expect(await answer(planId, csv)).toEqual({ said: 'before', paid: 0, failed: 0, questions: 0 })
    expect(await answer(planId, `${csv}\r\n`)).toEqual({ said: 'taken', paid: 0, failed: 0, questions: 0 })
    const found = await world.clerk.asks<Checked>(query('check'), { pointId: point, text: group.number })
    expect(found.outcome).toBe('collected')
    const { times } = await world.clerk.asks<{ times: readonly object[] }>(query('ofPerson'), {
      individualId: group.members[1]!.id,
    })
    expect(times).toContainEqual(expect.objectContaining({ entry: own.entry, state: 'collected' }))
  })

  test('that failed leaves the family to a lane or another file', async () => {
    const { group, planId, own, point, cycle } = await paid('Fartun')
    await answer(planId, `${HEAD}${own.number},failed,"closed, no such number",${TODAY},`)
    const found = await world.clerk.asks<Checked>(query('check'), { pointId: point, text: group.number })
    expect(found.outcome).toBe('give')
    const again = await plan(cycle)
    expect((await paymentsOf(again)).map(each => each.family_number)).toEqual([group.number])
  })

  test('is matched by the number of a payment alone; what does not fit waits for a person and changes nothing', async () => {
    const { group, planId, own, point } = await paid('Sagal')
    const line = (number: string, outcome: string, amount: number | string) =>
      `${number},${outcome},,${TODAY},${amount}\r\n`
    const csv = `${HEAD}${line(group.number, 'paid', own.amount)}${line(own.number, 'paid', 1)}`
    expect(await answer(planId, csv)).toEqual({ said: 'taken', paid: 0, failed: 0, questions: 2 })
    expect((await paymentsOf(planId)).every(each => each.outcome === null)).toBe(true)
    const found = await world.clerk.asks<Checked>(query('check'), { pointId: point, text: group.number })
    await world.clerk.does(command('give'), {
      pointId: point,
      entry: found.entry,
      takenBy: 'collector',
      verified: 'number',
    })
    expect(await answer(planId, HEAD + line(own.number, 'paid', own.amount))).toMatchObject({ paid: 1, questions: 1 })
    expect(await answer(planId, HEAD + line(own.number, 'failed', own.amount))).toMatchObject({
      failed: 0,
      questions: 1,
    })
    const waiting = await questions(planId)
    expect(waiting.map(each => 'problem' in each && each.problem).sort()).toEqual([
      'collected-too',
      'no-such-number',
      'other-amount',
      'other-outcome',
    ])
    const settle = (who = world.head) =>
      who.does(command('settleQuestion'), { questionId: waiting[0]!.id, because: 'the bank wrote again' })
    await expect(settle(world.clerk)).rejects.toMatchObject({ code: 'not-allowed' })
    await settle()
    await expect(settle()).rejects.toMatchObject({ code: 'wrong-state' })
    await expect(questions(planId, world.elsewhere)).rejects.toMatchObject({ code: 'not-found' })
    await expect(answer(planId, 'who,what\r\n')).rejects.toMatchObject({ code: 'invalid' })
  })
})
