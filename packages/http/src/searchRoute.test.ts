import { newId } from '@nansen/kernel'
import { keySources, type Level, type Module, nameKeys, ROLES, type Role } from '@nansen/model'
import { afterAll, describe, expect, test } from 'vitest'
import { modules } from '../../../modules/registry.gen.ts'
import { httpWorld } from '../test/httpWorld.ts'
import { plantRow } from '../test/plantRow.ts'
import { registered, requestFor } from '../test/tracingCase.ts'
import { LISTED_AN_HOUR } from './openings.ts'

const world = await httpWorld()
const colleagues = new Map(
  await Promise.all(ROLES.map(async role => [role, await world.colleague(role, 'DAD')] as const)),
)
const officer = colleagues.get('protection_officer')!
const elsewhere = await world.colleague('protection_officer', 'KLA')
afterAll(() => world.end())

interface Hit {
  readonly row: { readonly id: string; readonly root_id?: string }
  readonly matched: readonly { readonly record: string; readonly field: string }[]
}
const search = async (who: typeof officer, at: string, text: string, where: object = {}, limit = 50) => {
  const answer = await who.send('POST', `/api/${at}/search`, { text, where, limit })
  return { status: answer.statusCode, hits: (answer.json().hits ?? []) as readonly Hit[] }
}

describe('a tracing request', async () => {
  const seeker = await registered(world.owner, world.offices.DAD, 'Halima Osman')
  await world.owner.query(
    `insert into registration.individual_key (record_id, root_id, field, key, office_id)
     select $1, $1, 'display_name', unnest($2::text[]), $3`,
    [seeker, nameKeys('Halima Osman'), world.offices.DAD],
  )
  const values = requestFor(seeker, {
    sought_name: 'Yusuf Abdi Warsame',
    circumstances: 'Kismayo',
    other_name: [{ name: { part: 'commonly-used', text: 'Dheere', script: 'Latn' }, sequence: 1, kind: 'nickname' }],
  })
  const made = await officer.send('POST', '/api/tracing/request', { commandId: newId(), values })
  const { id } = made.json() as { id: string }
  const by = async (text: string, where = {}) => (await search(officer, 'tracing/request', text, where)).hits

  test.each([
    ['the name in another spelling', 'Youssef Cabdi', { record: 'request', field: 'sought_name' }],
    ['the name in another script', 'يوسف عبدي', { record: 'request', field: 'sought_name' }],
    ['a nickname', 'dhere', { record: 'other_name', field: 'name' }],
    ['the name of who asks', 'Xaliima Cusmaan', { record: 'request', field: 'seeker' }],
  ])('is found by %s, and says so', async (_, text, matched) => {
    expect(await by(text)).toMatchObject([{ row: { id }, matched: [matched] }])
  })
  test('is narrowed by its state and its codes, and refuses a column it does not have', async () => {
    expect(await by('Yusuf', { state: 'open', relation: 'child' })).toHaveLength(1)
    expect(await by('Yusuf', { state: 'closed' })).toEqual([])
    expect((await search(officer, 'tracing/request', 'Yusuf', { circumstances: 'Kismayo' })).status).toBe(422)
  })
  test('of another country’s office is not found, nor by what is in no search key', async () => {
    expect((await search(elsewhere, 'tracing/request', 'Yusuf Abdi')).hits).toEqual([])
    expect(await by('Kismayo')).toEqual([])
  })
  test('is in the audit and the log as found, without what was typed', async () => {
    await by('Yusuf Abdi')
    const { rows } = await world.owner.query(
      `select ids, to_jsonb(e)::text as whole from audit.entry e where staff_id = $1 and reason = 'search' order by seq desc limit 1`,
      [officer.staffId],
    )
    expect(rows[0].ids).toEqual([id])
    expect(rows[0].whole + world.log.join('')).not.toContain('Yusuf')
  })
  test('counts as listed: whoever carries an office away by searching is stopped', async () => {
    const many = await world.colleague('protection_officer', 'DAD')
    const names = ['bafala', 'bagara', 'badasa']
    await world.owner.query(
      `with made as (
         insert into tracing.request (id, office_id, seeker, relation, sought_name, sought_sex, consents)
         select gen_random_uuid(), $1, $2, 'child', 'k' || n, 'male', '{}' from generate_series(0, 299) n returning id, sought_name)
       insert into tracing.request_key (record_id, root_id, field, key, office_id)
       select id, id, 'sought_name', ($3::text[])[1 + substr(sought_name, 2)::int % 3], $1 from made`,
      [world.offices.DAD, seeker, names.map(name => nameKeys(name)[0]!)],
    )
    // so many strangers of this hour that two searches of a hundred may still follow, and a third may not
    await world.owner.query(
      `insert into login.shown (staff_id, kind, person, at) select $1, 'listed', n, $2 from generate_series(1, $3::int) n`,
      [many.staffId, world.clock.now(), LISTED_AN_HOUR.refused - 250],
    )
    const found: unknown[] = []
    for (const name of names) {
      const { status, hits } = await search(many, 'tracing/request', name, {}, 100)
      found.push([status, hits.length])
    }
    expect(found).toEqual([
      [200, 100],
      [200, 100],
      [429, 0],
    ])
  })
})

/** Every record of every module that has keys of its own. */
const searched = modules.flatMap(module =>
  Object.entries(module.records)
    .filter(([, { fields }]) => Object.values(fields).some(field => field.search !== null))
    .map(([record]) => ({ module: module as Module, record })),
)
const REACHING_AN_OFFICE = ['office', 'subtree', 'country', 'global']

/** By the matrix, whether a role at an office reads its rows. A grant for one purpose may or may not be the session's. */
function reads(role: Role, module: Module, level: Level): 'yes' | 'no' | 'for a purpose' {
  const grants = (module.access[role] ?? []).filter(
    grant => grant.action === 'read' && grant.level === level && REACHING_AN_OFFICE.includes(grant.scope),
  )
  if (grants.length === 0) return 'no'
  return grants.some(({ purposes }) => purposes === undefined) ? 'yes' : 'for a purpose'
}

const levelOf = (module: Module, record: string, field: string): Level =>
  module.records[record]!.fields[field]!.sensitivity === 'protected' ? 'protected' : 'personal'

interface Met {
  readonly role: Role
  readonly field: string
  readonly status: number
  readonly found: boolean
  readonly may: ReturnType<typeof reads>
}
function wrongIn({ role, field, status, found, may }: Met): readonly string[] {
  if (found && may === 'no') return [`${role} finds by ${field}`]
  return found || may !== 'yes' ? [] : [`${role} does not find by ${field}: ${status}`]
}

describe('of every module', () => {
  test('there are records to search, and each has its address in the interface', async () => {
    expect(searched.length).toBeGreaterThan(5)
    const { paths } = (await world.app.inject('/openapi.json')).json() as { paths: Record<string, unknown> }
    const wanted = modules.flatMap(module =>
      Object.keys(module.records)
        .filter(record => keySources(modules, module, record).length > 0)
        .map(record => `/api/${module.name}/${record}/search`),
    )
    expect(
      Object.keys(paths)
        .filter(path => path.endsWith('/search'))
        .toSorted(),
    ).toEqual(wanted.toSorted())
  })

  test.each(searched)(
    '$module.name $record is found by whoever may read the answer, and by nobody else',
    async ({ module, record }) => {
      const { root, planted } = await plantRow(
        { owner: world.owner, store: world.store, token: officer.token, office: world.offices.DAD },
        module,
        record,
      )
      const wrong: string[] = []
      for (const [field, text] of Object.entries(planted)) {
        for (const role of ROLES) {
          const { status, hits } = await search(colleagues.get(role)!, `${module.name}/${record}`, text)
          const found = hits.some(({ row }) => row.id === root || row.root_id === root)
          wrong.push(
            ...wrongIn({ role, field, status, found, may: reads(role, module, levelOf(module, record, field)) }),
          )
        }
      }
      expect(wrong).toEqual([])
      expect(Object.keys(planted).length).toBeGreaterThan(0)
    },
  )
})
