import { newId } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wrongWith } from '../../../apps/cli/src/commands/ownFields.ts'
import { loadOwnFields } from '../../../apps/cli/src/lists.ts'
import { type CountryField, operations } from '../../../countries/countries.ts'
import { formOf } from '../../cases/src/formOf.ts'
import { httpWorld } from '../test/httpWorld.ts'
import { registered } from '../test/tracingCase.ts'
import type { ToPrint } from './paperRoutes.ts'

const printed: ToPrint[] = []
const world = await httpWorld({}, null, papers => ({
  print: one => {
    printed.push(one)
    return papers.print(one)
  },
}))
afterAll(() => world.end())

const words = (en: string) => ({ en, fr: `${en} (fr)`, ar: `${en} (ar)`, es: `${en} (es)` })
const NUMBER: CountryField = {
  module: 'rsd',
  name: 'ken_national_number',
  kind: 'text',
  label: words('National number'),
  pattern: 'DRS/[0-9]{4}',
  example: 'DRS/0123',
  listed: true,
  neededFor: ['schedule'],
  validFrom: '2020-01-01',
}
const SESSION: CountryField = {
  module: 'rsd',
  name: 'ken_session',
  kind: 'code',
  label: words('Session'),
  choices: [{ code: 'ordinary', label: words('Ordinary') }],
  listed: false,
  neededFor: [],
  validFrom: '2020-01-01',
}
const HEARD: CountryField = { ...SESSION, name: 'ken_heard_on', kind: 'date', label: words('Heard on'), choices: [] }
const load = async (fields: readonly CountryField[]) => {
  const client = await world.owner.connect()
  await loadOwnFields(client, [{ country: 'KEN', fields }])
  client.release()
}
beforeAll(() => load([NUMBER, SESSION, HEARD]))

const [officer, elsewhere, clerk] = await Promise.all([
  world.colleague('rsd_officer'),
  world.colleague('rsd_officer', 'KLA'),
  world.colleague('reception_clerk'),
])
const FILES = '/api/rsd/file'
const open = async (extra?: object, by = officer) => {
  const subject = await registered(world.owner, by === officer ? world.offices.DAD : world.offices.KLA)
  const values = {
    subject,
    procedure: 'first-instance',
    modality: 'regular',
    authority: 'unhcr',
    applied_on: '2026-01-02',
    priority: 'ordinary',
    complexity: 'ordinary',
    ...(extra && { extra }),
  }
  return by.send('POST', FILES, { commandId: newId(), values })
}
interface File {
  readonly id: string
  readonly version: number
  readonly extra: object
}
const change = (file: File, extra: object) =>
  officer.send('PATCH', `${FILES}/${file.id}`, { commandId: newId(), baseVersion: file.version, patch: { extra } })
const rsdFor = async (who: typeof officer) => {
  const answer = (await who.get('/api/modules')).json() as {
    modules: readonly Module[]
    words: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
  return { rsd: answer.modules.find(({ name }) => name === 'rsd'), words: answer.words }
}

test("an operation's own questions are in the form, the list and the labels of who works there, and of nobody else", async () => {
  const { rsd, words: said } = await rsdFor(officer)
  const { file } = rsd!.records
  expect(Object.keys(file!.fields)).toEqual(expect.arrayContaining(['extra.ken_national_number', 'extra.ken_session']))
  expect(file!.listed).toContain('extra.ken_national_number')
  expect(file!.listed).not.toContain('extra.ken_session')
  expect(said.fr).toMatchObject({
    'rsd.field.file.extra.ken_national_number': 'National number (fr)',
    'rsd.code.file.extra.ken_session.ordinary': 'Ordinary (fr)',
  })
  const other = await rsdFor(elsewhere)
  expect(Object.keys(other.rsd!.records.file!.fields).filter(name => name.startsWith('extra.'))).toEqual([])
  expect(other.words.en).toEqual({})
  expect((await rsdFor(clerk)).words.en).toEqual({})
})

test.each([
  [{ ken_national_number: 'DRS-12' }, 'extra.ken_national_number', 'problem.written-otherwise'],
  [{ ken_national_number: 12 }, 'extra.ken_national_number', 'problem.value'],
  [{ ken_session: 'secret' }, 'extra.ken_session', 'problem.not-in-list'],
  [{ ken_heard_on: '2026-02-30' }, 'extra.ken_heard_on', 'problem.not-a-date'],
  [{ ken_unknown: 'x' }, 'extra.ken_unknown', 'problem.unknown-field'],
])('%o is refused by the database, and the problem names the question', async (extra, path, problem) => {
  const answer = await open(extra)
  expect(answer.statusCode).toBe(422)
  expect(answer.json().error.details.problems).toEqual([expect.objectContaining({ path, problem })])
  if (problem === 'problem.written-otherwise')
    expect(answer.json().error.details.problems[0].values).toMatchObject({ example: 'DRS/0123' })
})

test('another operation does not ask them: an answer there is refused', async () => {
  expect((await open({ ken_national_number: 'DRS/0001' }, elsewhere)).json().error.details.problems).toEqual([
    expect.objectContaining({ path: 'extra.ken_national_number', problem: 'problem.unknown-field' }),
  ])
})

test('answers stand beside each other, are found in the list, told by the history and gone when they are taken back', async () => {
  const file = (await open({ ken_national_number: 'DRS/0777' })).json() as File
  const changed = (await change(file, { ken_session: 'ordinary' })).json() as File
  expect(changed.extra).toEqual({ ken_national_number: 'DRS/0777', ken_session: 'ordinary' })
  const found = async (who: typeof officer, number: string) =>
    ((await who.get(`${FILES}?extra.ken_national_number=${encodeURIComponent(number)}`)).json().rows as File[]).map(
      ({ id }) => id,
    )
  expect(await found(officer, 'DRS/0777')).toEqual([file.id])
  expect(await found(officer, 'DRS/0778')).toEqual([])
  expect(await found(elsewhere, 'DRS/0777')).toEqual([])
  expect((await clerk.get(`${FILES}?extra.ken_national_number=DRS%2F0777`)).statusCode).toBe(404)
  const { entries } = (await officer.get(`${FILES}/${file.id}/history`)).json()
  expect(entries.at(-1)).toMatchObject({
    set: { extra: { ken_session: 'ordinary' } },
    before: { extra: { ken_national_number: 'DRS/0777' } },
  })
  const { rows } = await world.owner.query(
    `select fields from audit.entry where module = 'rsd' and action = 'change' and ids @> array[$1::uuid] and 'extra' = any (fields)`,
    [file.id],
  )
  expect(rows).toHaveLength(1)
  const emptied = (await change(changed, { ken_session: null })).json() as File
  expect(emptied.extra).toEqual({ ken_national_number: 'DRS/0777' })
})

test('a move that waits for an answer says so, and a paper holds question and answer', async () => {
  const file = (await open()).json() as File
  const waits = async () => {
    const asked = await officer.send('POST', '/api/queries/cases.readiness', { module: 'rsd', id: file.id })
    const { blocks } = asked.json().moves.find(({ move }: { move: string }) => move === 'schedule')
    return (blocks as { rule: string; fields: string[] }[]).filter(({ rule }) => rule === 'own-fields')
  }
  expect(await waits()).toEqual([expect.objectContaining({ asks: 'answered', fields: ['extra.ken_national_number'] })])
  await change(file, { ken_national_number: 'DRS/0042' })
  expect(await waits()).toEqual([])
  const paper = { commandId: newId(), language: 'fr' }
  expect((await officer.send('POST', `${FILES}/${file.id}/papers/file`, paper)).statusCode).toBe(200)
  const { row, module, words: said } = printed.at(-1)!
  expect(row['extra.ken_national_number']).toBe('DRS/0042')
  expect(module.records.file!.fields).toHaveProperty('extra.ken_national_number')
  expect(said).toMatchObject({ 'rsd.field.file.extra.ken_national_number': 'National number (fr)' })
}, 60_000)

test('a case that was opened before a question is not asked it, and one that is asked no more stays where it is answered', async () => {
  const file = (await open({ ken_session: 'ordinary' })).json() as File
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const today = new Date().toISOString().slice(0, 10)
  await load([NUMBER, { ...HEARD, name: 'ken_later', validFrom: today }])
  const { rsd } = await rsdFor(officer)
  expect(rsd!.records.file!.fields['extra.ken_session']).toMatchObject({ derived: true })
  const asks = (created_at: string, more: object = {}) =>
    Object.keys(formOf(rsd!, { created_at, ...more }).records.file!.fields).filter(name => name.startsWith('extra.'))
  expect(asks('2020-06-01T00:00:00Z')).not.toContain('extra.ken_later')
  expect(asks('2020-06-01T00:00:00Z', { 'extra.ken_later': '2026-01-01' })).toContain('extra.ken_later')
  expect(asks(`${tomorrow}T00:00:00Z`)).toContain('extra.ken_later')
  expect((await change(file, { ken_heard_on: '2026-01-01' })).json().error.details.problems[0]).toMatchObject({
    problem: 'problem.unknown-field',
  })
  const kept = (await change(file, { ken_national_number: 'DRS/0009' })).json() as File
  expect(kept.extra).toEqual({ ken_session: 'ordinary', ken_national_number: 'DRS/0009' })
})

test('a question begins on its first day by the clock of the server, and what waits for it waits from then on', async () => {
  const firstDay = new Date(world.clock.now().getTime() + 40 * 86_400_000).toISOString().slice(0, 10)
  const named = { ...NUMBER, name: 'ken_begins', validFrom: firstDay }
  await load([NUMBER, named])
  const asked = async () => Object.keys((await rsdFor(officer)).rsd!.records.file!.fields).includes('extra.ken_begins')
  const waits = async (file: File) => {
    const answer = await officer.send('POST', '/api/queries/cases.readiness', { module: 'rsd', id: file.id })
    const { blocks } = answer.json().moves.find(({ move }: { move: string }) => move === 'schedule')
    return (blocks as { rule: string; fields: string[] }[]).flatMap(({ rule, fields }) =>
      rule === 'own-fields' ? fields : [],
    )
  }
  await world.owner.query(
    `insert into ref.code (list, code, label, valid_from) values ('occupation', 'from-then', '{"en": "From then"}', $1)`,
    [firstDay],
  )
  const offered = async () => {
    const { codes } = (await officer.get('/api/codes/occupation')).json() as { codes: Record<string, unknown>[] }
    return codes.find(({ code }) => code === 'from-then')!.offered
  }
  const early = (await open()).json() as File
  expect([await asked(), await offered()]).toEqual([false, false])
  expect((await change(early, { ken_begins: 'DRS/0001' })).statusCode).toBe(422)
  const back = world.clock.now()
  world.clock.set(`${firstDay}T09:00:00Z`)
  try {
    expect([await asked(), await offered()]).toEqual([true, true])
    expect((await change(early, { ken_begins: 'DRS/0001' })).statusCode).toBe(200)
    const late = (await open()).json() as File
    await world.owner.query(`begin; set local session_replication_role = 'replica';
      update rsd.file set created_at = '${firstDay}T09:00:00Z' where id = '${late.id}'; commit`)
    expect(await waits(late)).toEqual(['extra.ken_national_number', 'extra.ken_begins'])
  } finally {
    world.clock.set(back)
  }
})

test.each(operations().flatMap(({ country, fields }) => fields.map(field => ({ country, name: field.name, field }))))(
  'the question $name of $country is one of a case module, in four languages, for moves that exist',
  ({ country, field }) => expect(wrongWith(field, country)).toBeNull(),
)

test('a question that cannot be asked is told to be so before anything is written', () => {
  expect(wrongWith({ ...NUMBER, module: 'registration' }, 'KEN')).toBe('registration is no case module')
  expect(wrongWith({ ...NUMBER, neededFor: ['fly'] }, 'KEN')).toBe('rsd has no move fly')
  expect(wrongWith(NUMBER, 'TCD')).toBe('its name begins with tcd_')
  expect(wrongWith({ ...NUMBER, label: { ...NUMBER.label, ar: ' ' } }, 'KEN')).toBe('it has no label in ar')
})
