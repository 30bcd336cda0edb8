import { newId, seededRandom } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { emptyDatabase, type FreshDatabase } from '@nansen/testing'
import pg from 'pg'
import { type MigrateOptions, migrate } from '../src/migrate.ts'
import { sample } from '../src/sampleModule.ts'
import { openSession } from '../src/signIn.ts'
import type { Store } from '../src/store.ts'

/** A database with the sample module, four offices in two countries, and a way to sign people in. For tests of the store. */
export interface SampleWorld {
  readonly database: FreshDatabase
  readonly store: Store
  /** Past every policy: for arranging, and for looking at what really is there. */
  readonly owner: pg.Client
  /** KEN/NBO has KEN/DAD and KEN/KAK below it; UGA/KLA is another country. */
  readonly offices: Readonly<Record<'NBO' | 'DAD' | 'KAK' | 'KLA', string>>
  /** A new colleague with one approved assignment, signed in. */
  readonly colleague: (role: Role, office: string, more?: Colleague) => Promise<SignedIn>
  /** The token of a new session of somebody who exists. */
  readonly signIn: (staffId: string, purposes?: readonly string[]) => Promise<string>
  readonly end: () => Promise<void>
}
interface Colleague {
  readonly team?: string
  readonly purposes?: readonly string[]
}
export interface SignedIn {
  readonly staffId: string
  readonly token: string
}

export async function sampleWorld(options: MigrateOptions = {}): Promise<SampleWorld> {
  const database = await emptyDatabase()
  await migrate(database.ownerUrl, [sample], options)
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  owner.on('error', () => undefined)
  await owner.connect()
  const offices = await makeOffices(owner)
  const { store } = database
  const signIn: SampleWorld['signIn'] = async (staffId, purposes) =>
    (await openSession(store, { staffId, ...(purposes ? { purposes } : {}) })).token
  const colleague: SampleWorld['colleague'] = async (role, office, more = {}) => {
    const staffId = await makeStaff(owner, role, office, more.team ?? null)
    return { staffId, token: await signIn(staffId, more.purposes) }
  }
  const end = async () => {
    await owner.end()
    await database.drop()
  }
  return { database, store, owner, offices, colleague, signIn, end }
}

async function makeOffices(owner: pg.Client): Promise<SampleWorld['offices']> {
  await owner.query(`insert into auth.country values ('KEN', '{"en": "Kenya"}'), ('UGA', '{"en": "Uganda"}')`)
  await owner.query(
    `insert into ref.code (list, code, label) values ('country', 'KEN', '{"en": "Kenya"}'), ('country', 'UGA', '{"en": "Uganda"}')`,
  )
  const organisation = newId()
  await owner.query(`insert into auth.organisation values ($1, 'UNHCR', 'un')`, [organisation])
  const offices = { NBO: newId(), DAD: newId(), KAK: newId(), KLA: newId() }
  const rows = [
    [offices.NBO, 'NBO', 'KEN', null],
    [offices.DAD, 'DAD', 'KEN', offices.NBO],
    [offices.KAK, 'KAK', 'KEN', offices.NBO],
    [offices.KLA, 'KLA', 'UGA', null],
  ]
  for (const [id, code, country, parent] of rows) {
    await owner.query(
      `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2::char(3), $2, $3, $4, $5)`,
      [id, code, country, parent, organisation],
    )
  }
  return offices
}

const names = seededRandom('colleagues')

async function makeStaff(owner: pg.Client, role: Role, office: string, team: string | null): Promise<string> {
  const staffId = newId()
  await owner.query(
    `insert into auth.staff (id, organisation_id, display_name, email) select $1, id, $2, $3 from auth.organisation`,
    [staffId, `Colleague ${names.below(1e9)}`, `${staffId}@example.org`],
  )
  await owner.query(
    `insert into auth.assignment (id, staff_id, role, office_id, team, valid_from, founding) values ($1, $2, $3, $4, $5, '2020-01-01', true)`,
    [newId(), staffId, role, office, team],
  )
  return staffId
}

/** One file's row, past every policy. */
export async function makeFile(
  owner: pg.Client,
  office: string,
  more: { readonly owner?: string; readonly restricted?: string; readonly subject?: string } = {},
): Promise<string> {
  const id = newId()
  await owner.query(
    `insert into sample.file (id, office_id, owner_id, restriction_group, subject, kind) values ($1, $2, $3, $4, $5, 'lost')`,
    [id, office, more.owner ?? null, more.restricted ?? null, more.subject ?? 'a lost child'],
  )
  return id
}
