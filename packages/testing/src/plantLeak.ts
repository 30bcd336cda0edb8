import type pg from 'pg'

/** A way in which the database could be wrong. */
export interface Leak {
  /** Whose tests must notice: a path from the root, without `.test.ts`. */
  readonly tests: string
  /** SQL; or words of a function's definition, and what stands there instead. */
  readonly make: string | { readonly function: string; readonly find: string; readonly instead: string }
}

/** Plants the leak that the environment holds as JSON, if any: see packages/cases/test/plantedLeaks.ts. */
export async function plantLeak(owner: pg.Client | pg.Pool): Promise<void> {
  const given = process.env.NANSEN_LEAK
  if (given !== undefined) await makeLeak(owner, JSON.parse(given) as Leak['make'])
}

/** @throws Error for words that the function does not have: the leak is stale. */
export async function makeLeak(owner: pg.Client | pg.Pool, make: Leak['make']): Promise<void> {
  if (typeof make === 'string') return void (await owner.query(`set role nansen_migrator; ${make}; reset role`))
  const { rows } = await owner.query('select pg_get_functiondef($1::regproc) as said', [make.function])
  const said: string = rows[0].said
  if (!said.includes(make.find)) throw new Error(`stale leak: ${make.function}`)
  await owner.query(`set role nansen_migrator; ${said.replace(make.find, () => make.instead)}; reset role`)
}
