import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { openSession, openStore, runCommand, runQuery } from '@nansen/store'
import { freshDatabase, plantLeak } from '@nansen/testing'
import pg from 'pg'
import { server } from '../server/index.ts'

export interface Colleague {
  readonly id: string
  readonly token: string
}

/** Administration over a fresh database: three offices in two countries, and colleagues as they are needed. */
export async function adminWorld() {
  const database = await freshDatabase()
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  owner.on('error', () => undefined)
  await plantLeak(owner)
  const logins = ['nansen_app', 'nansen_login', 'nansen_audit']
  const store = openStore({ urls: Object.fromEntries(logins.map(login => [login, database.urlOf(login)])) })
  const organisation = newId<string>()
  const offices = { NBO: newId<string>(), DAD: newId<string>(), KLA: newId<string>() }
  await owner.query(
    `insert into auth.country values ('KEN', '{"en": "Kenya"}'), ('UGA', '{"en": "Uganda"}') on conflict do nothing`,
  )
  await owner.query(`insert into auth.organisation values ($1, 'Agency', 'un')`, [organisation])
  for (const [code, country, parent] of [
    ['NBO', 'KEN', null],
    ['DAD', 'KEN', offices.NBO],
    ['KLA', 'UGA', null],
  ] as const)
    await owner.query(
      `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2::char(3), $2, $3, $4, $5)`,
      [offices[code], code, country, parent, organisation],
    )

  /** With one assignment, asked for long ago, and signed in. */
  async function colleague(role: Role, office: keyof typeof offices = 'NBO'): Promise<Colleague> {
    const id = newId<string>()
    await owner.query('insert into auth.staff (id, organisation_id, display_name, email) values ($1, $2, $3, $4)', [
      id,
      organisation,
      `Colleague ${role}`,
      `${id}@example.org`,
    ])
    await owner.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, requested_at, founding)
       values ($1, $2, $3, $4, '2020-01-01', '2020-01-01', true)`,
      [newId(), id, role, offices[office]],
    )
    return { id, token: (await openSession(store, { staffId: id, steppedUp: true })).token }
  }
  const act = ({ token }: Colleague, name: string, input: object) => {
    const command = server.commands.find(each => each.name === `admin.${name}`)
    if (command === undefined) throw new Error(`no command ${name}`)
    return runCommand(store, token, command, { commandId: newId(), input: input as never })
  }
  const ask = <T>({ token }: Colleague, name: string, input: object = {}): Promise<T> => {
    const query = server.queries.find(each => each.name === name)
    if (query === undefined) throw new Error(`no query ${name}`)
    return runQuery(store, token, query, { input })
  }
  /** What the person was told, the oldest first. */
  const told = async ({ id }: { readonly id: string }) => {
    const { rows } = await owner.query<{ kind: string; about: Readonly<Record<string, unknown>> }>(
      'select kind, about from auth.notice where staff_id = $1 order by at, id',
      [id],
    )
    return rows
  }
  /** The server's clock of accounts and assignments, at a day (UTC). */
  const turnClock = async (today: string) => {
    const { rows } = await owner.query<{ left: number; opened: number; warned: number; suspended: number }>(
      'select login.close_left($1) as "left", r.* from login.recertify($1) r',
      [today],
    )
    return rows[0]!
  }
  const end = async () => {
    await store.close()
    await owner.end()
    await database.drop()
  }
  return { owner, store, organisation, offices, colleague, act, ask, told, turnClock, end }
}

/** The calendar day so many days from today, UTC. */
export const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
