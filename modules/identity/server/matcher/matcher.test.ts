import { loadKernels, syntheticTemplates } from '@nansen/biometrics'
import { newSealingKeys, Refusal } from '@nansen/kernel'
import { type FreshDatabase, freshDatabase, testKeys } from '@nansen/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Matcher } from './matcher.ts'
import type { MatcherConfig } from './protocol.ts'
import { isLikeTooMany } from './readying.ts'
import { TemplateSeal, templateKeysOf } from './sealedTemplate.ts'

const EYES = ['iris-left', 'iris-right'] as const
const templateKeys = templateKeysOf(testKeys())
const seal = new TemplateSeal(templateKeys)
let database: FreshDatabase
let owner: pg.Client
let config: MatcherConfig

beforeAll(async () => {
  await loadKernels()
  database = await freshDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  config = {
    matcherUrl: database.urlOf('nansen_matcher'),
    imagesUrl: database.urlOf('nansen_images'),
    imageKey: (await newSealingKeys()).privateKey,
    templateKeys,
  }
}, 60_000)
afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** A matcher's thread has a login for images; one that waits for its first need has not. */
const threads = async () => {
  const { rows } = await owner.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where usename = 'nansen_images' and datname = current_database()`,
  )
  return rows[0]!.n
}
const enter = async (name: string) => {
  const alias = crypto.randomUUID()
  for (const [site, stored] of Object.entries(syntheticTemplates(name, { sites: EYES })))
    await owner.query('insert into gallery.template (alias, site, extractor, stored) values ($1, $2, 2, $3)', [
      alias,
      site,
      seal.seal(alias, site as (typeof EYES)[number], stored),
    ])
  return alias
}
const identify = (matcher: Matcher, name: string) =>
  matcher.ask({ is: 'identify', probe: syntheticTemplates(name, { sites: EYES, impression: 1 }) })

test('where nobody is captured its thread starts with the first question; where somebody is, at once; and who enters meanwhile is found', async () => {
  const matcher = new Matcher()
  await matcher.start(config)
  expect(await threads()).toBe(0)
  expect(await Promise.all([identify(matcher, 'a'), identify(matcher, 'b')])).toMatchObject([
    { candidates: [], people: 0 },
    { candidates: [], people: 0 },
  ])
  expect(await threads()).toBe(1)
  const a = await enter('a')
  expect((await identify(matcher, 'a')).candidates[0]).toMatchObject({ ref: a })
  await matcher.stop()
  const again = new Matcher()
  await again.start(config)
  expect(await threads()).toBe(1)
  expect((await identify(again, 'a')).candidates[0]).toMatchObject({ ref: a })
  await again.stop()
}, 60_000)

test('it starts with the first enrolment too, and stops while it waits', async () => {
  await owner.query('delete from gallery.template')
  const matcher = new Matcher()
  await matcher.start(config)
  expect(await threads()).toBe(0)
  await enter('a')
  await owner.query('notify gallery')
  await expect.poll(threads, { timeout: 20_000 }).toBe(1)
  await matcher.stop()
  await owner.query('delete from gallery.template')
  const idle = new Matcher()
  await idle.start(config)
  await idle.stop()
  await expect(identify(idle, 'a')).rejects.toThrow('not running')
}, 60_000)

test('a refusal of eyes that too many people are like is known from others', () => {
  expect(isLikeTooMany(new Refusal('too-poor', 'x', { alike: 21 }))).toBe(true)
  expect(isLikeTooMany(new Refusal('too-poor', 'x'))).toBe(false)
  expect(isLikeTooMany(new Error('x'))).toBe(false)
})
