import { Refusal } from '@nansen/kernel'
import type { Store } from '@nansen/store'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type pg from 'pg'
import { callerOf } from './gate.ts'
import type { HttpConfig } from './place.ts'

/** Milliseconds between two signs of life, at which each stream also asks whether its session still lives: below a proxy's usual minute. */
const BEAT = 25_000
/** Streams of one colleague: a browser keeps one for all its tabs. */
const EACH = 5
/** Streams of one server. */
const ALL = 2_000
/** Where the database says what happened: packages/store/sql/0057. */
const CHANNEL = 'nansen_live'

interface Stream {
  readonly token: string
  readonly reply: FastifyReply
}

interface LiveParts {
  readonly store: Store
  readonly config: HttpConfig
}

/**
 * `GET /api/live`: server-sent events of what concerns the caller, each an identifier and a kind and nothing else; the page asks what it is
 * through its session, so that policies decide at that moment. A session is not kept alive by listening, and a stream ends with it.
 */
export function liveRoute(app: FastifyInstance, { store, config }: LiveParts): void {
  const streams = new Map<string, Set<Stream>>()
  let listening: Promise<pg.PoolClient> | null = null
  const hear = (text: string | undefined) => {
    const { staff, id, kind } = JSON.parse(text ?? '{}') as Readonly<
      Record<'staff' | 'id' | 'kind', string | undefined>
    >
    for (const { reply } of streams.get(staff ?? '') ?? [])
      reply.raw.write(`event: ${kind}\ndata: ${JSON.stringify({ id, kind })}\n\n`)
  }
  const listen = () => {
    listening ??= listenTo(store, hear, () => {
      listening = null
      for (const each of [...streams.values()].flatMap(set => [...set])) each.reply.raw.end() // they come again
    })
    return listening
  }
  const timer = setInterval(() => void beatAll(store, streams).catch(() => null), config.beat ?? BEAT)
  timer.unref()
  app.addHook('preClose', async () => {
    clearInterval(timer)
    for (const each of [...streams.values()].flatMap(set => [...set])) each.reply.raw.end()
    const client = await listening?.catch(() => null)
    client?.release(true)
  })
  app.get('/api/live', { schema: { hide: true }, config: { door: 'signed-in' } }, async (request, reply) => {
    const { token, session } = callerOf(request)
    const mine = streams.get(session.staffId) ?? new Set()
    const all = [...streams.values()].reduce((sum, { size }) => sum + size, 0)
    if (mine.size >= EACH || all >= ALL) throw new Refusal('too-many', 'too many windows are listening')
    await listen()
    reply.hijack()
    const stream = { token, reply }
    streams.set(session.staffId, mine.add(stream))
    reply.raw.on('close', () => {
      mine.delete(stream)
      if (mine.size === 0) streams.delete(session.staffId)
    })
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 10000\n\n')
  })
}

async function listenTo(
  store: Store,
  hear: (text: string | undefined) => void,
  lost: () => void,
): Promise<pg.PoolClient> {
  const client = await store.pool('nansen_app').connect()
  client.on('notification', ({ payload }) => hear(payload))
  client.once('end', lost)
  await client.query(`listen ${CHANNEL}`)
  return client
}

/** A line that says nothing to each whose session lives; the others end. Asking so does not count as using the session. */
async function beatAll(store: Store, streams: ReadonlyMap<string, ReadonlySet<Stream>>): Promise<void> {
  if (streams.size === 0) return
  const client = await store.pool('nansen_app').connect()
  try {
    for (const [staffId, set] of streams)
      for (const { token, reply } of set) {
        await client.query('begin')
        await client.query(`select set_config('nansen.token', $1, true)`, [token])
        const { rows } = await client.query<{ who: string | null }>('select auth.staff() as who')
        await client.query('commit')
        if (rows[0]?.who === staffId) reply.raw.write(': here\n\n')
        else reply.raw.end()
      }
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
