import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request as ask } from 'node:https'
import { type AddressInfo, connect as connectPlain } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { type Auth, createAuth } from '@nansen/auth'
import { createServer } from '@nansen/http'
import { type FreshDatabase, freshDatabase } from '@nansen/testing'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

describe('with a certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nansen-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  let database: FreshDatabase
  let auth: Auth
  let app: FastifyInstance
  let port: number
  let pem: string
  beforeAll(async () => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', ...subject]
    execFileSync('openssl', ['req', '-x509', ...made, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    pem = readFileSync(cert, 'utf8')
    database = await freshDatabase()
    const origin = 'https://localhost'
    const secret = 'only for tests, forty characters or so, and no more'
    auth = await createAuth({ databaseUrl: database.urlOf('nansen_login'), secret, origin })
    const config = { origin, tls: { cert: pem, key: readFileSync(key, 'utf8') } }
    const log = pino({ level: 'silent' })
    app = await createServer({ store: database.store, auth, modules: [], servers: [], webRoot: null, config, log })
    await app.listen({ port: 0, host: '127.0.0.1' })
    port = (app.server.address() as AddressInfo).port
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await app.close()
    await auth.close()
    await database.drop()
  })

  const shakes = (version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
    new Promise<string | null>(resolve => {
      const socket = connect(
        {
          port,
          host: '127.0.0.1',
          servername: 'localhost',
          ca: pem,
          minVersion: version,
          maxVersion: version,
          ciphers: 'DEFAULT:@SECLEVEL=0',
        },
        () => {
          resolve(socket.getProtocol())
          socket.destroy()
        },
      )
      socket.on('error', () => resolve(null))
    })

  test('nothing older than TLS 1.2 is spoken, and nothing in the open', async () => {
    expect([await shakes('TLSv1'), await shakes('TLSv1.1'), await shakes('TLSv1.2'), await shakes('TLSv1.3')]).toEqual([
      null,
      null,
      'TLSv1.2',
      'TLSv1.3',
    ])
    const plain = await new Promise<string>(resolve => {
      let heard = ''
      const socket = connectPlain(port, '127.0.0.1', () =>
        socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      )
      socket.on('data', chunk => {
        heard += chunk
      })
      socket.on('close', () => resolve(heard))
      socket.on('error', () => resolve(heard))
    })
    expect(plain).not.toContain('200')
    expect(plain).not.toContain('ok')
  })
  test('browsers are told to come back no other way, on every answer', async () => {
    for (const path of ['/health', '/api/me', '/nothing', '/api/attachments/x', '/%'])
      expect(
        await new Promise(resolve =>
          ask({ port, host: '127.0.0.1', servername: 'localhost', ca: pem, path }, answer => {
            answer.resume()
            resolve(answer.headers['strict-transport-security'])
          }).end(),
        ),
      ).toBe('max-age=31536000')
  })
  test('those who come slowly are waited for no longer than without', async () => {
    const { headersTimeout, requestTimeout, timeout } = app.server
    expect([headersTimeout, requestTimeout, timeout]).toEqual([20_000, 300_000, 120_000])
  })
})
