import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '@nansen/testing'
import { afterAll, expect, test } from 'vitest'
import { digitsOf } from '../../auth/test/authenticator.ts'
import { httpWorld } from '../test/httpWorld.ts'

const PASSWORD = 'seven quiet herons over water'
const webRoot = mkdtempSync(join(tmpdir(), 'nansen-web-'))
writeFileSync(
  join(webRoot, 'index.html'),
  '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><title>Nansen</title>',
)
const port = await freePort()
const origin = `http://localhost:${port}`
const world = await httpWorld({ origin }, webRoot)
await world.app.listen({ port, host: 'localhost' })
const browser = await launchBrowser()
const context = await browser.newContext()
const page = await context.newPage()
await page.goto(origin)
const device = await virtualDevice()
afterAll(async () => {
  await browser.close()
  await world.end()
  rmSync(webRoot, { recursive: true })
})

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const socket = createSocket()
    socket.listen(0, '127.0.0.1', () => {
      const { port: free } = socket.address() as AddressInfo
      socket.close(() => resolve(free))
    })
  })
}

/** A passkey device in the browser, which checks its holder or not as it is told. */
async function virtualDevice() {
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    checksHolder: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server said; each test looks at its own part.
  readonly body: any
}

/** A request from the page itself, with the browser's own cookies and headers. */
function ask(path: string, body?: object): Promise<Answer> {
  world.clock.advance(2_000)
  return page.evaluate(
    async ([to, content]) => {
      const response = await fetch(to as string, {
        method: content === undefined ? 'GET' : 'POST',
        headers: { 'x-nansen': '1', ...(content === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      })
      return { status: response.status, body: await response.json() }
    },
    [path, body] as const,
  )
}

/** The browser's half of a ceremony, in JSON as the server speaks it. */
const ceremony = (kind: 'create' | 'get', options: object): Promise<object> =>
  page.evaluate(
    async ([which, asked]) => {
      const credential =
        which === 'create'
          ? await navigator.credentials.create({
              publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
                asked as unknown as PublicKeyCredentialCreationOptionsJSON,
              ),
            })
          : await navigator.credentials.get({
              publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
                asked as unknown as PublicKeyCredentialRequestOptionsJSON,
              ),
            })
      return (credential as PublicKeyCredential).toJSON() as object
    },
    [kind, options] as const,
  )

test('Chromium keeps the host cookie on localhost and shows it to no script', async () => {
  const [code] = await world.auth.enrolment.issueFounding()
  const who = { name: 'Amina Invented', email: 'amina@example.org' }
  const offered = await ask('/api/login/setup', { code, password: PASSWORD, ...who })
  const done = await ask('/api/login/setup/confirm', { code: digitsOf(offered.body.totpUri, Date.now()) })
  expect(done.body.next).toBe('done')
  const kept = await context.cookies(origin)
  expect(kept.filter(({ name }) => name === '__Host-nansen')).toMatchObject([
    { secure: true, httpOnly: true, sameSite: 'Strict', path: '/' },
  ])
  expect(await page.evaluate(() => document.cookie)).toBe('')
  await context.clearCookies({ name: 'nansen-loopback' })
  expect((await ask('/api/me')).status).toBe(200)
})

test('a passkey is added by who is signed in, and then signs in alone', async () => {
  const { body } = await ask('/api/login/passkey/add/options', {})
  const response = await ceremony('create', body.options)
  expect((await ask('/api/login/passkey/add', { response, name: 'this laptop' })).status).toBe(200)
  await ask('/api/login/logout', {})
  expect((await ask('/api/me')).status).toBe(401)
  const asked = await ask('/api/login/passkey/options', {})
  expect(asked.body.options.userVerification).toBe('required')
  const signed = await ask('/api/login/passkey', { response: await ceremony('get', asked.body.options) })
  expect(signed).toEqual({ status: 200, body: { next: 'done', endedElsewhere: false } })
  expect((await ask('/api/me')).body.displayName).toBe('Amina Invented')
})

test('an answer is good for the one question it was asked', async () => {
  const asked = await ask('/api/login/passkey/options', {})
  const response = await ceremony('get', asked.body.options)
  await ask('/api/login/passkey/options', {})
  const refused = await ask('/api/login/passkey', { response })
  expect([refused.status, refused.body.error.code]).toEqual([401, 'not-signed-in'])
})

test('a device that did not check who holds it signs nobody in', async () => {
  await ask('/api/login/logout', {})
  await device.checksHolder(false)
  const asked = await ask('/api/login/passkey/options', {})
  const response = await ceremony('get', { ...asked.body.options, userVerification: 'discouraged' })
  const refused = await ask('/api/login/passkey', { response })
  expect([refused.status, refused.body.error.code]).toEqual([401, 'not-signed-in'])
  expect((await ask('/api/me')).status).toBe(401)
})

test('the page may not be framed, nor run what is not ours', async () => {
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "run"'
    document.head.append(script)
    const frame = document.createElement('iframe')
    frame.src = '/'
    document.body.append(frame)
    await new Promise(resolve => setTimeout(resolve, 300))
    const framed = frame.contentDocument?.title ?? null
    return { title: document.title, isolated: crossOriginIsolated, framed }
  })
  expect(ran).toEqual({ title: 'Nansen', isolated: true, framed: null })
})
