import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Auth, authSql, createAuth } from '@nansen/auth'
import { newId } from '@nansen/kernel'
import type { Module, Role } from '@nansen/model'
import {
  createKeyFile,
  migrate,
  openSession,
  openStore,
  readKeyFile,
  type ServerModule,
  type Store,
} from '@nansen/store'
import { type FakeClock, fakeClock, freshDatabase } from '@nansen/testing'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { type DestinationStream, pino } from 'pino'
import { openPapers } from '../../../apps/server/src/papers.ts'
import { columns, modules } from '../../../modules/registry.gen.ts'
import { servers } from '../../../modules/servers.gen.ts'
import type { Papers } from '../src/paperRoutes.ts'
import type { HttpConfig } from '../src/place.ts'
import { createServer } from '../src/server.ts'

export const ORIGIN = 'http://localhost:3000'

/** The whole server over a fresh database: every module, three offices in two countries, and colleagues as they are needed. */
export interface HttpWorld {
  readonly app: FastifyInstance
  readonly auth: Auth
  readonly store: Store
  readonly clock: FakeClock
  /** Past every policy. */
  readonly owner: pg.Pool
  readonly offices: Readonly<Record<'NBO' | 'DAD' | 'KLA', string>>
  /** A colleague with one assignment, signed in. */
  readonly colleague: (role: Role, office?: 'NBO' | 'DAD' | 'KLA') => Promise<Colleague>
  /** The token of another session of theirs. */
  readonly signIn: (staffId: string) => Promise<string>
  /** Lines of the log so far. */
  readonly log: readonly string[]
  readonly end: () => Promise<void>
}
export interface Colleague {
  readonly staffId: string
  readonly token: string
  readonly role: Role
  readonly get: (url: string) => Promise<LightMyRequestResponse>
  readonly send: (method: 'POST' | 'PATCH', url: string, payload: object) => Promise<LightMyRequestResponse>
}

const LOGINS = ['nansen_app', 'nansen_login', 'nansen_audit', 'nansen_sync'] as const

/** A module that stands beside those of the house: what it is, and the folder in which its migrations are, with those of all others. */
interface OneMore {
  readonly module: Module
  readonly server: ServerModule
  readonly modulesFolder: string
}

/**
 * @param printing what comes between the server and its typesetter
 * @param oneMore a module that is brought into the database and the server besides
 */
export async function httpWorld(
  config: Partial<HttpConfig> = {},
  webRoot: string | null = null,
  printing: (papers: Papers) => Papers = papers => papers,
  oneMore: OneMore | null = null,
): Promise<HttpWorld> {
  const database = await freshDatabase()
  const all = [...modules, ...(oneMore ? [oneMore.module] : [])]
  if (oneMore) await migrate(database.ownerUrl, all, { columns, also: authSql, modulesFolder: oneMore.modulesFolder })
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  owner.on('error', () => undefined)
  const offices = await makeOffices(owner)
  const store = openStore({
    urls: Object.fromEntries(LOGINS.map(login => [login, database.urlOf(login)])),
    connections: 6,
    keys: newKeys(),
  })
  const auth = await createAuth({
    databaseUrl: database.urlOf('nansen_login'),
    secret: 'only for tests, forty characters or so, and no more',
    origin: config.origin ?? ORIGIN,
  })
  const clock = fakeClock(new Date())
  const log: string[] = []
  const stream: DestinationStream = { write: line => void log.push(line) }
  const papers = openPapers(all)
  const app = await createServer({
    papers: printing(papers),
    store,
    auth,
    modules: all,
    servers: [...servers, ...(oneMore ? [oneMore.server] : [])],
    webRoot,
    config: { origin: ORIGIN, now: clock.now, ...config },
    log: pino({ base: null }, stream),
  })
  const colleague: HttpWorld['colleague'] = async (role, office = 'DAD') => {
    const staffId = await makeStaff(owner, role, offices[office])
    const { token } = await openSession(store, { staffId, steppedUp: true })
    return { staffId, token, role, ...asking(app, clock, token) }
  }
  const signIn: HttpWorld['signIn'] = async staffId => (await openSession(store, { staffId, steppedUp: true })).token
  const end = async () => {
    await app.close()
    await papers.close()
    await auth.close()
    await store.close()
    await owner.end()
    await database.drop()
  }
  return { app, auth, store, clock, signIn, owner, offices, colleague, log, end }
}

/** Requests as a browser of this site sends them. A second passes before each, so that tests are not slowed down by limits. */
function asking(app: FastifyInstance, clock: FakeClock, token: string): Pick<Colleague, 'get' | 'send'> {
  const cookie = `__Host-nansen=${token}`
  const inject = (options: InjectOptions) => {
    clock.advance(1000)
    return app.inject(options)
  }
  return {
    get: url => inject({ url, headers: { cookie } }),
    send: (method, url, payload) =>
      inject({ method, url, payload, headers: { cookie, 'x-nansen': '1', origin: ORIGIN } }),
  }
}

async function makeOffices(owner: pg.Pool): Promise<HttpWorld['offices']> {
  await owner.query(
    `insert into auth.country values ('KEN', '{"en": "Kenya"}'), ('UGA', '{"en": "Uganda"}') on conflict do nothing`,
  )
  const organisation = newId()
  await owner.query(`insert into auth.organisation values ($1, 'Agency', 'un')`, [organisation])
  const offices = { NBO: newId<string>(), DAD: newId<string>(), KLA: newId<string>() }
  for (const [code, country, parent] of [
    ['NBO', 'KEN', null],
    ['DAD', 'KEN', offices.NBO],
    ['KLA', 'UGA', null],
  ] as const) {
    await owner.query(
      `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2::char(3), $2, $3, $4, $5)`,
      [offices[code], code, country, parent, organisation],
    )
  }
  return offices
}

async function makeStaff(owner: pg.Pool, role: Role, office: string): Promise<string> {
  const id = newId()
  await owner.query(
    `insert into auth.staff (id, organisation_id, display_name, email)
     select $1, organisation_id, 'Colleague', $2 from auth.office where id = $3`,
    [id, `${id}@example.org`, office],
  )
  await owner.query(
    `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, $3, $4, '2020-01-01', true)`,
    [newId(), id, role, office],
  )
  return id
}

function newKeys() {
  const folder = mkdtempSync(join(tmpdir(), 'nansen-keys-'))
  createKeyFile(join(folder, 'server.key'), 'tests')
  const keys = readKeyFile(join(folder, 'server.key'))
  rmSync(folder, { recursive: true })
  return keys
}
