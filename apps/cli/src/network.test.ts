import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readNetwork } from './network.ts'
import { readSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-network-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const cert = file('cert.pem', '-----BEGIN CERTIFICATE-----\n')
const key = file('key.pem', '-----BEGIN PRIVATE KEY-----\n')
const TLS = { NANSEN_TLS_CERT: cert, NANSEN_TLS_KEY: key }
const ORIGIN = { NANSEN_ORIGIN: 'https://nansen.example.org' }

test('nothing said, only this machine is served', () => {
  expect(readNetwork({})).toEqual({})
  expect(readSettings('real', {}).network).toEqual({})
})

test('a proxy with a certificate stands in front on the same machine', () => {
  expect(readNetwork({ ...ORIGIN, NANSEN_TRUST_PROXY: '127.0.0.1, ::1' })).toEqual({
    origin: 'https://nansen.example.org',
    trustProxy: ['127.0.0.1', '::1'],
  })
})

test('another interface is served with a certificate and a name', () => {
  const network = readNetwork({ NANSEN_HOST: '0.0.0.0', ...TLS, ...ORIGIN })
  expect(network).toMatchObject({ host: '0.0.0.0', tls: { cert: '-----BEGIN CERTIFICATE-----\n' } })
})

test.each([
  ['another interface without a certificate', { NANSEN_HOST: '0.0.0.0', ...ORIGIN }, 'needs a certificate'],
  ['another interface without a name', { NANSEN_HOST: '192.0.2.7', ...TLS }, 'set NANSEN_ORIGIN'],
  ['a certificate without its key', { NANSEN_TLS_CERT: cert }, 'together'],
  ['a key that is not there', { ...TLS, NANSEN_TLS_KEY: join(folder, 'none') }, 'cannot be read'],
  ['a key that is something else', { ...TLS, NANSEN_TLS_KEY: file('x', 'hello') }, 'not a PEM'],
  ['a name in the open', { NANSEN_ORIGIN: 'http://nansen.example.org' }, 'must begin with https'],
  ['a name with a path', { NANSEN_ORIGIN: 'https://nansen.example.org/app' }, 'must be like'],
  ['no name at all', { NANSEN_ORIGIN: 'nansen.example.org' }, 'must be like'],
])('refused with the remedy: %s', (_, environment, words) => {
  expect(() => readNetwork(environment)).toThrow(words)
})

test('a demo, which has no second factor, stays on this machine whatever is set', () => {
  expect(readSettings('demo', { NANSEN_HOST: '0.0.0.0', ...TLS, ...ORIGIN }).network).toEqual({})
})
