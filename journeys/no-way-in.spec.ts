import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

/** A word that stands in one tracing case and nowhere else. */
const CANARY = 'Zerubavelitz'
const UNKNOWN = '0190a8c0-0000-7000-8000-000000000000'
/** What the registration officer may not know of. */
const CLOSED = /^\/api\/(queries\/|commands\/)?(tracing|admin|oversight)[./]/
let product: Product
let officer: Page
let caseId = ''
let esther: Page
let colleagueId = ''

beforeAll(async () => {
  product = await startProduct()
  esther = await product.signedIn('esther')
  const made = await asked(esther, 'POST', '/api/tracing/request', {
    commandId: crypto.randomUUID(),
    values: await tracingCase(),
  })
  expect(made.status).toBe(200)
  caseId = JSON.parse(made.body).id
  officer = await product.signedIn('lokiru')
  colleagueId = JSON.parse((await asked(esther, 'GET', '/api/me')).body).staffId
}, 180_000)
afterAll(() => product.stop())

interface Answer {
  readonly status: number
  readonly body: string
}

/** Asks as the page itself would, with its cookies; whoever asks too fast is told to wait, and waits. */
async function asked(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await askedOnce(page, method, path, body)
  if (answer.status !== 429) return answer
  const { retryAfterSeconds } = JSON.parse(answer.body).error.details as { retryAfterSeconds: number }
  await new Promise(resolve => setTimeout(resolve, retryAfterSeconds * 1000))
  return asked(page, method, path, body)
}

function askedOnce(page: Page, method: string, path: string, body: unknown): Promise<Answer> {
  return page.evaluate(
    async ([how, where, what]) => {
      const reply = await fetch(where!, {
        method: how!,
        headers: { 'x-nansen': '1', ...(what === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(what === undefined ? {} : { body: what }),
      })
      return { status: reply.status, body: await reply.text() }
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  )
}

/** A case about somebody registered at Kakuma, where both colleagues work. */
async function tracingCase(): Promise<object> {
  const [seeker] = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select i.id from registration.individual i join auth.office o on o.id = i.office_id where o.code = 'KAK' limit 1`,
    )
    return rows as { id: string }[]
  })
  return {
    seeker: seeker!.id,
    relation: 'sibling',
    sought_name: CANARY,
    sought_sex: 'male',
    consents: ['search-here'],
  }
}

test('the menu and the home page know nothing of tracing or administration', async () => {
  await officer.goto(product.origin)
  await officer.getByRole('navigation', { name: 'Menu' }).waitFor()
  const offered = await officer.getByRole('link').evaluateAll(links => links.map(link => link.getAttribute('href')))
  expect(offered.filter(href => /tracing|oversight|admin/.test(href ?? ''))).toEqual([])
  const { status, body } = await asked(officer, 'GET', '/api/modules')
  expect(status).toBe(200)
  const names = (JSON.parse(body) as { modules: readonly { name: string }[] }).modules.map(({ name }) => name)
  expect(names).toContain('registration')
  expect(names.filter(name => /tracing|oversight|admin/.test(name))).toEqual([])
  expect(await faults(officer)).toEqual([])
})

test('a typed address of what one may not know looks like an address that does not exist', async () => {
  const look = async (path: string) => {
    await officer.goto(product.origin + path)
    await officer.locator('h1').waitFor()
    await officer.waitForLoadState('networkidle')
    return officer.locator('main').innerText()
  }
  const nothing = await look('/nothing/here')
  for (const path of [
    '/tracing/request',
    `/tracing/request/${caseId}`,
    '/tracing/request/new',
    `/tracing/request/${caseId}/edit`,
    '/oversight/audit',
    '/oversight/staff',
    `/oversight/staff/${colleagueId}`,
    '/oversight/roles',
    '/oversight/offices',
    '/oversight/sessions',
    '/oversight/approvals',
    '/admin/office',
  ])
    expect(await look(path), path).toBe(nothing)
  expect(await faults(officer)).toEqual([])
}, 120_000)

test('every route of tracing and administration answers as one that does not exist, whatever is asked', async () => {
  const document = JSON.parse((await asked(officer, 'GET', '/openapi.json')).body) as {
    paths: Record<string, Record<string, unknown>>
  }
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    CLOSED.test(path) ? Object.keys(methods).map(method => [method.toUpperCase(), path] as const) : [],
  )
  expect(routes.length).toBeGreaterThan(20)
  const nothing = await asked(officer, 'GET', `/api/nothing/here/${UNKNOWN}`)
  expect(nothing.status).toBe(404)
  for (const [method, path] of routes)
    for (const id of [caseId, UNKNOWN]) {
      const body = method === 'GET' ? undefined : { commandId: crypto.randomUUID(), values: {}, input: {} }
      const answer = await asked(officer, method, path.replaceAll(/\{[^}]+\}/g, id), body)
      expect(answer, `${method} ${path}`).toEqual(nothing)
    }
}, 120_000)

test('counts, filters and orders of a list that is not there tell nothing', async () => {
  const nothing = await asked(officer, 'GET', '/api/nothing/here')
  for (const query of ['?limit=1', '?where=x', `?where[sought_name]=${CANARY}`, '?sort=sought_name', '?after=1'])
    expect(await asked(officer, 'GET', `/api/tracing/request${query}`), query).toEqual(nothing)
})

test('neither search nor any page of the person says that a case exists', async () => {
  const [{ seeker }] = (await product.asOwner(async client => {
    const { rows } = await client.query('select seeker from tracing.request where id = $1', [caseId])
    return rows
  })) as [{ seeker: string }]
  const said = await Promise.all([
    asked(officer, 'POST', '/api/queries/registration.search', { text: CANARY }),
    asked(officer, 'POST', '/api/queries/registration.person', { id: seeker }),
    asked(officer, 'GET', `/api/registration/individual/${seeker}`),
  ])
  expect(said.map(({ status }) => status)).toEqual([200, 200, 200])
  for (const { body } of said) {
    expect(body).not.toContain(caseId)
    expect(body.replace(`"text":"${CANARY}"`, '').replace(/"name":"[^"]*"/, '')).not.toContain(CANARY)
    expect(body).not.toMatch(/tracing/)
  }
  await officer.goto(`${product.origin}/registration/individual/${seeker}`)
  await officer.getByRole('heading', { level: 1 }).waitFor()
  await officer.waitForLoadState('networkidle')
  const page = await officer.locator('main').innerText()
  expect(page).not.toMatch(/tracing/i)
  expect(page).not.toContain(CANARY)
  expect(await faults(officer)).toEqual([])
}, 60_000)

test('a case given as the reference of something else is refused as one that does not exist', async () => {
  const about = (id: string) =>
    asked(officer, 'POST', '/api/queries/registration.person', { id }).then(({ status, body }) => ({ status, body }))
  expect(await about(caseId)).toEqual(await about(UNKNOWN))
  const file = (id: string) => asked(officer, 'GET', `/api/attachments/${id}`)
  expect(await file(caseId)).toEqual(await file(UNKNOWN))
})

test('queues, weeks, alerts, reports, tables and the overview of a person say nothing of it, to whom they say all that is theirs', async () => {
  const now = new Date()
  const day = now.toISOString().slice(0, 10)
  const [child] = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select f.id, f.number, f.office_id as office, (select m.individual from best_interests.member m where m.parent_id = f.id limit 1) as person from best_interests.file f join auth.office o on o.id = f.office_id
       where o.code = 'KAK' order by f.number limit 1`,
    )
    return rows as { id: string; number: string; office: string; person: string }[]
  })
  const { id, number, office, person } = child!
  const last = {
    year: now.getUTCFullYear() - (now.getUTCMonth() < 3 ? 1 : 0),
    quarter: Math.ceil(now.getUTCMonth() / 3) || 4,
  }
  const queries: readonly (readonly [string, object])[] = [
    ...['myDay', 'alertsForMe', 'referralsToMe', 'handoversWaiting', 'glassToReview'].map(
      name => [`cases.${name}`, {}] as const,
    ),
    ['cases.week', { officeId: office, day, whose: 'mine' }],
    ['cases.appointments', { officeId: office, from: `${day}T00:00:00Z`, until: `${day}T23:59:59Z` }],
    ['cases.overview', { personId: person }],
    ['cases.person', { personId: person }],
    ['needs.suggestions', {}],
    ['reports.cases', last],
    ['reports.table', last],
    ...['queue', 'caseload', 'timesInState'].map(name => [`cases.${name}`, { module: 'best_interests' }] as const),
    ...[
      'page',
      'readiness',
      'colleagues',
      'alertColleagues',
      'alertsByMe',
      'links',
      'linkable',
      'leftByUs',
      'sealedFiles',
    ].map(name => [`cases.${name}`, { module: 'best_interests', id }] as const),
  ]
  for (const [name, input] of queries) {
    const { status, body } = await asked(officer, 'POST', `/api/queries/${name}`, input)
    expect([name, [200, 403, 404].includes(status)]).toEqual([name, true])
    for (const word of [CANARY, caseId, 'tracing', id, number]) expect(body, `${name} ${status}`).not.toContain(word)
  }
  const told = async (name: string, input: object) => (await asked(esther, 'POST', `/api/queries/${name}`, input)).body
  expect(await told('cases.page', { module: 'best_interests', id })).toContain('"member":[{')
  expect(await told('cases.queue', { module: 'best_interests' })).toContain(number)
  expect(await told('cases.overview', { personId: person })).toContain(number)
}, 60_000)
