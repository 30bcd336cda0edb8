import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyFile, openStore, readKeyFile } from '@nansen/store'
import { freshDatabase, withClient } from '@nansen/testing'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { modules } from '../../../modules/registry.gen.ts'
import { servers } from '../../../modules/servers.gen.ts'
import { type RunOptions, runServer, sequencing } from './index.ts'

const database = await freshDatabase()
const folder = mkdtempSync(join(tmpdir(), 'nansen-keys-'))
createKeyFile(join(folder, 'server.key'), 'tests')
const urls = Object.fromEntries(
  ['nansen_app', 'nansen_sync', 'nansen_audit'].map(login => [login, database.urlOf(login)]),
)
const store = openStore({ urls, keys: readKeyFile(join(folder, 'server.key')) })
const log = pino({ level: 'silent' })
const options: RunOptions = {
  store,
  loginUrl: database.urlOf('nansen_login'),
  loginSecret: 'only for tests, forty characters or so, and no more',
  modules,
  servers,
  webRoot: null,
  port: 0,
  log,
}
afterAll(async () => {
  await store.close()
  await database.drop()
  rmSync(folder, { recursive: true })
})

test('it serves this machine, does its duties, and ends in order', async () => {
  const did: string[] = []
  const broken = { name: 'broken', start: () => Promise.reject(new Error('no')) }
  const counting = {
    name: 'counting',
    start: async () => {
      did.push('started')
      return async () => void did.push('ended')
    },
  }
  const running = await runServer({ ...options, duties: [broken, counting] })
  const answer = await fetch(`${running.origin}/health`)
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
  await running.stop()
  expect(did).toEqual(['started', 'ended'])
  await expect(fetch(`${running.origin}/health`)).rejects.toThrow()
})

test('a browser that opened connections ahead and asked nothing holds no server back from its end', async () => {
  const running = await runServer(options)
  const { port } = new URL(running.origin)
  const opened = async (said: string): Promise<Socket> => {
    const socket = connect(Number(port), 'localhost')
    await once(socket, 'connect')
    socket.write(said)
    return socket.on('error', () => undefined)
  }
  const silent = await Promise.all(['', 'GET /health HTTP/1.1\r\nHost: loc'].map(opened))
  expect((await fetch(`${running.origin}/health`)).status).toBe(200)
  await running.stop()
  for (const socket of silent) await expect.poll(() => socket.closed || socket.destroyed).toBe(true)
}, 30_000)

test('what was audited has its position and a signature by the time the server has stopped', async () => {
  const running = await runServer({ ...options, duties: [sequencing(store, log)] })
  const password = { method: 'POST', headers: { 'x-nansen': '1', 'content-type': 'application/json' } }
  const body = JSON.stringify({ email: 'nobody@example.org', password: 'a guess of fair length' })
  expect((await fetch(`${running.origin}/api/login/password`, { ...password, body })).status).toBe(401)
  // A position is given when nothing older can still be written, in any database of the cluster: those of other tests are among them.
  await withClient(database.ownerUrl, async client => {
    const { rows } = await client.query<{ now: string }>('select pg_current_xact_id()::text as now')
    const over = async () =>
      (await client.query(`select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as over`, [rows[0]!.now])).rows[0]
    await expect.poll(over).toEqual({ over: true })
  })
  await running.stop()
  const { rows } = await withClient(database.ownerUrl, client =>
    client.query(`select count(*) filter (where pos is null)::int as waiting, (select max(size)::int from audit.checkpoint) as signed,
      count(*)::int as all from audit.entry`),
  )
  expect(rows).toEqual([{ waiting: 0, signed: rows[0].all, all: rows[0].all }])
  expect(rows[0].all).toBeGreaterThan(0)
})

test('without a certificate no other interface is served', async () => {
  await expect(runServer({ ...options, host: '0.0.0.0' })).rejects.toThrow('needs tls')
})
