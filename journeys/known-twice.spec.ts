import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { server as adjudicationServer } from '@nansen/adjudication/server'
import type { Site } from '@nansen/biometrics'
import { packCapture, sealOf } from '@nansen/identity'
import { server as identityServer, matcher, templateKeysOf } from '@nansen/identity/server'
import { newId, newSealingKeys, seal } from '@nansen/kernel'
import { openSession, runCommand, runQuery } from '@nansen/store'
import { type FreshDatabase, withClient } from '@nansen/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { staffId } from '../apps/cli/src/demo/staff.ts'
import { writeSyntheticCaptures } from '../apps/cli/src/syntheticCaptures.ts'
import { backupFilesWith, filesWith, needlesOf, tablesWith } from './imageBytes.ts'
import { practiceDatabase } from './practiceDatabase.ts'

const SITES: readonly Site[] = ['finger-2', 'finger-7', 'iris-left']
const folder = mkdtempSync(join(tmpdir(), 'nansen-known-'))
/** Files that were sealed and sent. */
const sent: string[] = []
let db: FreshDatabase
let keys: Awaited<ReturnType<typeof newSealingKeys>>
let people: readonly { id: string; office: string }[]

beforeAll(async () => {
  db = await practiceDatabase()
  keys = await newSealingKeys()
  people = await withClient(
    db.ownerUrl,
    async client =>
      (
        await client.query(`select i.id, o.code as office from registration.individual i join auth.office o on o.id = i.office_id
      where i.born < '2000' and o.code in ('DAD', 'IFO', 'AMM', 'ZAA') order by i.number`)
      ).rows,
  )
  await matcher.start({
    matcherUrl: db.urlOf('nansen_matcher'),
    imagesUrl: db.urlOf('nansen_images'),
    imageKey: keys.privateKey,
    templateKeys: templateKeysOf(db.store.keys!),
  })
}, 120_000)
afterAll(async () => {
  await matcher.stop()
  await db.drop()
  rmSync(folder, { recursive: true })
})

const as = async (name: string) =>
  (await openSession(db.store, { staffId: staffId(`${name}@demo.nansen`), steppedUp: true })).token
const someoneAt = (office: string, nth = 0) => people.filter(person => person.office === office)[nth]!.id
const command = (name: string) =>
  [...identityServer.commands, ...adjudicationServer.commands].find(each => each.name === name)!
const query = (name: string) =>
  [...identityServer.queries, ...adjudicationServer.queries].find(each => each.name === name)!

const run = async <O>(token: string, name: string, input: unknown) =>
  (await runCommand(db.store, token, command(name), { commandId: newId(), input })) as O
const ask = <O>(token: string, name: string, input: unknown) =>
  runQuery<unknown, O>(db.store, token, query(name), { input })

/** What the browser does: seals each file to the centre's key, bound to the enrolment. */
async function enrolmentOf(individualId: string, body: string, impression: number) {
  const enrolmentId = newId()
  const { files } = writeSyntheticCaptures(join(folder, `${body}-${impression}`), body, { sites: SITES, impression })
  sent.push(...files.map(({ path }) => path))
  const captures = await Promise.all(
    files.map(async ({ site, path }) => {
      const sealed = await seal(
        keys.publicKey,
        packCapture(new Uint8Array(readFileSync(path)), null),
        sealOf(enrolmentId, site),
      )
      return { site, quality: 70, advice: ['good'], tries: 1, sealed: Buffer.from(sealed).toString('base64') }
    }),
  )
  return { enrolmentId, individualId, captures, exceptions: [] }
}

async function outcomeOf(token: string, enrolmentId: string) {
  for (let i = 0; i < 200; i++) {
    const found = await ask<{ state: string; alike: readonly { id: string }[] }>(token, 'identity.outcome', {
      enrolmentId,
    })
    if (found.state !== 'captured') return found
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('the search did not end')
}

const enrolled = async (clerk: string, individualId: string, body: string, impression: number) => {
  const token = await as(clerk)
  const enrolment = await enrolmentOf(individualId, body, impression)
  await run(token, 'identity.enrol', enrolment)
  return { ...(await outcomeOf(token, enrolment.enrolmentId)), enrolmentId: enrolment.enrolmentId }
}

test('a person nobody knows becomes unique, and the same person elsewhere under another name is found', async () => {
  expect(await enrolled('amina', someoneAt('DAD'), 'hodan', 0)).toMatchObject({ state: 'unique', alike: [] })
  expect(await enrolled('omar', someoneAt('AMM'), 'hodan', 1)).toMatchObject({
    state: 'possible-duplicate',
    alike: [{ id: someoneAt('DAD') }],
  })
}, 120_000)

test('another body is not taken for either', async () => {
  expect(await enrolled('amina', someoneAt('DAD', 1), 'stranger', 0)).toMatchObject({ state: 'unique', alike: [] })
}, 120_000)

interface Review {
  readonly id: string
  readonly state: string
  readonly outcome: string | null
  readonly opinions: readonly unknown[]
  readonly likeness: unknown
  readonly mayJudge: boolean
  readonly link: { readonly id: string } | null
  readonly first: { readonly captures: readonly { readonly image: string }[] }
}
const opinionOn = (reviewId: string, verdict: string) => ({
  reviewId,
  verdict,
  seen: ['fingers', 'eyes'],
  reasons: 'the same ridges around the core',
})

const pointerOf = (id: string) =>
  withClient(db.ownerUrl, async client => {
    const { rows } = await client.query('select same_person_as from registration.individual where id = $1', [id])
    return rows[0].same_person_as as string | null
  })

/** The record made first is the one that stays. */
const byAge = (ids: readonly string[]) =>
  withClient(db.ownerUrl, async client => {
    const { rows } = await client.query(
      'select id from registration.individual where id = any ($1) order by created_at',
      [ids],
    )
    return { older: rows[0].id as string, younger: rows[1].id as string }
  })

test('two adjudicators, blind to each other, link the two records; the link is taken back and both are as before', async () => {
  const ines = await as('ines')
  const { reviews } = await ask<{ reviews: readonly { id: string }[] }>(ines, 'adjudication.queue', {})
  expect(reviews).toHaveLength(1)
  const reviewId = reviews[0]!.id
  const before = await ask<Review>(ines, 'adjudication.sideBySide', { reviewId })
  expect(before).toMatchObject({ state: 'open', opinions: [], likeness: null, mayJudge: true })

  const image = await ask<{ width: number }>(ines, 'adjudication.image', {
    reviewId,
    image: before.first.captures[0]!.image,
  })
  expect(image.width).toBeGreaterThan(100)
  // Noura works at Amman, where the second record was registered: the pair is not hers to judge, and its images not hers to open.
  const noura = await as('noura')
  const beside = await ask<Review>(noura, 'adjudication.sideBySide', { reviewId })
  expect(beside).toMatchObject({ mayJudge: false, mayLook: false, first: { captures: [] } })
  const opened = ask(noura, 'adjudication.image', { reviewId, image: before.first.captures[0]!.image })
  await expect(opened).rejects.toMatchObject({ code: 'not-found' })

  expect(await run(ines, 'adjudication.giveOpinion', opinionOn(reviewId, 'same-person'))).toEqual({
    state: 'one-opinion',
  })
  const samuel = await as('samuel')
  expect(await ask<Review>(samuel, 'adjudication.sideBySide', { reviewId })).toMatchObject({
    opinions: [],
    likeness: null,
    mayJudge: true,
  })
  expect(await run(samuel, 'adjudication.giveOpinion', opinionOn(reviewId, 'same-person'))).toEqual({
    state: 'decided',
  })

  const decided = await ask<Review>(samuel, 'adjudication.sideBySide', { reviewId })
  expect(decided).toMatchObject({ state: 'decided', outcome: 'same-person' })
  expect(decided.opinions).toHaveLength(2)
  expect(decided.likeness).not.toBeNull()
  const { older, younger } = await byAge([someoneAt('DAD'), someoneAt('AMM')])
  expect(await pointerOf(younger)).toBe(older)

  await run(samuel, 'adjudication.unlink', {
    linkId: decided.link!.id,
    because: 'another photo shows two people',
  })
  expect(await pointerOf(younger)).toBeNull()
}, 60_000)

test('who works where a person was registered may not judge them, nor may one judge twice', async () => {
  const noura = await as('noura') // an adjudicator at Amman, where the second record was registered
  expect(await ask<{ reviews: readonly unknown[] }>(noura, 'adjudication.queue', {})).toEqual({ reviews: [] })
})

test('two clerks who enrol one body at the same moment do not both make it unique', async () => {
  const [one, other] = await Promise.all([
    enrolled('yusuf', someoneAt('IFO'), 'both', 0),
    enrolled('rania', someoneAt('ZAA'), 'both', 1),
  ])
  expect([one.state, other.state].sort()).toEqual(['possible-duplicate', 'unique'])
}, 120_000)

/** How many transactions stood open in this database, each time the matcher was asked. */
function watchMatcher(): readonly number[] {
  const standing: number[] = []
  const ask = matcher.ask.bind(matcher)
  vi.spyOn(matcher, 'ask').mockImplementation(async question => {
    const { rows } = await withClient(db.ownerUrl, client =>
      client.query(`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and usename = 'nansen_app' and state like 'idle in transaction%'`),
    )
    standing.push(rows[0].n)
    return ask(question) as never
  })
  return standing
}

test('an officer identifies a person by one finger and verifies them against their record, and a stranger is told apart', async () => {
  const amina = await as('amina')
  const standing = watchMatcher()
  const { decodeImage, extract, loadKernels } = await import('@nansen/biometrics')
  await loadKernels()
  const probe = (body: string) => {
    const { files } = writeSyntheticCaptures(join(folder, `probe-${body}`), body, {
      sites: ['finger-2'],
      impression: 2,
    })
    const { stored } = extract('finger-2', decodeImage(new Uint8Array(readFileSync(files[0]!.path))))
    return [{ site: 'finger-2', template: Buffer.from(stored).toString('base64') }]
  }
  const found = await ask<{ outcome: string; candidates: readonly { individual: string }[] }>(
    amina,
    'identity.identify',
    { probe: probe('stranger') },
  )
  expect(found.candidates[0]).toMatchObject({ individual: someoneAt('DAD', 1) })
  const same = await run<{ outcome: string }>(amina, 'identity.verify', {
    individualId: someoneAt('DAD', 1),
    probe: probe('stranger'),
    occasion: 'desk',
  })
  expect(same.outcome).toBe('same-person')
  const other = await run<{ outcome: string }>(amina, 'identity.verify', {
    individualId: someoneAt('DAD', 1),
    probe: probe('nobody'),
    occasion: 'desk',
  })
  expect(other.outcome).toBe('not-the-same')
  expect(standing).toEqual([0, 0, 0])
}, 60_000)

test('no image that was enrolled stands readable: not in a row, not in a file of the database, not in a backup', async () => {
  expect(sent.length).toBeGreaterThan(3)
  const needles = needlesOf(sent.slice(0, 4))
  const met = async (name: string) => ({
    tables: await tablesWith(db.ownerUrl, needles),
    files: await filesWith(db.ownerUrl, needles),
    backup: await backupFilesWith(db, join(folder, name), needles),
  })
  expect(await met('backup')).toEqual({ tables: [], files: [], backup: [] })
  // and it would be found: one of them is put into a table of no module
  await withClient(db.ownerUrl, async client => {
    await client.query('create schema planted create table planted.image (held bytea)')
    await client.query('insert into planted.image values ($1)', [readFileSync(sent[0]!)])
  })
  const planted = await met('planted')
  expect(planted).toMatchObject({ tables: ['planted.image'], backup: ['planted.image.copy.gz'] })
  expect(planted.files.length).toBeGreaterThan(0)
}, 120_000)
