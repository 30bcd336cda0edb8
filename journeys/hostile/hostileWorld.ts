import { createAuth } from '@nansen/auth'
import { createServer } from '@nansen/http'
import { newId } from '@nansen/kernel'
import { asSession, openSession, type Store, type Tx } from '@nansen/store'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { officeId, staffId } from '../../apps/cli/src/demo/staff.ts'
import { modules } from '../../modules/registry.gen.ts'
import { servers } from '../../modules/servers.gen.ts'
import { practiceDatabase } from '../practiceDatabase.ts'

const ORIGIN = 'http://localhost:3000'

/** The whole server over the practice world, for people who do not play by its rules. */
export interface HostileWorld {
  readonly app: FastifyInstance
  readonly store: Store
  /** Past every policy: for arranging, and for looking at what really is there. */
  readonly owner: pg.Pool
  readonly urlOf: (login: string) => string
  /** A colleague of the practice world by first name, signed in. */
  readonly colleague: (name: string) => Promise<Attacker>
  /** People registered at an office. */
  readonly peopleAt: (office: string) => Promise<readonly string[]>
  /** Registers one more person at an office, arranged past every policy. */
  readonly newPerson: (office: string) => Promise<string>
  /** Another server process over the same database. */
  readonly secondServer: () => Promise<{
    readonly getAs: (attacker: Attacker, url: string) => Promise<LightMyRequestResponse>
    readonly end: () => Promise<void>
  }>
  readonly end: () => Promise<void>
}

export interface Attacker {
  readonly staffId: string
  readonly token: string
  readonly get: (url: string) => Promise<LightMyRequestResponse>
  readonly send: (method: 'POST' | 'PATCH', url: string, payload: unknown) => Promise<LightMyRequestResponse>
  readonly does: (command: string, input: unknown, commandId?: string) => Promise<LightMyRequestResponse>
  readonly previews: (command: string, input: unknown) => Promise<LightMyRequestResponse>
  readonly asks: (query: string, input: unknown) => Promise<LightMyRequestResponse>
  /** What somebody could do who got SQL of their own past our code: statements as the server, in this person's session. */
  readonly injects: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}

export async function hostileWorld(): Promise<HostileWorld> {
  const database = await practiceDatabase()
  const { store } = database
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  owner.on('error', () => undefined)
  const login = {
    databaseUrl: database.urlOf('nansen_login'),
    secret: 'only for tests, forty characters or so, and no more',
    origin: ORIGIN,
  }
  const auth = await createAuth(login)
  // A second passes before each request: limits are the business of other tests.
  let at = Date.now()
  const config = { origin: ORIGIN, now: () => new Date(at) }
  const log = pino({ level: 'silent' })
  const app = await createServer({ store, auth, modules, servers, webRoot: null, config, log })
  const tick = () => {
    at += 1000
  }
  const secondServer: HostileWorld['secondServer'] = async () => {
    const itsAuth = await createAuth(login)
    const its = await createServer({ store, auth: itsAuth, modules, servers, webRoot: null, config, log })
    const getAs = ({ token }: Attacker, url: string) => {
      tick()
      return its.inject({ url, headers: { cookie: `__Host-nansen=${token}` } })
    }
    const end = async () => {
      await its.close()
      await itsAuth.close()
    }
    return { getAs, end }
  }
  const colleague = async (name: string): Promise<Attacker> => {
    const id = staffId(`${name}@demo.nansen`)
    const { token } = await openSession(store, { staffId: id, steppedUp: true })
    return { staffId: id, token, ...doors(app, token, tick), injects: work => asSession(store, token, {}, work) }
  }
  const peopleAt = async (office: string) => {
    const found = await owner.query('select id from registration.individual where office_id = $1 order by number', [
      officeId(office),
    ])
    return found.rows.map(row => row.id as string)
  }
  let numbered = 0
  const newPerson = async (office: string) => {
    const id = newId<string>()
    await owner.query(
      `insert into registration.individual
         (id, office_id, number, display_name, sex, born, registered_on, registration_level, process_status, process_status_on)
       select $1, o.id, o.number_prefix || '-' || $3, 'Somebody Invented', 'female', '1990', '2026-01-01', 'basic', 'active', '2026-01-01'
       from auth.office o where o.id = $2`,
      [id, officeId(office), `${9_000_000 + numbered++}-X`],
    )
    return id
  }
  const end = async () => {
    await app.close()
    await auth.close()
    await owner.end()
    await database.drop()
  }
  return { app, store, owner, urlOf: database.urlOf, colleague, peopleAt, newPerson, secondServer, end }
}

function doors(app: FastifyInstance, token: string, tick: () => void): Omit<Attacker, 'staffId' | 'token' | 'injects'> {
  const cookie = `__Host-nansen=${token}`
  const send: Attacker['send'] = (method, url, payload) => {
    tick()
    const headers = { cookie, 'x-nansen': '1', origin: ORIGIN }
    return app.inject({ method, url, payload: payload as object, headers })
  }
  return {
    get: url => {
      tick()
      return app.inject({ url, headers: { cookie } })
    },
    send,
    does: (command, input, commandId = newId<string>()) =>
      send('POST', `/api/commands/${command}`, { commandId, input }),
    previews: (command, input) => send('POST', `/api/commands/${command}?preview=true`, { input }),
    asks: (query, input) => send('POST', `/api/queries/${query}`, input),
  }
}
