import { authSql } from '@nansen/auth'
import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import {
  type Asking,
  asSession,
  type Command,
  changeRecord,
  createRecord,
  getRecord,
  migrate,
  moveRecord,
  openSession,
  type Query,
  runCommand,
  runQuery,
  type Store,
  type Tx,
  tellOf,
} from '@nansen/store'
import { type FreshDatabase, filledDatabase, plantLeak } from '@nansen/testing'
import pg from 'pg'
import { columns, modules } from '../../../modules/registry.gen.ts'
import { caseServer, caseSql } from '../src/server/index.ts'
import { example } from './exampleModule.ts'

export interface Worker {
  readonly staffId: string
  readonly token: string
  readonly as: <T>(work: (tx: Tx, asking: Asking) => Promise<T>) => Promise<T>
  readonly asks: <O>(query: string, input: object) => Promise<O>
  readonly does: <O>(command: string, input: object) => Promise<O>
  readonly open: (values: object) => Promise<{ id: string; version: number } & Record<string, unknown>>
  readonly add: (record: string, values: object) => Promise<{ id: string }>
  readonly change: (id: string, patch: object) => Promise<unknown>
  readonly move: (id: string, move: string, patch?: object) => Promise<{ state: string }>
  readonly get: (id: string) => Promise<Record<string, unknown>>
}

/** A database with registration and the example module, two offices in Kenya, people, and a clock in hand. For tests of cases. */
export async function caseWorld() {
  const database = await filledDatabase('example_cases', makeTables, 'empty')
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  owner.on('error', () => undefined)
  await owner.connect()
  await plantLeak(owner)
  const offices = await makeOffices(owner)
  const { store } = database
  tellOf(store, [SERVER])
  const clock = { now: new Date('2026-11-20T09:00:00Z') }
  const worker = async (role: Role, office: keyof Offices = 'DAD'): Promise<Worker> => {
    const staffId = await makeStaff(owner, role, offices[office])
    const { token } = await openSession(store, { staffId })
    return asWorker(store, staffId, token, () => clock.now)
  }
  const person = (name = 'Amina Yusuf', more: Partial<Person> = {}) =>
    makePerson(owner, { name, office: offices.DAD, born: '1990', restricted: null, ...more })
  const rows = async (record: string, caseId: string) =>
    (await owner.query(`select * from example.${record} where root_id = $1 order by created_at, id`, [caseId])).rows
  const end = async () => {
    await owner.end()
    await database.drop()
  }
  return { database, store, owner, offices, clock, worker, person, rows, end }
}
export type CaseWorld = Awaited<ReturnType<typeof caseWorld>>

/** Once a run: the tables of registration and of the example. */
async function makeTables({ ownerUrl }: FreshDatabase): Promise<void> {
  await migrate(ownerUrl, ALL, { columns: { ...columns, example: example.access }, also: authSql })
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`set role nansen_migrator; ${caseSql(example)}; reset role`)
  await owner.end()
}

const ALL = [modules.find(({ name }) => name === 'registration')!, example]
const SERVER = caseServer(ALL)

type Offices = Readonly<Record<'DAD' | 'KAK', string>>

async function makeOffices(owner: pg.Client): Promise<Offices> {
  await owner.query(`insert into auth.country values ('KEN', '{"en": "Kenya"}')`)
  const organisation = newId()
  await owner.query(`insert into auth.organisation values ($1, 'UNHCR', 'un')`, [organisation])
  const offices = { DAD: newId(), KAK: newId() }
  for (const [name, id] of Object.entries(offices))
    await owner.query(
      `insert into auth.office (id, code, name, country, organisation_id) values ($1, $2::char(3), $2, 'KEN', $3)`,
      [id, name, organisation],
    )
  return offices
}

async function makeStaff(owner: pg.Client, role: Role, office: string): Promise<string> {
  const staffId = newId()
  await owner.query(
    `insert into auth.staff (id, organisation_id, display_name, email) select $1, id, $2, $3 from auth.organisation`,
    [staffId, role, `${staffId}@example.org`],
  )
  await owner.query(
    `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, $3, $4, '2020-01-01', true)`,
    [newId(), staffId, role, office],
  )
  return staffId
}

interface Person {
  readonly name: string
  readonly office: string
  readonly born: string
  readonly restricted: string | null
}

/** Somebody registered, past every form. */
async function makePerson(owner: pg.Client, { name, office, born, restricted }: Person): Promise<string> {
  const id = newId()
  await owner.query(`set session_replication_role = 'replica'`)
  await owner.query(
    `insert into registration.individual (id, office_id, restriction_group, number, display_name, sex, born, process_status,
       process_status_on, registered_on, registration_level)
     values ($1, $2, $3, $4, $5, 'female', $6, 'active', '2026-01-01', '2026-01-01', 'emergency')`,
    [id, office, restricted, `KEN-${id.slice(-12)}`, name, born],
  )
  await owner.query(`set session_replication_role = 'origin'`)
  return id
}

function asWorker(store: Store, staffId: string, token: string, now: () => Date): Worker {
  const fresh = () => ({ now, commandId: newId<'command'>() })
  const as: Worker['as'] = work => asSession(store, token, fresh(), work)
  const version = async (tx: Tx, asking: Asking, id: string) =>
    (await getRecord(tx, asking, example, 'file', id)).version
  const query = (name: string) => SERVER.queries.find(each => each.name === `cases.${name}`) as Query
  const command = (name: string) => SERVER.commands.find(each => each.name === `cases.${name}`) as Command
  return {
    staffId,
    token,
    as,
    asks: (name, input) => runQuery(store, token, query(name), { now, input }),
    does: (name, input) => runCommand(store, token, command(name), { ...fresh(), input }),
    open: values => as((tx, asking) => createRecord(tx, asking, example, 'file', values as never)) as never,
    add: (record, values) => as((tx, asking) => createRecord(tx, asking, example, record, values as never)),
    change: (id, patch) =>
      as(async (tx, asking) =>
        changeRecord(tx, asking, example, 'file', id, await version(tx, asking, id), patch as never),
      ),
    move: (id, move, patch = {}) =>
      as(async (tx, asking) =>
        moveRecord(tx, asking, example, id, move, await version(tx, asking, id), patch as never),
      ) as never,
    get: id => as((tx, asking) => getRecord(tx, asking, example, 'file', id)),
  }
}
