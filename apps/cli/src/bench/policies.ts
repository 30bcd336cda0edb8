import { type Asking, asSession, type Store, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import type pg from 'pg'
import { quantile } from './measure.ts'
import type { Officer, Person } from './population.ts'
import { REMARK } from './work.ts'

/** The same SQL with and without row policies: medians in milliseconds of the statement alone, in turns, one after another. */
export interface Judged {
  readonly name: string
  readonly withPolicies: number
  readonly without: number
}

interface Statement {
  readonly name: string
  readonly sql: (person: Person) => { readonly text: string; readonly values: readonly unknown[] }
}

/** Children of a person that have rows in an invented world. */
const FACTS = ['name', 'address', 'phone', 'consent', 'legal_status', 'status_change']

const STATEMENTS: readonly Statement[] = [
  {
    name: 'people by a search key',
    sql: ({ key }) => ({
      text: 'select root_id from registration.individual_key where key = $1 limit 400',
      values: [key],
    }),
  },
  {
    name: 'a person with their facts',
    sql: ({ id }) => ({
      text: `select to_jsonb(i), ${FACTS.map(
        fact => `(select jsonb_agg(to_jsonb(x)) from registration.${fact} x where x.root_id = i.id)`,
      ).join(', ')} from registration.individual i where i.id = $1`,
      values: [id],
    }),
  },
  {
    name: 'a remark saved',
    sql: ({ id }) => ({
      text: `insert into registration.note (id, parent_id, about, text) values (gen_random_uuid(), $1, 'other', $2)`,
      values: [id, REMARK],
    }),
  },
]

/**
 * As `nansen_app` with a session, and as the owner past every policy; triggers run in both. Saves are rolled back. What a transaction takes
 * to learn who asks is not part of it: see the audit's line.
 */
export async function judge(
  store: Store,
  owner: pg.Client,
  officer: Officer,
  turns: number,
): Promise<readonly Judged[]> {
  const judged: Judged[] = []
  for (const statement of STATEMENTS) {
    const [policed, free]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < turns; turn++) {
      const asked = statement.sql(officer.people[turn % officer.people.length]!)
      policed.push(await withPolicies(store, officer.token, asked))
      free.push(await withoutPolicies(owner, asked, statement.name))
    }
    // the first turns make the plans
    judged.push({ name: statement.name, withPolicies: median(policed.slice(WARM)), without: median(free.slice(WARM)) })
  }
  return judged
}

const WARM = 20

export const median = (times: readonly number[]): number =>
  quantile(
    times.toSorted((a, b) => a - b),
    0.5,
  )

class RolledBack extends Error {}

async function withPolicies(store: Store, token: string, asked: ReturnType<Statement['sql']>): Promise<number> {
  let took = 0
  const work = async (tx: Tx, _asking: Asking): Promise<never> => {
    const [first, ...rest] = asked.text.split(/\$\d/)
    const question = sql.join(
      [sql.raw(first!), ...rest.flatMap((part, at) => [sql`${asked.values[at]}`, sql.raw(part)])],
      sql``,
    )
    const start = performance.now()
    await question.execute(tx)
    took = performance.now() - start
    throw new RolledBack()
  }
  await asSession(store, token, {}, work).catch(error => {
    if (!(error instanceof RolledBack)) throw error
  })
  return took
}

async function withoutPolicies(
  owner: pg.Client,
  { text, values }: ReturnType<Statement['sql']>,
  name: string,
): Promise<number> {
  await owner.query('begin')
  const start = performance.now()
  await owner.query({ name, text, values: [...values] })
  const took = performance.now() - start
  await owner.query('rollback')
  return took
}
