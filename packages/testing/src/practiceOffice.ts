import { type Id, newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import type { PersonInput } from '@nansen/registration/server'
import {
  type Command,
  type Consequence,
  openSession,
  previewCommand,
  type Query,
  runCommand,
  runQuery,
  type Store,
} from '@nansen/store'
import pg from 'pg'
import { sharedLists } from '../../../countries/countries.ts'
import { type FreshDatabase, freshDatabase } from './freshDatabase.ts'
import { plantLeak } from './plantLeak.ts'

/** For tests: a migrated database with two offices and the shared lists, and colleagues who act through the product's own door. */
export interface PracticeOffice {
  readonly database: FreshDatabase
  readonly store: Store
  /** Past every policy: for looking at what really is there. */
  readonly owner: pg.Client
  readonly offices: Readonly<Record<'DAD' | 'KAK', Id<'auth.office'>>>
  readonly colleague: (role: Role, office: 'DAD' | 'KAK') => Promise<Colleague>
  /** Input of `registration.registerGroup` at DAD; the family of four unless said otherwise. */
  readonly registering: (members?: readonly object[], more?: object) => object
  /** A group as it really is now: its own words, and its present members in order. */
  readonly familyOf: (groupId: string) => Promise<Family>
  readonly end: () => Promise<void>
}

export interface Registered {
  readonly groupId: string
  readonly number: string
  readonly members: readonly { readonly id: string; readonly number: string }[]
}

interface Family {
  readonly size: number
  readonly focal_point: string | null
  readonly process_status: string
  readonly relationships: readonly string[]
  readonly people: readonly string[]
}

export interface Colleague {
  readonly staffId: string
  readonly token: string
  readonly does: <O>(command: Command, input: unknown, commandId?: string) => Promise<O>
  readonly previews: (command: Command, input: unknown) => Promise<readonly Consequence[]>
  readonly asks: <O>(query: Query, input: unknown) => Promise<O>
}

export async function practiceOffice(): Promise<PracticeOffice> {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  owner.on('error', () => undefined)
  await owner.connect()
  await plantLeak(owner)
  const offices = await arrange(owner)
  const colleague: PracticeOffice['colleague'] = async (role, office) => {
    const staffId = newId()
    await owner.query(
      `insert into auth.staff (id, organisation_id, display_name, email) select $1, id, $2, $3 from auth.organisation`,
      [staffId, role, `${staffId}@example.org`],
    )
    await owner.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, $3, $4, '2020-01-01', true)`,
      [newId(), staffId, role, offices[office]],
    )
    const { token } = await openSession(database.store, { staffId })
    return asColleague(database.store, staffId, token)
  }
  return {
    database,
    store: database.store,
    owner,
    offices,
    colleague,
    registering: (members = FAMILY, more = {}) => ({
      officeId: offices.DAD,
      level: 'emergency',
      searched: true,
      group: {},
      members,
      ...more,
    }),
    familyOf: groupId => familyIn(owner, groupId),
    end: async () => {
      await owner.end()
      await database.drop()
    },
  }
}

async function familyIn(owner: pg.Client, groupId: string): Promise<Family> {
  const members = await owner.query<{ individual: string; relationship: string }>(
    `select individual, relationship from registration.membership where parent_id = $1 and member_to is null order by sequence`,
    [groupId],
  )
  const group = await owner.query(
    'select size, focal_point, process_status from registration.registration_group where id = $1',
    [groupId],
  )
  return {
    ...group.rows[0],
    relationships: members.rows.map(row => row.relationship),
    people: members.rows.map(row => row.individual),
  }
}

const asColleague = (store: Store, staffId: string, token: string): Colleague => ({
  staffId,
  token,
  does: (command, input, commandId = newId<'command'>()) => runCommand(store, token, command, { commandId, input }),
  previews: (command, input) => previewCommand(store, token, command, { commandId: newId<'command'>(), input }),
  asks: (query, input) => runQuery(store, token, query, { input }),
})

async function arrange(owner: pg.Client): Promise<PracticeOffice['offices']> {
  await owner.query(`insert into auth.country values ('KEN', '{"en": "Kenya"}')`)
  const lists = sharedLists().flatMap(({ list, codes }) => codes.map(code => ({ list, ...code })))
  await owner.query(
    `insert into ref.code (list, code, label, parent, external)
     select list, code, label, parent, coalesce(external, '{}')
     from jsonb_to_recordset($1) as c (list text, code text, label jsonb, parent text, external jsonb) on conflict do nothing`,
    [JSON.stringify(lists)],
  )
  const organisation = newId()
  await owner.query(`insert into auth.organisation values ($1, 'UNHCR', 'un')`, [organisation])
  const offices = { DAD: newId<'auth.office'>(), KAK: newId<'auth.office'>() }
  for (const [code, id] of Object.entries(offices))
    await owner.query(
      `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2::char(3), $2, 'KEN', null, $3)`,
      [id, code, organisation],
    )
  return offices
}

/** An invented person of so many names in Latin script, and in Arabic script where given. */
export function person(
  sex: 'male' | 'female',
  latin: string,
  more: Partial<PersonInput> & { readonly arabic?: string } = {},
): PersonInput {
  const { arabic, ...fields } = more
  const parts = (name: string, script: 'Latn' | 'Arab') =>
    name.split(' ').map((text, at) => ({
      name: { part: (['given', 'father', 'grandfather'] as const)[at] ?? ('middle' as const), text, script },
      sequence: at + 1,
    }))
  return {
    sex,
    name: [...parts(latin, 'Latn'), ...(arabic === undefined ? [] : parts(arabic, 'Arab'))],
    nationality: 'SOM',
    ...fields,
  }
}

/** A family of four: Amina leads, with her husband, a son and a daughter. */
export const FAMILY = [
  { relationship: 'PA', person: person('female', 'Amina Yusuf Ali', { born: '1990' as never, marital_status: 'MA' }) },
  { relationship: 'HUS', person: person('male', 'Hassan Omar Nur', { born: '1985' as never, marital_status: 'MA' }) },
  { relationship: 'SON', person: person('male', 'Omar Hassan Omar', { born: '2012' as never }) },
  { relationship: 'DAU', person: person('female', 'Ifrah Hassan Omar', { born: '2015' as never }) },
]
