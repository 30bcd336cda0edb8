import { Refusal } from '@nansen/kernel'
import type { Colleague } from '@nansen/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, practiceDesk } from '../../test/practiceDesk.ts'

interface Shelf {
  readonly office_id: string
  readonly received: number
  readonly arrived: number
  readonly away: number
  readonly on_hand: number
  readonly assigned: number
  readonly sent: number
  readonly used: number
  readonly spoiled: number
  readonly destroyed: number
  readonly lost: number
}

let desk: Desk
let there: Colleague
beforeAll(async () => {
  desk = await practiceDesk()
  there = await desk.office.colleague('head_of_office', 'KAK')
})
afterAll(() => desk?.office.end())

type Moved = Readonly<{ act: string; first: number; count: number; from: 'DAD' | 'KAK' }>
const act = (who: Colleague, { act: name, first, count, from }: Moved, series = 'T26') => {
  const { offices } = desk.office
  const other = from === 'DAD' ? offices.KAK : offices.DAD
  const more = name === 'sent' ? { toOffice: other } : ['spoiled', 'lost'].includes(name) ? { reason: 'other' } : {}
  const input = { act: name, officeId: offices[from], blank: 'card', series, first, count, ...more }
  return desk.does(who, 'papers.stockAct', input)
}
const shelves = async (who: Colleague) => (await desk.asks<{ shelves: Shelf[] }>(who, 'papers.stock')).shelves

describe('blank stock', () => {
  test('whatever colleagues of two offices do at the same time, every blank received is in one place, and all adds up', async () => {
    let run = 0
    let applied = 0
    const acts = fc.record({
      // what can be done with blanks that lie there comes oftener: most of the others are refused
      act: fc.constantFrom(
        'sent',
        'spoiled',
        'lost',
        'sent',
        'spoiled',
        'lost',
        'received',
        'arrived',
        'destroyed',
        'found',
      ),
      first: fc.integer({ min: 1, max: 30 }),
      count: fc.integer({ min: 1, max: 6 }),
      from: fc.constantFrom('DAD' as const, 'DAD' as const, 'KAK' as const),
      who: fc.nat(1),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 10, maxLength: 16 }), async moves => {
        const series = `P${++run}`
        await act(desk.head, { act: 'received', first: 1, count: 40, from: 'DAD' }, series)
        const done = await Promise.allSettled(
          moves.map(({ who, ...move }) => {
            const here = [desk.head, desk.supervisor][who]!
            return act(move.from === 'DAD' ? here : there, move, series)
          }),
        )
        applied += done.filter(({ status }) => status === 'fulfilled').length
        for (const each of done) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(Refusal)
        const { rows } = await desk.office.owner.query(
          `select sum(upper(serials) - lower(serials))::int as n from papers.blank b join papers.series s on s.id = b.series
           where s.series = $1`,
          [series],
        )
        const came = await desk.office.owner.query(
          `select sum(count)::int as n from papers.stock_act where series = $1 and act = 'received'`,
          [series],
        )
        expect(rows[0].n).toBe(came.rows[0].n)
      }),
      { numRuns: 12 },
    )
    // Most that is asked of a wrong state is refused; the law says something when much of it is not.
    expect(applied).toBeGreaterThan(20)
    for (const shelf of [...(await shelves(desk.head)), ...(await shelves(there))]) {
      const { received, arrived, away, on_hand, assigned, sent, used, spoiled, destroyed, lost } = shelf
      expect(received + arrived).toBe(away + on_hand + assigned + sent + used + spoiled + destroyed + lost)
    }
  }, 120_000)

  test('is sent by one office and acknowledged by the other, and on its way until then', async () => {
    await act(desk.head, { act: 'received', first: 100, count: 50, from: 'DAD' }, 'WAY')
    await act(desk.head, { act: 'sent', first: 120, count: 10, from: 'DAD' }, 'WAY')
    const { lying } = await desk.asks<{ lying: { series: string; state: string; first: number; count: number }[] }>(
      there,
      'papers.stock',
    )
    expect(lying.filter(({ series }) => series === 'WAY')).toMatchObject([{ state: 'sent', first: 120, count: 10 }])
    await act(there, { act: 'arrived', first: 120, count: 10, from: 'KAK' }, 'WAY')
    await expect(act(desk.head, { act: 'lost', first: 125, count: 1, from: 'DAD' }, 'WAY')).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('that spoiled is destroyed by a second person', async () => {
    await act(desk.head, { act: 'received', first: 1, count: 5, from: 'DAD' }, 'SPOILT')
    await act(desk.supervisor, { act: 'spoiled', first: 2, count: 2, from: 'DAD' }, 'SPOILT')
    const destroy = (who: Colleague) => act(who, { act: 'destroyed', first: 2, count: 2, from: 'DAD' }, 'SPOILT')
    await expect(destroy(desk.supervisor)).rejects.toMatchObject({ code: 'not-allowed' })
    await destroy(desk.head)
  })

  test('is kept by supervisors and heads; an officer says what spoiled and cannot bring any in', async () => {
    const receive = (who: Colleague) => act(who, { act: 'received', first: 1, count: 5, from: 'DAD' }, 'OFF')
    await expect(receive(desk.officer)).rejects.toMatchObject({ code: 'not-allowed' })
    await receive(desk.supervisor)
    await act(desk.officer, { act: 'spoiled', first: 1, count: 1, from: 'DAD' }, 'OFF')
    await expect(act(there, { act: 'lost', first: 2, count: 1, from: 'DAD' }, 'OFF')).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('that does not add up is refused by the database, whoever writes it', async () => {
    const { owner } = desk.office
    await expect(owner.query(`delete from papers.blank where state = 'on-hand'`)).rejects.toMatchObject({
      message: 'blanks do not add up',
    })
    await expect(
      owner.query(`insert into papers.blank (series, serials, office_id, state)
        select series, serials, office_id, 'on-hand' from papers.blank limit 1`),
    ).rejects.toMatchObject({ code: '23P01' })
  })
})
