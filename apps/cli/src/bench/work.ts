import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Officer, Person } from './population.ts'

/** One kind of work: over HTTP as the product does it, and by bare SQL past every policy, on the same rows. */
export interface Work {
  readonly name: string
  readonly http: (officer: Officer, person: Person) => Promise<void>
  readonly bare: (pool: pg.Pool, person: Person) => Promise<unknown>
}

/** @param origin where the server answers */
export function works(origin: string): readonly Work[] {
  const ask = async (officer: Officer, path: string, method = 'GET', body?: object) => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: {
        cookie: `__Host-nansen=${officer.token}`,
        origin,
        'x-nansen': '1',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path.split('?')[0]}: ${answer.status} ${text.slice(0, 300)}`)
  }
  const query = (name: string, input: Readonly<Record<string, string>>) =>
    `/api/queries/${name}?${new URLSearchParams(input)}`
  return [
    {
      name: 'search by name',
      http: (officer, { name }) => ask(officer, query('registration.search', { text: name })),
      bare: (pool, { key }) => pool.query(BARE_NAME, [key]),
    },
    {
      name: 'search by number',
      http: (officer, { number }) => ask(officer, query('registration.search', { text: number })),
      bare: (pool, { id }) => pool.query(BARE_ROW, [id]),
    },
    {
      name: "a person's page",
      http: (officer, { id }) => ask(officer, query('registration.person', { id })),
      bare: (pool, { id }) => pool.query(BARE_ROW, [id]),
    },
    {
      name: 'a saved remark',
      http: (officer, { id }) => {
        const values = { parent_id: id, about: 'other', text: 'Said during a bench.' }
        return ask(officer, '/api/registration/note', 'POST', { commandId: randomUUID(), values })
      },
      bare: (pool, { id }) => pool.query(BARE_SAVE, [id]),
    },
  ]
}

const BARE_NAME = `select i.* from registration.individual_key k join registration.individual i on i.id = k.root_id
  where k.key = $1 limit 20`
const BARE_ROW = 'select * from registration.individual where id = $1'
/** A table of the same width without triggers, policies or history. */
const BARE_SAVE = `insert into public.bench_note (id, parent_id, root_id, office_id, about, text)
  select gen_random_uuid(), id, id, office_id, 'other', 'Said during a bench.' from registration.individual where id = $1`
