import { newId } from '@nansen/kernel'
import { type Field, type Module, RECORD_TEMPLATE } from '@nansen/model'
import { asSession, findRecord, moveRecord, openSession } from '@nansen/store'
import { type FreshDatabase, withClient } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staffId } from '../apps/cli/src/demo/staff.ts'
import { practiceDatabase } from '../journeys/practiceDatabase.ts'
import { modules } from '../modules/registry.gen.ts'
import { servers } from '../modules/servers.gen.ts'

/** Laws that every module keeps, whatever it is about: adding one to the registry puts it to these. */

/** MODULE.MOVE -> what a rule of the module's own asks of the row beside its lifecycle. */
const ASKED_BESIDES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // Only what cannot be undone is agreed to by a second person.
  'data_protection.agree': { kind: 'erasure' },
  // Only a case that helps is settled; the others are decided.
  'statelessness.settle': { procedure: 'birth-registration' },
}

/** MODULE.MOVE -> what must hang on the row, written with its id as `$id`. */
const HANGS_ON: Readonly<Record<string, readonly string[]>> = {
  // Both sides were asked, and both wish it.
  'tracing.confirm': ['seeker', 'found'].flatMap(side => {
    const answer = newId()
    return [
      `insert into tracing.answer (id, parent_id, root_id, office_id, side, asked_on)
        select '${answer}', r.id, r.id, r.office_id, '${side}', '2026-01-01' from tracing.request r where r.id = $id`,
      `insert into tracing.answer_protected (id, root_id, office_id, agrees, answers)
        select '${answer}', r.id, r.office_id, 'yes', 'said' from tracing.request r where r.id = $id`,
    ]
  }),
  // An adult seeks, for a child would wait for what is best for them, and somebody handed over.
  'tracing.reunite': [
    `update tracing.request set seeker = (select id from registration.individual where born < '2000' order by id limit 1) where id = $id`,
    `insert into tracing.reunification (id, parent_id, root_id, office_id, planned_on, place, agreed_by, handed_over_on, handed_over_by, received_by)
      select '${newId()}', r.id, r.id, r.office_id, '2026-01-01', 'said', '{adult}', '2026-01-01', 'said', 'said' from tracing.request r where r.id = $id`,
  ],
}

/** Rows that are not even there for who may not read what is protected in them. */
const KEPT_APART: ReadonlySet<string> = new Set(['incidents.accused'])

let db: FreshDatabase
let holder: string
let stranger: string
let office: string
let people: readonly string[]

beforeAll(async () => {
  db = await practiceDatabase()
  await withClient(db.ownerUrl, async client => {
    // One colleague may do everything everywhere in every module, another nothing: the laws are about moves, not about roles.
    await client.query('delete from auth.role_grant')
    await client.query(
      `insert into auth.role_grant (role, module, action, level, scope)
       select 'head_of_office', m, a, l, 'global' from unnest($1::text[]) m,
         unnest('{see,read,create,change,approve,print,merge,transfer,flag,export,reveal}'::text[]) a,
         unnest('{summary,minimum,personal,protected}'::text[]) l`,
      [modules.map(({ name }) => name)],
    )
    await client.query(
      `insert into auth.role_grant (role, module, action, level, scope)
       select 'interpreter', m, a, 'personal', 'global' from unnest($1::text[]) m, unnest('{read,change}'::text[]) a`,
      [modules.map(({ name }) => name)],
    )
    // The laws are about who makes which move; what a case waits for is its module's to test.
    await client.query(`update cases.module set definition = definition - 'ready'`)
    office = (await client.query('select id from auth.office limit 1')).rows[0].id
    // who is in a review of the practice world already cannot be in another with the same person
    people = (
      await client.query(`select id from registration.individual i
        where not exists (select from adjudication.review r where i.id in (r.first, r.second))`)
    ).rows.map(({ id }) => id)
  })
  holder = (await openSession(db.store, { staffId: staffId('catherine@demo.nansen') })).token
  stranger = (await openSession(db.store, { staffId: staffId('hassan@demo.nansen') })).token
}, 120_000)
afterAll(() => db.drop())

describe.each(modules.filter(({ lifecycle }) => lifecycle !== null).map(module => ({ name: module.name, module })))(
  'the lifecycle of $name',
  ({ module }) => {
    const { table, record } = module.lifecycle!

    test('reaches every state from its first', () => {
      const reached = new Set([table.initial])
      for (let grew = true; grew; ) {
        const next = Object.values(table.moves).filter(
          ({ from, to }) => from.some(state => reached.has(state)) && !reached.has(to),
        )
        for (const { to } of next) reached.add(to)
        grew = next.length > 0
      }
      const born = module.name === 'identity' ? ['excepted'] : []
      expect(table.states.filter(state => !reached.has(state) && !born.includes(state))).toEqual([])
    })

    test('has somebody for every move that people make', () => {
      const held = new Set(Object.values(module.access).flatMap(grants => grants.map(({ action }) => action)))
      const people = Object.entries(table.moves).filter(([, { by }]) => by !== 'system' && !held.has(by))
      expect(people.map(([name]) => name)).toEqual([])
    })

    test.each(Object.entries(table.moves).flatMap(([name, move]) => move.from.map(from => ({ name, from, move }))))(
      'lets $name from $from be made by who may, and by nobody else',
      async ({ name, from, move }) => {
        const id = await aRow(module, record, from, ASKED_BESIDES[`${module.name}.${name}`])
        for (const hangs of HANGS_ON[`${module.name}.${name}`] ?? []) await bulk(hangs.replace('$id', literal(id)))
        await expect(
          asSession(db.store, stranger, {}, (tx, asking) => moveRecord(tx, asking, module, id, name, 1)),
        ).rejects.toMatchObject({ code: 'not-found' })
        const patch = Object.fromEntries(
          (move.needs ?? []).map(field => {
            const { fields } = module.records[record]!
            const mine = fields[field]!.refersTo === 'auth.staff'
            return [field, mine ? staffId('catherine@demo.nansen') : answerOf(fields[field]!)]
          }),
        )
        const moving = asSession(db.store, holder, {}, (tx, asking) =>
          moveRecord(tx, asking, module, id, name, 1, patch, { commands: true }),
        )
        if (move.by === 'system') return void (await expect(moving).rejects.toMatchObject({ code: 'not-allowed' }))
        // A bare row has nothing of what a case's move may wait for: then it is refused for that, and for nothing else.
        const waits = (module.case?.ready[name] ?? []).length > 0
        const became = await moving.then(
          row => row.state,
          error => (waits && error.details?.reason === 'not-ready' ? move.to : Promise.reject(error)),
        )
        expect(became).toBe(move.to)
      },
    )

    test.each(
      Object.entries(table.moves).flatMap(([name, move]) =>
        (move.otherThan ?? []).map(field => ({ name, field, from: move.from[0]! })),
      ),
    )('refuses $name to the person of $field: four eyes', async ({ name, field, from }) => {
      const id = await aRow(module, record, from, { [field]: staffId('catherine@demo.nansen') })
      await expect(
        asSession(db.store, holder, {}, (tx, asking) =>
          moveRecord(tx, asking, module, id, name, 1, {}, { commands: true }),
        ),
      ).rejects.toMatchObject({ code: 'not-allowed' })
    })
  },
)

const guarded = modules.flatMap(module =>
  Object.entries(module.records)
    .filter(([, { fields }]) => Object.values(fields).some(({ sensitivity }) => sensitivity === 'protected'))
    .map(([record]) => ({ record, module, name: `${module.name}.${record}` })),
)
test.each(guarded)('a protected answer of $name is not shown to who may read the rest', async ({ module, record }) => {
  const id = await aRow(module, record, null)
  const secrets = Object.entries(module.records[record]!.fields).filter(
    ([, { sensitivity }]) => sensitivity === 'protected',
  )
  await bulk(`insert into ${module.name}.${record}_protected (id, root_id, office_id, ${secrets.map(([field]) => field).join(', ')})
    select r.id, coalesce((to_jsonb(r) ->> 'root_id')::uuid, r.id), r.office_id, ${secrets.map(([, field]) => literal(answerOf(field))).join(', ')} from ${module.name}.${record} r where id = '${id}'`)
  const reader = (await openSession(db.store, { staffId: staffId('meron@demo.nansen') })).token
  const seen = await asSession(db.store, reader, {}, (tx, asking) => findRecord(tx, asking, module, record, id))
  expect(seen === null).toBe(KEPT_APART.has(`${module.name}.${record}`))
  if (seen === null) return
  for (const [field] of secrets) expect(seen[field] ?? null).toBeNull()
})

/** Arranges past triggers and policies, as whoever loads old records does. */
const bulk = (sql: string) =>
  withClient(db.ownerUrl, async client => {
    await client.query(`set session_replication_role = 'replica'`)
    await client.query(sql)
  })

/** A row with every required answer, and nothing else. */
async function aRow(
  module: Module,
  record: string,
  state: string | null,
  given: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const id = newId()
  const parent = somebody()
  const definition = module.records[record]!
  const asked = Object.entries(definition.fields).filter(
    ([name, field]) => name in given || (!field.optional && field.sensitivity !== 'protected'),
  )
  const values: Record<string, unknown> = Object.fromEntries(
    asked.map(([name, field]) => [name, given[name] ?? answerOf(field)]),
  )
  for (const move of Object.values(module.lifecycle?.record === record ? module.lifecycle.table.moves : {}))
    for (const field of move.otherThan ?? []) values[field] ??= colleagueFor(field)
  const columns = {
    id,
    office_id: office,
    ...(definition.parent === null ? {} : { parent_id: parent, root_id: parent }),
    ...(state === null ? {} : { state }),
    ...values,
  }
  await bulk(
    `insert into ${module.name}.${record} (${Object.keys(columns).join(', ')}) values (${Object.values(columns).map(literal).join(', ')})`,
  )
  return id
}

/** The same colleague for a field each time, and different ones for different fields: some are never one person. */
const COLLEAGUES = [
  ...['grace', 'amina', 'yusuf', 'lokiru', 'james', 'joyce', 'ines', 'pauline', 'sami', 'reem'],
  ...['ruth', 'david', 'thomas', 'maria', 'zeinab', 'halima', 'samuel', 'kaltouma', 'abdoulaye', 'yuki'],
]
const fieldsOf: string[] = []
function colleagueFor(field: string): string {
  if (!fieldsOf.includes(field)) fieldsOf.push(field)
  return staffId(`${COLLEAGUES[fieldsOf.indexOf(field) % COLLEAGUES.length]}@demo.nansen`)
}

/** A prime, so that any step goes through all of them. */
const PEOPLE = 113
/** Another one each time, and after each round in longer steps: two who follow each other are one review, and no more. */
let turn = 0
function somebody(): string {
  const step = 1 + Math.floor(turn / PEOPLE)
  return people[(turn++ * step) % PEOPLE]!
}

/** A good answer of each kind. */
function answerOf(field: Field<unknown>): unknown {
  if (field.kind === 'code') return field.codes[0] ?? 'X'
  if (field.kind === 'codes') return [field.codes[0] ?? 'X']
  if (field.kind === 'reference') return referenceTo(field.refersTo)
  return {
    boolean: true,
    integer: 10, // minutes of an appointment among them
    decimal: 1,
    date: '2026-01-01',
    instant: '2026-01-01T00:00:00Z',
    'partial-date': '2026',
    phone: '+254700000000',
    'name-part': { part: 'given', text: 'Amina', script: 'Latn' },
    place: { pcode: 'KE047' },
    money: { amount: 1, currency: 'KES' },
    attachment: newId(),
    text: 'said',
    note: 'said',
  }[field.kind]
}

/** A colleague, a person, or something nobody has met before: what stands once for a person and a thing stands so a second time for others. */
function referenceTo(record: string | null): string {
  if (record === 'auth.staff') return staffId('grace@demo.nansen')
  return record === 'registration.individual' ? somebody() : newId()
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`
  if (typeof value === 'object' && value !== null) return `'${JSON.stringify(value)}'::jsonb`
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

test('every document that a definition names can be printed: by derivation, or by a command of its name', () => {
  const commands = new Set(servers.flatMap(server => server.commands.map(({ name }) => name)))
  const named = (modules as readonly Module[]).flatMap(module =>
    Object.entries(module.documents).map(([name, document]) => ({ module, name, document })),
  )
  const unprinted = named.filter(
    ({ module, name, document }) => document.template !== RECORD_TEMPLATE && !commands.has(`${module.name}.${name}`),
  )
  expect(unprinted.map(({ module, name }) => `${module.name}.${name}`)).toEqual([])
  expect(named.every(({ module, document }) => module.records[document.record]?.parent === null)).toBe(true)
})
