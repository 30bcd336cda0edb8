import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Person } from './population.ts'

/** What one turn of a client asks of the server. */
export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body: object | null
}

/** One kind of work: over HTTP as the product does it, and by bare SQL past every policy, on the same rows. */
export interface Work {
  readonly name: string
  readonly asked: (person: Person) => Asked
  /** Null where no bare SQL would be the same question. */
  readonly bare: ((pool: pg.Pool, person: Person) => Promise<unknown>) | null
}

const query = (name: string, input: Readonly<Record<string, string>>): Asked => ({
  method: 'GET',
  path: `/api/queries/${name}?${new URLSearchParams(input)}`,
  body: null,
})

export const WORKS: readonly Work[] = [
  {
    name: 'search by name',
    asked: ({ name }) => query('registration.search', { text: name }),
    bare: (pool, { key }) => pool.query(BARE_NAME, [key]),
  },
  {
    name: 'two common words',
    asked: ({ common }) => query('registration.search', { text: common }),
    bare: null,
  },
  {
    name: 'search by number',
    asked: ({ number }) => query('registration.search', { text: number }),
    bare: (pool, { id }) => pool.query(BARE_ROW, [id]),
  },
  {
    name: 'look-alikes first',
    asked: ({ name, sex, born }) => ({
      method: 'POST',
      path: '/api/queries/registration.lookAlikes',
      body: { people: [{ name: spoken(name), sex, born }] },
    }),
    bare: null,
  },
  {
    name: "a person's page",
    asked: ({ id }) => query('registration.person', { id }),
    bare: (pool, { id }) => pool.query(BARE_ROW, [id]),
  },
  {
    name: 'a saved remark',
    asked: ({ id }) => ({
      method: 'POST',
      path: '/api/registration/note',
      body: { commandId: randomUUID(), values: { parent_id: id, about: 'other', text: REMARK } },
    }),
    bare: (pool, { id }) => pool.query(BARE_SAVE, [id]),
  },
]

/** A name as a form takes it: their own, their father's, their grandfather's, and what is left. */
const PARTS = ['given', 'father', 'grandfather', 'family'] as const
const spoken = (name: string) =>
  name.split(' ').map((text, at) => ({
    name: { text, script: 'Latn', part: PARTS[Math.min(at, PARTS.length - 1)] },
    sequence: at + 1,
  }))

/** What the bench writes about invented people. */
export const REMARK = 'Said during a bench.'

const BARE_NAME = `select i.* from registration.individual_key k join registration.individual i on i.id = k.root_id
  where k.key = $1 limit 20`
const BARE_ROW = 'select * from registration.individual where id = $1'
/** A table of the same width without triggers, policies or history. */
const BARE_SAVE = `insert into public.bench_note (id, parent_id, root_id, office_id, about, text)
  select gen_random_uuid(), id, id, office_id, 'other', '${REMARK}' from registration.individual where id = $1`
