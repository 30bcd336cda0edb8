import { newId, seededRandom } from '@nansen/kernel'
import { LEVELS, type Level, ROLES, type Role } from '@nansen/model'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { columns, modules } from '../../../modules/registry.gen.ts'
import { httpWorld } from '../test/httpWorld.ts'
import { type Canaries, canariesIn, plantCanaries } from '../test/plantCanaries.ts'
import { sampleOf } from '../test/sampleOf.ts'
import { registered, requestFor } from '../test/tracingCase.ts'

/** Every route of the document, by every role, with identifiers of rows at another office. Another seed asks other things. */
const SEED = process.env.NANSEN_SEED ?? 'sweep 1'
/** Routes asked as each role on one day: another part every day, until every role has asked every route. All of them in the full run. */
const SAMPLE = process.env.NANSEN_FULL ? Number.POSITIVE_INFINITY : 120
const DAY = Number(process.env.NANSEN_DAY ?? Math.floor(Date.now() / 86_400_000))
const CANARY = 'CANARY7F3A'
/** What is planted, by the level of what it stands in: whoever may see summaries of anybody meets the first and neither of the others. */
const CANARIES: Readonly<Partial<Record<Level, string>>> = {
  summary: CANARY,
  personal: `${CANARY}-personal`,
  protected: `${CANARY}-protected`,
}

const world = await httpWorld()
const document = (await world.app.inject('/openapi.json')).json() as {
  paths: Record<
    string,
    Record<string, { tags: string[]; requestBody?: { content: Record<string, { schema: object }> } }>
  >
  components: { schemas: Record<string, object> }
}
const elsewhere = await registered(world.owner, world.offices.KLA, `${CANARY} Person`)
const planted = await plantRequest()
const story = await plantStory()
const cases = await plantCases()
afterAll(() => world.end())

/** A request at another country's office, whose every text is a canary. */
async function plantRequest(): Promise<string> {
  const officer = await world.colleague('protection_officer', 'KLA')
  const values = requestFor(elsewhere, {
    sought_name: `${CANARY} Sought`,
    last_seen_at: CANARIES.personal,
    circumstances: CANARIES.protected,
    verification: CANARIES.protected,
  })
  const made = await officer.send('POST', '/api/tracing/request', { commandId: newId(), values })
  expect(made.statusCode).toBe(200)
  expect((await officer.get(`/api/tracing/request/${made.json().id}`)).body).toContain(CANARY)
  return made.json().id
}

/** Another name of that person and why they fled, as somebody of that office wrote it and may read it. Returns the doors. */
async function plantStory(): Promise<readonly string[]> {
  const supervisor = await world.colleague('registration_supervisor', 'KLA')
  const add = async (record: string, level: Level, values: object) => {
    const door = `/api/registration/${record}`
    const made = await supervisor.send('POST', door, {
      commandId: newId(),
      values: { parent_id: elsewhere, ...values },
    })
    expect([made.statusCode, made.body]).toEqual([200, expect.anything()])
    expect((await supervisor.get(`${door}/${made.json().id}`)).body).toContain(CANARIES[level])
    return [door, `${door}/${made.json().id}`]
  }
  return [
    ...(await add('alias', 'personal', { name: CANARIES.personal, kind: 'nickname' })),
    ...(await add('flight', 'protected', { reasons: CANARIES.protected })),
  ]
}

/** A row of every record of every other module, at that office, full of canaries. */
async function plantCases(): Promise<readonly Canaries[]> {
  const { token } = await world.colleague('protection_officer', 'KLA')
  const planting = { owner: world.owner, store: world.store, token, office: world.offices.KLA }
  const made: Canaries[] = []
  for (const module of modules)
    if (module.name !== 'registration' && Object.keys(module.records).length > 0)
      made.push(await plantCanaries(planting, module))
  return made
}

const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { tags, requestBody }]) => ({
    path,
    method: method.toUpperCase() as 'GET' | 'POST' | 'PATCH',
    module: tags[0] ?? '',
    body: requestBody?.content['application/json']?.schema,
  })),
)
type Route = (typeof routes)[number]
const swept = routes.filter(({ path }) => !path.startsWith('/api/login') && path.startsWith('/api/'))
const ofModules = swept.filter(({ module }) => Object.hasOwn(columns, module) || module === 'admin')
/** Of rows that a route could be about: those of its own record, or of its module, and people. */
function idsFor({ module, path }: Route): readonly string[] {
  const { rows = {} } = cases.find(each => each.module === module) ?? {}
  const own = rows[path.split('/')[3] ?? '']
  if (own !== undefined) return [own.id, own.root]
  return [elsewhere, planted, newId(), ...Object.values(rows).flatMap(({ id, root }) => [id, root])]
}

async function ask(role: Role, route: Route, random: ReturnType<typeof seededRandom>): Promise<LightMyRequestResponse> {
  const { get, send } = await who(role)
  const ids = idsFor(route)
  const url = route.path.replace('{id}', random.pick(ids)).replace('{list}', 'country')
  if (route.method === 'GET') return get(url)
  const payload = sampleOf(route.body ?? {}, document.components.schemas, random, ids) as object
  return send(route.method, url, payload)
}

/** Status -> how often it came. */
const statuses = new Map<number, number>()

const known = new Map<Role, ReturnType<typeof world.colleague>>()
const who = (role: Role) => {
  const colleague = known.get(role) ?? world.colleague(role)
  known.set(role, colleague)
  return colleague
}
/** A module whose column is empty is everybody's own, as one's keys are: its rows are judged by whose they are, and nothing says that it is hidden. */
const isSomebodys = (module: string) => Object.keys(columns[module] ?? {}).length > 0
const NOTHING = '404 {"error":{"code":"not-found","message":"there is nothing here","details":{}}}'

test('what the sweep asks is well formed enough to reach the database', async () => {
  const random = seededRandom(`${SEED} probe`)
  const answers = await Promise.all(
    ofModules.filter(({ method }) => method !== 'GET').map(route => ask('system_administrator', route, random)),
  )
  expect(answers.length).toBeGreaterThan(50)
})

test.each(ROLES)('%s finds no row of another country’s office, no canary and no fault', async role => {
  const random = seededRandom(`${SEED} ${DAY} ${role}`)
  const holds = (module: string) => (columns[module]?.[role] ?? []).length > 0
  const sample = partOfDay(role)
  const met: string[] = []
  for (const route of sample) {
    const answer = await ask(role, route, random)
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    const said = `${role} ${route.method} ${route.path}: ${answer.statusCode} ${answer.body.slice(0, 300)}`
    for (const level of leaked(role, route.module, answer.body)) met.push(`canary of ${level}: ${said}`)
    for (const canary of leakedOfCases(role, answer.body)) met.push(`canary of ${canary}: ${said}`)
    if (answer.statusCode >= 500 && answer.json().error.code !== 'unavailable') met.push(`fault: ${said}`)
    const everywhere = highestEverywhere(role, route.module) >= 0
    if (answer.statusCode === 200 && route.path.includes('{id}') && !everywhere) met.push(`opened: ${said}`)
    const isModule = isSomebodys(route.module)
    const refused = `${answer.statusCode} ${answer.body}`
    if (isModule && !holds(route.module) && refused !== NOTHING) met.push(`known: ${said}`)
  }
  expect(
    [...met, ...(await atOwnDoors(role)), ...(await atDoorsOfCases(await who(role)))],
    `NANSEN_DAY=${DAY}`,
  ).toEqual([])
})

/** Routes in an order of chance, in as many parts as hold them all; roles are a part apart, so that one day asks every route as somebody. */
function partOfDay(role: Role): readonly Route[] {
  const order = seededRandom(SEED)
  const mixed = swept.map(route => ({ route, at: order.below(2 ** 31) })).toSorted((a, b) => a.at - b.at)
  const parts = Math.ceil(mixed.length / SAMPLE) || 1
  const part = (DAY + ROLES.indexOf(role)) % parts
  return mixed.filter((_, at) => at % parts === part).map(({ route }) => route)
}

/** The same at the doors behind which the story lies, and where the person is: these are not left to chance. */
async function atOwnDoors(role: Role): Promise<readonly string[]> {
  const { get, send } = await who(role)
  const answers = [
    ...(await Promise.all(story.map(get))),
    await send('POST', '/api/queries/registration.person', { id: elsewhere }),
    await send('POST', '/api/queries/registration.search', { text: 'Person' }),
  ]
  return answers.flatMap(({ body }) =>
    leaked(role, 'registration', body).map(
      level => `canary of ${level} at its own door: ${role} ${body.slice(0, 300)}`,
    ),
  )
}

/** At every module: its lists, its row by its identifier and its history, a search for what it is called, its figures, and what hangs on it. */
async function atDoorsOfCases({ role, get, send }: Awaited<ReturnType<typeof who>>): Promise<readonly string[]> {
  const met: string[] = []
  for (const { module, rows } of cases) {
    const [[root, { id, sought }]] = Object.entries(rows) as [[string, Canaries['rows'][string]]]
    const door = `/api/${module}/${root}`
    const figures = swept.filter(({ path }) => path.startsWith(`/api/${module}/measures/`)).map(({ path }) => path)
    const answers = [
      ...(await Promise.all([door, `${door}/${id}`, `${door}/${id}/history`, ...figures].map(get))),
      ...(await Promise.all(sought.map(text => send('POST', `${door}/search`, { text, where: {}, limit: 50 })))),
    ]
    const found = answers.flatMap(({ body }) => leakedOfCases(role, body))
    if (found.length > 0) met.push(`at the door of ${module}: ${role} ${found.join(' ')}`)
  }
  return met
}

const leakedOfCases = (role: Role, body: string): readonly string[] =>
  canariesIn(body)
    .filter(({ module, level }) => LEVELS.indexOf(level) > highestEverywhere(role, module))
    .map(({ module, level }) => `${module} ${level}`)

/** Levels of what an answer holds and this role may not meet. Whose work is worldwide by the matrix may meet what their grant says, and nothing above. */
function leaked(role: Role, module: string, body: string): readonly string[] {
  const highest = highestEverywhere(role, module)
  const met = Object.entries(CANARIES).filter(
    ([level, word]) => new RegExp(`${word}(?!-)`).test(body) && LEVELS.indexOf(level as Level) > highest,
  )
  return met.map(([level]) => level)
}

/** Of what is given to a role in every country. */
const highestEverywhere = (role: Role, module: string): number =>
  Math.max(
    -1,
    ...(columns[module]?.[role] ?? [])
      .filter(({ scope }) => scope === 'global')
      .map(({ level }) => LEVELS.indexOf(level)),
  )

test('canaries lie in every module, and who works there with them meets them: the sweep could have found one', async () => {
  expect(cases.filter(({ fields }) => fields.length === 0).map(({ module }) => module)).toEqual([])
  const met = new Set<string>()
  for (const role of ROLES) {
    const there = await world.colleague(role, 'KLA')
    for (const { module, rows } of cases) {
      const [[root, { id }]] = Object.entries(rows) as [[string, Canaries['rows'][string]]]
      const { body } = await there.get(`/api/${module}/${root}/${id}`)
      if (canariesIn(body).length > 0) met.add(module)
    }
  }
  // A survivor's case that nobody owns is nobody's, also there.
  expect(cases.map(({ module }) => module).filter(module => !met.has(module))).toEqual(['gbv'])
  const refused = cases.flatMap(each => each.refused).filter(record => !record.endsWith('.appointment'))
  expect(refused).toEqual(['assistance.plan', 'return.departure'])
})

test('a colleague of a partner organisation meets nothing of what lies at their own office and was not given to them', async () => {
  const organisation = newId()
  await world.owner.query(`insert into auth.organisation values ($1, 'Partner', 'ngo')`, [organisation])
  const partner = await world.colleague('partner_caseworker', 'KLA')
  await world.owner.query('update auth.staff set organisation_id = $1 where id = $2', [organisation, partner.staffId])
  expect(await atDoorsOfCases(partner)).toEqual([])
})

test('whoever holds nothing in a module finds each of its routes missing', async () => {
  const random = seededRandom(`${SEED} doors`)
  const wrong: string[] = []
  for (const route of ofModules) {
    const without = ROLES.filter(role => (columns[route.module]?.[role] ?? []).length === 0)
    if (without.length === 0 || !isSomebodys(route.module)) continue
    const answer = await ask(random.pick(without), route, random)
    if (`${answer.statusCode} ${answer.body}` !== NOTHING)
      wrong.push(`${route.method} ${route.path} ${answer.statusCode}`)
  }
  expect(wrong).toEqual([])
})

test('the sweep met answers and refusals of every kind, so that it could have found something', () => {
  for (const status of [200, 403, 404, 422]) expect(statuses.get(status) ?? 0).toBeGreaterThan(20)
  expect(statuses.get(429) ?? 0).toBe(0)
})

test('denials are in the audit, and the log holds no canary', async () => {
  const { rows } = await world.owner.query(`select count(*)::int as n from audit.entry where outcome = 'deny'`)
  expect(rows[0].n).toBeGreaterThan(20)
  expect(world.log.join('')).not.toContain(CANARY)
})
