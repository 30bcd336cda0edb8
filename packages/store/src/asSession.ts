import { newId, Refusal } from '@nansen/kernel'
import type { Session } from '@nansen/model'
import type { PoolClient } from 'pg'
import { auditDenial, whatWasRefused } from './audit/auditRead.ts'
import type { Asking, Tx } from './command.ts'
import { inOnePiece, inTransaction, statementName } from './kyselyOn.ts'
import type { Login } from './migrate.ts'
import { refusalOf } from './refusalOf.ts'
import type { Store } from './store.ts'
import { remembering } from './storeOf.ts'

export interface SessionOptions {
  readonly commandId?: string
  /** One of the session's purposes. Default: its first. */
  readonly purpose?: string
  readonly now?: () => Date
}

/** What `auth.begin` answers: the session, and its grants unless the caller said it still has them. */
type Begun = Omit<Session, 'grants'> & { readonly grants: Session['grants'] | null; readonly fingerprint: string }

/** Grants by fingerprint of assignments, purpose and matrix: they are thousands of lines and the same for hours. */
const remembered = new Map<string, Session['grants']>()
const REMEMBERED = 500
/** The fingerprint a token had last, so that the first question already says what need not be sent. */
const lastOf = new Map<string, string>()

/**
 * Runs `work` in one transaction that PostgreSQL confines to what the token's session may see, then commits. This is the only way to
 * a handle: there is no query without somebody asking. Settings are local to the transaction, so a pooled connection forgets them.
 * @throws Refusal `not-signed-in` when the token is unknown, ended, idle or expired, or its holder disabled or without a role today.
 */
export const asSession = <T, Tables = unknown>(
  store: Store,
  token: string,
  options: SessionOptions,
  work: (tx: Tx<Tables>, asking: Asking) => Promise<T>,
): Promise<T> => asSessionOf(store, 'nansen_app', token, options, work)

/** The same as another of the logins that know sessions: `nansen_images` opens images for somebody, not for itself. */
export async function asSessionOf<T, Tables = unknown>(
  store: Store,
  login: 'nansen_app' | 'nansen_images',
  token: string,
  options: SessionOptions,
  work: (tx: Tx<Tables>, asking: Asking) => Promise<T>,
): Promise<T> {
  const commandId = options.commandId ?? newId<'command'>()
  return lent(store, login, client => {
    let session: Session | null = null
    const started = async () => {
      session = await begin(client, token, options.purpose ?? null, commandId)
      if (options.now) await client.query(`select set_config('nansen.now', $1, true)`, [options.now().toISOString()])
    }
    return inTransaction<T, Tables>(client, started, tx => {
      const asking = { session: session!, now: options.now ?? (() => new Date()), commandId }
      return work(tx, remembering(asking, store))
    })
  }).catch(async error => {
    const refusal = refusalOf(error)
    await noteDenial(store, token, refusal)
    throw refusal
  })
}

/**
 * Whose token it is, in one question and without a transaction to work in: for doors, which show nothing of a record.
 * @throws Refusal as `asSession` does.
 */
export const sessionOf = (store: Store, token: string): Promise<Session> =>
  lent(store, 'nansen_app', async client => {
    const { rows } = await client.query<{ begun: Begun }>(asked(token, null, newId<'command'>()))
    return withGrants(token, rows[0]!.begun)
  }).catch(error => {
    throw refusalOf(error)
  })

/** A connection for a while; one that broke, or can no longer be trusted with its statements, is not used again. */
async function lent<T>(store: Store, login: Login, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await store.pool(login).connect()
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    return await work(client)
  } catch (error) {
    if (lacksStatement(error)) broken = error
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/** A connection that lost a statement it had planned (26000), or holds another under its name (42P05), would fail every request from now on. */
const lacksStatement = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && (error.code === '26000' || error.code === '42P05')

/** What the asker had no right to, or was shown with a refusal, is in the audit, though nothing of the transaction remains. */
async function noteDenial(store: Store, token: string, refusal: unknown): Promise<void> {
  if (!(refusal instanceof Refusal) || !['not-allowed', 'not-found', 'stale'].includes(refusal.code)) return
  const known = whatWasRefused(refusal)
  if (refusal.code === 'stale' && known === null) return // shows nobody's values
  const unknown = { module: 'store', action: 'read', record: 'unknown', ids: [], reason: refusal.code } as const
  await auditDenial(store, token, known ?? unknown)
}

/** One round trip: both statements are written before the first answer is read. */
async function begin(client: PoolClient, token: string, purpose: string | null, commandId: string): Promise<Session> {
  inOnePiece(client)
  const started = client.query('begin')
  const answered = client.query<{ begun: Begun }>(asked(token, purpose, commandId))
  const [, answer] = await Promise.allSettled([started, answered])
  if (answer.status === 'rejected') {
    await client.query('rollback').catch(() => undefined)
    throw answer.reason
  }
  return withGrants(token, answer.value.rows[0]!.begun)
}

function asked(token: string, purpose: string | null, commandId: string) {
  const known = lastOf.get(token) ?? null
  return {
    name: statementName('auth.begin'),
    text: 'select auth.begin($1, $2, $3, $4) as begun',
    values: [token, purpose, commandId, known !== null && remembered.has(known) ? known : null],
  }
}

function withGrants(token: string, { fingerprint, grants, ...session }: Begun): Session {
  const all = grants ?? remembered.get(fingerprint)
  if (all === undefined) throw new Refusal('unavailable', 'please try again')
  remember(remembered, fingerprint, all)
  remember(lastOf, token, fingerprint)
  return { ...session, grants: all }
}

/** Keeps the most recent; a map remembers the order in which keys came. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!)
}
