import type pg from 'pg'
import { type Clients, spending } from './clients.ts'
import { type Measured, measure } from './measure.ts'
import { type Officer, personFor } from './population.ts'
import type { Line } from './report.ts'
import type { Work } from './work.ts'

interface Means {
  readonly officers: readonly Officer[]
  readonly pool: pg.Pool
  readonly asking: Clients
  readonly clients: number
  readonly milliseconds: number
  /** Process of the database. */
  readonly postmaster: number
}

/** First a warm-up, then product, bare, product, bare: what else the machine does meets both. */
export async function compare(work: Work, means: Means): Promise<Line> {
  const { asking, milliseconds } = means
  await asking.run(work.name, milliseconds / 10)
  const one = await product(work, means)
  const bareOne = await bare(work, means)
  const two = await product(work, means)
  const bareTwo = await bare(work, means)
  return {
    name: work.name,
    product: [one.measured, two.measured],
    spent: [one.spent, two.spent],
    bare: bareOne === null || bareTwo === null ? null : [bareOne, bareTwo],
  }
}

const product = ({ name }: Work, { asking, milliseconds, postmaster }: Means) =>
  spending(postmaster, () => asking.run(name, milliseconds / 2))

async function bare(work: Work, { officers, pool, clients, milliseconds }: Means): Promise<Measured | null> {
  const { bare: ask } = work
  if (ask === null) return null
  return measure(clients, milliseconds / 2, async (client, turn) => {
    await ask(pool, personFor(officers, clients, client, turn).person)
  })
}
