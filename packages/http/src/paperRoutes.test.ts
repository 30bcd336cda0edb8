import { createHash } from 'node:crypto'
import { LANGUAGES, newId } from '@nansen/kernel'
import { afterAll, expect, test } from 'vitest'
import { httpWorld } from '../test/httpWorld.ts'
import { registered, requestFor } from '../test/tracingCase.ts'

/** Done while the typesetter works. */
let meanwhile: () => Promise<unknown> = async () => null
/** What the typesetter was given last. */
let given = ''
const world = await httpWorld({}, null, papers => ({
  print: async printed => {
    await meanwhile()
    given = JSON.stringify(printed)
    return papers.print(printed)
  },
}))
const [officer, colleague, elsewhere, reader] = await Promise.all([
  world.colleague('protection_officer'),
  world.colleague('protection_officer'),
  world.colleague('protection_officer', 'KLA'),
  world.colleague('best_interests_panel'),
])
afterAll(() => world.end())

const seeker = await registered(world.owner, world.offices.DAD, 'Halima Osman')
const values = requestFor(seeker, {
  circumstances: 'Kismayo',
  last_seen_on: '2019-03',
  other_name: [{ name: { part: 'commonly-used', text: 'ضحى', script: 'Arab' }, sequence: 1, kind: 'nickname' }],
})
const made = (await officer.send('POST', '/api/tracing/request', { commandId: newId(), values })).json() as {
  id: string
}
const path = `/api/tracing/request/${made.id}/papers`
const print = (who: typeof officer, language = 'en', commandId = newId()) =>
  who.send('POST', `${path}/request`, { commandId, language })

interface Printed {
  readonly id: string
  readonly file: string
  readonly sha256: string
}

test.each(LANGUAGES)(
  'a record is printed in %s, and the paper is kept with its checksum',
  async language => {
    const answer = await print(officer, language)
    expect(answer.statusCode).toBe(200)
    const { file, sha256 } = answer.json() as Printed
    const opened = await colleague.get(`/api/attachments/${file}`)
    expect(opened.headers['content-type']).toBe('application/pdf')
    expect(createHash('sha256').update(opened.rawPayload).digest('hex')).toBe(sha256)
    const { papers } = (await colleague.get(path)).json() as { papers: readonly object[] }
    const kept = {
      name: 'request',
      language,
      sha256,
      file,
      template: 'record',
      row_version: 1,
      printed_by: officer.staffId,
    }
    expect(papers).toContainEqual(expect.objectContaining(kept))
  },
  60_000,
)

test('sent twice it is printed once', async () => {
  const commandId = newId<string>()
  const [one, two] = [(await print(officer, 'en', commandId)).json(), (await print(officer, 'en', commandId)).json()]
  expect(two).toEqual(one)
})

test('while it is set no transaction is open', async () => {
  const open: number[] = []
  meanwhile = async () => {
    const { rows } = await world.owner.query(`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and usename = 'nansen_app' and xact_start is not null`)
    open.push(rows[0].n)
  }
  expect((await print(officer)).statusCode).toBe(200)
  expect(open).toEqual([0])
})

test('a record that changes while it is set is printed as it is then, and not as it was', async () => {
  let sets = 0
  meanwhile = async () => {
    sets++
    if (sets === 1)
      await world.owner.query(
        `update tracing.request set last_seen_on = '2020-04', version = version + 1 where id = $1`,
        [made.id],
      )
  }
  const { id } = (await print(officer)).json() as Printed
  expect(sets).toBe(2)
  const { papers } = (await officer.get(path)).json() as { papers: readonly { id: string; row_version: number }[] }
  const { rows } = await world.owner.query('select version from tracing.request where id = $1', [made.id])
  expect(papers.find(paper => paper.id === id)?.row_version).toBe(rows[0].version)
  meanwhile = async () => null
})

test('a paper that the seeker takes home says neither that somebody may be found nor who', async () => {
  const found = await registered(world.owner, world.offices.DAD, 'Ifrah Invented')
  const candidate = newId()
  await world.owner.query(
    `update tracing.request set state = 'proposed', proposed_match = $2, proposed_by = $3 where id = $1`,
    [made.id, found, officer.staffId],
  )
  await world.owner.query(
    `insert into tracing.match_candidate (id, parent_id, individual, judgement) values ($1, $2, $3, 'proposed')`,
    [candidate, made.id, found],
  )
  expect((await print(officer)).statusCode).toBe(200)
  expect(given).toContain('Missing Invented')
  for (const told of [found, 'Ifrah Invented', candidate, '"state":"proposed"']) expect(given).not.toContain(told)
})

test('who may not print it, or not see it, prints nothing and sees no paper of it', async () => {
  expect((await print(reader)).statusCode).toBe(403)
  expect((await print(elsewhere)).statusCode).toBe(404)
  const { file } = (await print(officer)).json() as Printed
  expect((await elsewhere.get(path)).statusCode).toBe(404)
  expect((await elsewhere.get(`/api/attachments/${file}`)).statusCode).toBe(404)
  expect((await reader.get(path)).json().papers.length).toBeGreaterThan(0)
  expect((await print(officer, 'so')).statusCode).toBe(422)
})

test('who prints a record has opened it, and it counts towards what an hour needs', async () => {
  const printer = await world.colleague('protection_officer')
  expect((await print(printer)).statusCode).toBe(200)
  const counted = async () =>
    (await world.owner.query(`select from login.shown where staff_id = $1 and kind = 'opened'`, [printer.staffId]))
      .rowCount
  await expect.poll(counted, { timeout: 10_000 }).toBe(1)
})

test('that it was printed is in the audit', async () => {
  const { id } = (await print(officer)).json() as Printed
  const { rows } = await world.owner.query(
    `select ids from audit.entry where staff_id = $1 and action = 'print' and record = 'request' order by seq desc limit 1`,
    [officer.staffId],
  )
  expect(rows).toEqual([{ ids: [made.id, id] }])
})
