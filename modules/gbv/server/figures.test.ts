import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { asSession, createRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gbv } from '../index.ts'
import { figures } from './figures.ts'

let office: PracticeOffice
const people = new Map<string, Colleague>()

beforeAll(async () => {
  office = await practiceOffice()
  const places: readonly (readonly [Role, 'DAD' | 'KAK'])[] = [
    ['gbv_caseworker', 'DAD'],
    ['gbv_caseworker', 'KAK'],
    ['protection_officer', 'DAD'],
    ['protection_officer', 'KAK'],
    ['data_analyst', 'DAD'],
    ['head_of_office', 'DAD'],
    ['registration_officer', 'DAD'],
  ]
  for (const [role, at] of places) people.set(`${role} ${at}`, await office.colleague(role, at))
})
afterAll(() => office.end())

const told = (who: string, values: object, times: number) =>
  asSession(office.store, people.get(who)!.token, { commandId: newId<'command'>() }, async (tx, asking) => {
    const given = {
      reported_on: '2026-05-05',
      reported_by: 'survivor',
      survivor_sex: 'female',
      survivor_age: '18-25',
      statistics_consent: true,
      gender_based: true,
      ...values,
    }
    for (let i = 0; i < times; i++) await createRecord(tx, asking, gbv, 'incident', given as never)
  })
type Sums = { sums: readonly { dimension: string; value: string; count: number | null }[] }
const asks = async (who: string, quarter: number, year = 2026) => {
  const { sums } = await people.get(who)!.asks<Sums>(figures, { year, quarter })
  return Object.fromEntries(sums.map(({ dimension, value, count }) => [`${dimension} ${value}`, count]))
}

interface Divided {
  readonly n: readonly number[]
  readonly h: readonly boolean[]
}
const published = ({ n, h }: Divided) =>
  `${n.map((one, at) => (h[at] ? '?' : one)).join(' ')} of ${n.reduce((all, one) => all + one, 0)}`
const isSmall = (possible: readonly Divided[], at: number) => {
  const values = new Set(possible.map(({ n }) => n[at]!))
  const [only] = values
  return values.size === 1 && only! > 0 && only! < 3
}

describe('numbers that are told', () => {
  test('never let one that is small be worked out, for every way to divide up to six among four', async () => {
    const { rows } = await office.owner.query<Divided>(
      `select array[a, b, c, d] as n, gbv.hidden(array[a, b, c, d], 3) as h
       from generate_series(0, 6) a, generate_series(0, 6) b, generate_series(0, 6) c, generate_series(0, 6) d`,
    )
    expect(rows).toHaveLength(7 ** 4)
    const told = Map.groupBy(rows, published)
    // Whoever knows the rule and the sum still has two answers for every small number.
    const workedOut = [...told].flatMap(([shown, possible]) =>
      [0, 1, 2, 3].filter(at => isSmall(possible, at)).map(at => `${shown} tells cell ${at}`),
    )
    expect(workedOut).toEqual([])
    const whole = rows.filter(({ h }) => h.every(hidden => hidden)).length
    expect(whole).toBeLessThan(rows.length)
  })

  test('are of survivors who agreed, told it themselves, in a quarter that is over', async () => {
    await told('gbv_caseworker DAD', { acts: ['penetration'], feedback: 'content' }, 7)
    await told('gbv_caseworker DAD', { acts: ['physical-force'], survivor_age: '26-40', feedback: 'partly' }, 6)
    await told('gbv_caseworker DAD', { acts: ['physical-force'], statistics_consent: false }, 6)
    await told('gbv_caseworker DAD', { acts: ['physical-force'], reported_by: 'somebody-else' }, 6)
    await told('gbv_caseworker DAD', { acts: ['physical-force'], gender_based: false }, 6)
    const sums = await asks('protection_officer DAD', 2)
    expect(sums['all all']).toBe(13)
    expect([sums['type rape'], sums['type physical-assault'], sums['type forced-marriage']]).toEqual([7, 6, 0])
    expect([sums['survivor_age 18-25'], sums['survivor_age 26-40']]).toEqual([7, 6])
    expect([sums['feedback content'], sums['feedback partly'], sums['feedback not-content']]).toEqual([7, 6, null])
    expect(await asks('protection_officer DAD', 1)).toEqual({})
    const soon = new Date()
    await told('gbv_caseworker DAD', { acts: ['penetration'], reported_on: soon.toISOString().slice(0, 10) }, 6)
    expect(await asks('protection_officer DAD', Math.floor(soon.getUTCMonth() / 3) + 1, soon.getUTCFullYear())).toEqual(
      {},
    )
  })

  test('hide a small one, and those from which it would follow', async () => {
    await told('gbv_caseworker DAD', { acts: ['forced-marriage'] }, 2)
    const sums = await asks('protection_officer DAD', 2)
    expect(sums['all all']).toBe(15)
    expect([sums['type forced-marriage'], sums['type physical-assault'], sums['type rape']]).toEqual([null, null, null])
    expect(sums['type denial-of-resources']).toBeNull()
    expect([sums['context early-marriage'], sums['service health']]).toEqual([null, null])
    expect([sums['survivor_age 18-25'], sums['survivor_age 26-40']]).toEqual([9, 6])
  })

  test('follow the number that the operation says is the smallest', async () => {
    await office.owner.query("insert into gbv.smallest_shown values ('KEN', 100)")
    expect(await asks('protection_officer DAD', 2)).toEqual({})
    await office.owner.query('delete from gbv.smallest_shown')
  })

  test('are of the offices that one answers for, a caseworker’s of the own cases', async () => {
    await told('gbv_caseworker KAK', { acts: ['denial-of-resources'] }, 9)
    expect((await asks('protection_officer KAK', 2))['all all']).toBe(9)
    expect((await asks('protection_officer DAD', 2))['all all']).toBe(15)
    expect((await asks('gbv_caseworker KAK', 2))['all all']).toBe(9)
    expect((await asks('data_analyst DAD', 2))['all all']).toBe(24)
    for (const who of ['head_of_office DAD', 'registration_officer DAD']) expect(await asks(who, 2)).toEqual({})
  })
})
