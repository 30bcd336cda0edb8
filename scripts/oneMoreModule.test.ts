import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { authSql } from '@nansen/auth'
import { newId } from '@nansen/kernel'
import { migrate, type ServerModule } from '@nansen/store'
import { launchBrowser } from '@nansen/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensurePages } from '../apps/cli/src/pages.ts'
import { columns, modules } from '../modules/registry.gen.ts'
import { type HttpWorld, httpWorld, ORIGIN } from '../packages/http/test/httpWorld.ts'
import { registered } from '../packages/http/test/tracingCase.ts'
import { findModules, ROOT } from './gen/findModules.ts'
import { generated } from './gen/generated.ts'
import { newModule } from './new.ts'

/** One module more costs a folder, generated lists and a line of the changelog: shown with "legal aid", made, migrated, spoken to, and taken away again. */

/** Inside the checkout, so that the packages are found, and outside what git and the checks look at. */
const root = join(ROOT, 'node_modules', '.cache', 'nansen', `one-more-${process.pid}`)
const modulesFolder = join(root, 'modules')
/** Lists that name every module. Whoever adds one runs `npm run gen`, which `npm run new` does. */
const LISTS = ['modules/registry.gen.ts', 'modules/servers.gen.ts', 'modules/webs.gen.ts']
/** What is written for people to read from the same definitions. */
const PAGES = [
  'docs/access-matrix.md',
  'docs/lifecycles.md',
  'docs/register-of-processing.md',
  'modules/data_protection/register.gen.json',
]

type Files = ReadonlyMap<string, string>
let before: Files
let after: Files
let world: HttpWorld
let browser: Browser
/** The pages as they were built without it: what it adds to them is its words. */
const WEB = join(ROOT, 'apps', 'web', 'dist')

beforeAll(async () => {
  for (const path of ['modules', 'docs', 'package-lock.json', 'CHANGELOG.md'])
    cpSync(join(ROOT, path), join(root, path), { recursive: true })
  await writeGenerated()
  before = filesIn(root)
  newModule(root, 'legal_aid')
  await writeGenerated()
  after = filesIn(root)
  const folder = join(modulesFolder, 'legal_aid')
  const { server } = (await import(pathToFileURL(join(folder, 'server', 'index.ts')).href)) as { server: ServerModule }
  const module = (await findModules(root)).find(({ name }) => name === 'legal_aid')!.definition!
  await ensurePages(true)
  world = await httpWorld({}, WEB, undefined, { module, server, modulesFolder })
  browser = await launchBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await world?.end()
  rmSync(root, { recursive: true, force: true })
})

async function writeGenerated(): Promise<void> {
  for (const [path, text] of await generated(root)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** Path -> what is in it. */
function filesIn(folder: string): Files {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]
    }),
  )
}

test('it touches its own folder, the generated lists and pages, npm’s lock, and one line of the changelog', () => {
  const added = [...after.keys()].filter(path => !before.has(path) && !path.startsWith('node_modules/'))
  const changed = [...before.keys()].filter(path => after.get(path) !== before.get(path))
  expect(added.length).toBeGreaterThan(10)
  expect(added.filter(path => !path.startsWith('modules/legal_aid/'))).toEqual([])
  expect(changed.toSorted()).toEqual([...LISTS, ...PAGES, 'CHANGELOG.md', 'package-lock.json'].toSorted())
  for (const list of LISTS) expect(readFileSync(join(root, list), 'utf8')).toContain("from './legal_aid/")
  const [was, is] = [ROOT, root].map(folder => readFileSync(join(folder, 'CHANGELOG.md'), 'utf8').split('\n'))
  const at = is!.findIndex((line, n) => line !== was![n] && line !== '')
  expect(is![at]).toMatch(/^\*\*Legal aid\.\*\* .*modules\/legal_aid\/README\.md/)
  expect(is!.toSpliced(at, 2)).toEqual(was)
})

test('it is in the database and in the API: a case is opened, changed, found, closed by who may, and not there for others', async () => {
  const officer = await world.colleague('protection_officer')
  const stranger = await world.colleague('registration_officer')
  const elsewhere = await world.colleague('protection_officer', 'KLA')
  const person = await registered(world.owner, world.offices.DAD, 'Halima Osman')
  const values = { subject: person, topic: 'A tenancy', opened_on: '2026-11-20', circumstances: 'Told to leave.' }
  const answer = await officer.send('POST', '/api/legal_aid/case_file', { commandId: newId(), values })
  expect(answer.statusCode).toBe(200)
  const { id, version } = answer.json() as { id: string; version: number }
  const path = `/api/legal_aid/case_file/${id}`
  const patch = { topic: 'An eviction' }
  expect((await officer.send('PATCH', path, { commandId: newId(), baseVersion: version, patch })).json()).toMatchObject(
    {
      topic: 'An eviction',
      state: 'open',
    },
  )
  const { rows } = (await officer.get('/api/legal_aid/case_file')).json() as { rows: readonly object[] }
  expect(rows).toEqual([expect.objectContaining({ id, topic: 'An eviction' })])
  expect((await officer.get(path)).json()).toMatchObject({ circumstances: 'Told to leave.' })
  for (const who of [stranger, elsewhere]) expect((await who.get(path)).statusCode).toBe(404)
  // Who assesses is written by the database, and does not close; nor does anybody before something was done.
  const moves = async (who: typeof officer, name: string, answers: object = {}) => {
    const { version: baseVersion } = (await officer.get(path)).json() as { version: number }
    return (await who.send('POST', `${path}/moves/${name}`, { commandId: newId(), baseVersion, patch: answers })).json()
  }
  const colleague = await world.colleague('protection_officer')
  expect(await moves(officer, 'assess')).toMatchObject({ state: 'assessed', assessed_by: officer.staffId })
  const close = { outcome: 'solved' }
  expect(await moves(colleague, 'close', close)).toMatchObject({ error: { details: { reason: 'not-ready' } } })
  const step = { parent_id: id, done_on: '2026-11-21', what: 'Wrote to the landlord' }
  expect((await officer.send('POST', '/api/legal_aid/step', { commandId: newId(), values: step })).statusCode).toBe(200)
  expect(await moves(officer, 'close', close)).toMatchObject({ error: { code: 'not-allowed' } })
  expect(await moves(colleague, 'close', close)).toMatchObject({ state: 'closed', closed_by: colleague.staffId })
  const history = await world.owner.query(`select count(*)::int as n from change.entry where module = 'legal_aid'`)
  expect(history.rows[0].n).toBeGreaterThan(0)
  const { number } = (await officer.get(path)).json() as { number: string }
  expect(number).toMatch(/-LEG-0000001-/)
  const { paths } = (await officer.get('/openapi.json')).json() as { paths: object }
  expect(Object.keys(paths).filter(each => each.startsWith('/api/legal_aid/')).length).toBeGreaterThan(3)
})

test('its screens are there: a case stands in menu, list and page, moves, and is changed in its form', async () => {
  const officer = await world.colleague('protection_officer')
  const subject = await registered(world.owner, world.offices.DAD, 'Asha Warsame Nur')
  const values = { subject, topic: 'A tenancy', opened_on: '2026-11-20' }
  const made = await officer.send('POST', '/api/legal_aid/case_file', { commandId: newId(), values })
  const path = `/legal_aid/case_file/${(made.json() as { id: string }).id}`
  const origin = await world.app.listen({ host: '127.0.0.1', port: 0 })
  const page = await browser.newPage({ locale: 'en' })
  await page.context().addCookies([{ name: 'nansen-loopback', value: officer.token, url: origin }])
  // The address that the server calls its own is not where it listens here; and the pages learn the module's words.
  await page.route('**/*', async (route, request) => {
    if (request.url().endsWith('/api/live')) return route.abort() // a stream that never ends
    const headers = { ...request.headers(), ...(request.method() === 'GET' ? {} : { origin: ORIGIN }) }
    const answer = await route.fetch({ headers })
    const body = request.url().includes('/assets/') ? withWords(await answer.text()) : undefined
    await route.fulfill({ response: answer, ...(body === undefined ? {} : { body }) })
  })
  await page.goto(`${origin}/legal_aid/case_file`)
  await page.getByRole('link', { name: 'Legal aid', exact: true }).waitFor()
  await page.getByText('A tenancy').first().waitFor()
  await page.goto(`${origin}${path}`)
  await page.getByText('Asha Warsame Nur').first().waitFor()
  await page.getByRole('button', { name: 'Assess', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Assess', exact: true }).click()
  await page.getByText('Assessed', { exact: true }).first().waitFor()
  await page.goto(`${origin}${path}/edit`)
  await page.getByLabel(/^Subject/).fill('An eviction')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: /An eviction|-LEG-/ }).waitFor()
  // What the page still asks for is answered by nobody: that is no fault of the page.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.close()
  expect((await officer.get(`/api${path}`)).json()).toMatchObject({ state: 'assessed', topic: 'An eviction' })
}, 60_000)

/** A part of the built pages with the module's English words in it, where the others' are. */
function withWords(text: string): string {
  const words = JSON.parse(readFileSync(join(modulesFolder, 'legal_aid', 'labels', 'en.json'), 'utf8')) as object
  const own = Object.entries(words).map(
    ([key, said]) => `${JSON.stringify(`legal_aid.${key}`)}:${JSON.stringify(said)},`,
  )
  return text.replace('"ui.cancel":', found => `${own.join('')}${found}`)
}

test('taken away again, every list and page is as it was, and the database starts without it', async () => {
  rmSync(join(modulesFolder, 'legal_aid'), { recursive: true })
  await writeGenerated()
  const left = filesIn(root)
  const other = [...before.keys()].filter(path => left.get(path) !== before.get(path))
  expect(other.toSorted()).toEqual(['CHANGELOG.md', 'package-lock.json'])
  await world.owner.query('drop schema legal_aid cascade')
  const ownerUrl = world.owner.options.connectionString!
  expect(await migrate(ownerUrl, modules, { columns, also: authSql })).toEqual([])
  const { rows } = await world.owner.query(`select count(*)::int as n from auth.role_grant where module = 'legal_aid'`)
  expect(rows[0].n).toBe(0)
})
