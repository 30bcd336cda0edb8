import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { send } from './send.ts'

let server: Server
let address: string
/** What the server says next: how many seconds to wait, or null to answer. */
const says: (number | null)[] = []
let asked = 0
beforeAll(async () => {
  server = createServer((_, response) => {
    asked++
    const wait = says.shift() ?? null
    const body = wait === null ? { well: true } : { error: { code: 'too-many', message: 'slow down', details: {} } }
    const headers = { 'content-type': 'application/json', ...(wait !== null && { 'retry-after': String(wait) }) }
    response.writeHead(wait === null ? 200 : 429, headers).end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => server.close())

test('whoever is asked to slow down a little waits and asks again, whatever it is', async () => {
  says.push(0.02, 0.02)
  asked = 0
  expect(await send(address, { method: 'POST', body: {}, again: [] })).toEqual({ well: true })
  expect(asked).toBe(3)
})

test('a long wait is told at once, and so is every one at the login', async () => {
  for (const [wait, plain] of [
    [3600, false],
    [0.02, true],
  ] as const) {
    says.push(wait)
    asked = 0
    await expect(send(address, { method: 'GET', plain })).rejects.toMatchObject({ code: 'too-many' })
    expect(asked).toBe(1)
  }
})
