import { newId } from '@nansen/kernel'
import { type Field, type Module, nameKeys } from '@nansen/model'
import { asSession, companionsOf, exactKey, type Store } from '@nansen/store'
import type pg from 'pg'

export interface Planting {
  readonly owner: pg.Pool
  readonly store: Store
  /** Any session: makes blind indexes. */
  readonly token: string
  readonly office: string
}

/** What is searched for, by field: a name or a number that nothing else has. */
export type Planted = Readonly<Record<string, string>>

/**
 * A row of any record of any module, with its search keys, put there past every trigger and reference; of a child a row of each record
 * above it. Returns the identifiers of the row and of its root, and what it can be found by.
 */
export async function plantRow(
  { owner, store, token, office }: Planting,
  module: Module,
  record: string,
): Promise<{ readonly id: string; readonly root: string; readonly planted: Planted }> {
  const client = await owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    const line = lineage(module, record)
    const root = newId<string>()
    let above: string | null = null
    for (const name of line) above = await insert(client, module, name, { office, root, above })
    const searched = Object.entries(module.records[record]!.fields).filter(([, { search }]) => search !== null)
    const planted: Record<string, string> = {}
    for (const [field, { search }] of searched) {
      const value = search === 'name' ? namesake() : `Q${newId().replaceAll('-', '').slice(-16)}`
      planted[field] = value
      const keys =
        search === 'name'
          ? nameKeys(value)
          : [
              await asSession(store, token, {}, async (_, asking) =>
                exactKey(asking, module.name, record, field, value),
              ),
            ]
      await client.query(
        `insert into "${module.name}"."${record}_key" (record_id, root_id, field, key, office_id)
         select $1, $2, $3, unnest($4::text[]), $5`,
        [above, root, field, keys, office],
      )
    }
    return { id: above!, root, planted }
  } finally {
    await client.query('set session_replication_role = origin')
    client.release()
  }
}

let names = 0
/** Two words of consonants that no other has: numbers written in letters that sound apart. */
const namesake = (): string => {
  const letters = [...String(1000 + names++)].map(digit => 'bdfgklmnrs'[Number(digit)]!)
  return `${letters.map(letter => `${letter}a`).join('')} z${letters.map(letter => `o${letter}`).join('')}`
}

const lineage = (module: Module, record: string): readonly string[] => {
  const { parent } = module.records[record]!
  return parent === null ? [record] : [...lineage(module, parent), record]
}

async function insert(
  client: pg.PoolClient,
  module: Module,
  record: string,
  { office, root, above }: { readonly office: string; readonly root: string; readonly above: string | null },
): Promise<string> {
  const { fields, parent } = module.records[record]!
  const id = parent === null ? root : newId<string>()
  const asked = Object.entries(fields).filter(([, field]) => !field.optional)
  const own = asked.filter(([, { sensitivity }]) => sensitivity === 'open' || sensitivity === 'personal')
  const hanging = parent === null ? {} : { parent_id: above, root_id: root }
  await put(client, `"${module.name}"."${record}"`, {
    id,
    office_id: office,
    ...hanging,
    ...Object.fromEntries(own.map(([name, field]) => [name, answerTo(field)])),
  })
  for (const part of companionsOf(module.records[record]!)) {
    const theirs = asked.filter(([, { sensitivity }]) => sensitivity === part)
    await put(client, `"${module.name}"."${record}_${part}"`, {
      id,
      root_id: root,
      office_id: office,
      ...Object.fromEntries(theirs.map(([name, field]) => [name, answerTo(field)])),
    })
  }
  return id
}

async function put(client: pg.PoolClient, table: string, said: Readonly<Record<string, unknown>>): Promise<void> {
  const values = { ...(await neverNull(client, table)), ...said }
  const names = Object.keys(values)
  await client.query(
    `insert into ${table} (${names.map(name => `"${name}"`).join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(values),
  )
}

/** What the table wants of every row, and triggers give where they run. */
async function neverNull(client: pg.PoolClient, table: string): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, atttypid::regtype::text as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and attnotnull and not atthasdef and attidentity = '' and not attisdropped`,
    [table],
  )
  const some: Readonly<Record<string, unknown>> = {
    uuid: newId(),
    date: '2001-01-01',
    integer: 1,
    boolean: true,
    jsonb: '{}',
  }
  return Object.fromEntries(rows.map(({ name, type }) => [name, some[type] ?? (type.endsWith('[]') ? [] : 'x')]))
}

/** Something that the column takes. */
function answerTo({ kind, codes }: Field<unknown>): unknown {
  const some: Readonly<Record<Field<unknown>['kind'], unknown>> = {
    text: newId().replaceAll('-', '').slice(-20),
    note: 'x',
    'name-part': { part: 'given', text: 'x', script: 'Latn' },
    integer: 1,
    decimal: 1,
    boolean: true,
    code: codes[0] ?? 'x',
    codes: codes.slice(0, 1),
    'partial-date': '2001',
    date: '2001-01-01',
    instant: '2001-01-01T00:00:00Z',
    reference: newId(),
    money: { amount: 1, currency: 'KES' },
    attachment: newId(),
    place: { pcode: 'KE1' },
    phone: '+254712345678',
  }
  return some[kind]
}
