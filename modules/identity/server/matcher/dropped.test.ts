import { loadKernels, type PersonTemplates, syntheticTemplates, thresholdsFor } from '@nansen/biometrics'
import { type FreshDatabase, freshDatabase, testKeys } from '@nansen/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LoadedGallery } from './galleryRows.ts'
import { dividedAmong } from './galleryThread.ts'
import { TemplateSeal, templateKeysOf } from './sealedTemplate.ts'

const SITES = ['finger-2', 'iris-left'] as const
const PEOPLE = ['amina', 'bashir', 'cawo', 'deqa'] as const
const seal = new TemplateSeal(templateKeysOf(testKeys()))
const aliases = new Map(PEOPLE.map(name => [name as string, crypto.randomUUID() as string]))
let database: FreshDatabase
let owner: pg.Client
let other: pg.Client
let matcher: pg.Client
let loaded: LoadedGallery

const connected = async (connectionString: string) => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
const fresh = async (threads: number) => {
  const one = new LoadedGallery(
    matcher,
    seal,
    dividedAmong(threads, () => undefined),
  )
  await one.catchUp()
  return one
}
const templates = (name: string, impression = 0) => syntheticTemplates(name, { sites: SITES, impression })
const finger = (name: string): PersonTemplates => ({ 'finger-2': templates(name, 1)['finger-2']! })
const found = async (name: string) => {
  await loaded.catchUp()
  const [first] = await loaded.gallery.identify(finger(name))
  return first !== undefined && first.evidence >= thresholdsFor(loaded.gallery.size).look ? first.ref : 'nobody'
}
const erase = (client: pg.Client, name: string) =>
  client.query('delete from gallery.template where alias = $1', [aliases.get(name)])

beforeAll(async () => {
  await loadKernels()
  database = await freshDatabase()
  ;[owner, other, matcher] = await Promise.all([
    connected(database.ownerUrl),
    connected(database.ownerUrl),
    connected(database.urlOf('nansen_matcher')),
  ])
  for (const [name, alias] of aliases)
    for (const [site, stored] of Object.entries(templates(name)))
      await owner.query('insert into gallery.template (alias, site, extractor, stored) values ($1, $2, 2, $3)', [
        alias,
        site,
        seal.seal(alias, site as (typeof SITES)[number], stored),
      ])
  loaded = await fresh(2)
}, 120_000)
afterAll(async () => {
  await Promise.all([owner.end(), other.end(), matcher.end()])
  await database.drop()
})

test('who is erased is found until then and by nobody after, without a restart', async () => {
  expect(await found('amina')).toBe(aliases.get('amina'))
  expect(await found('bashir')).toBe(aliases.get('bashir'))
  await erase(owner, 'amina')
  expect(await found('amina')).toBe('nobody')
  expect(await found('bashir')).toBe(aliases.get('bashir'))
  expect(loaded.gallery.size).toBe(3)
}, 60_000)

test('two erased at once both go, whichever is done first; a matcher is told, and one that starts later never has them', async () => {
  await matcher.query('listen gallery')
  const told = new Promise(resolve => matcher.once('notification', resolve))
  await owner.query('begin')
  await erase(owner, 'bashir')
  await erase(other, 'cawo')
  await told
  expect(await found('cawo')).toBe('nobody')
  expect(await found('bashir')).toBe(aliases.get('bashir'))
  await owner.query('commit')
  expect(await found('bashir')).toBe('nobody')
  expect([loaded.gallery.size, (await fresh(1)).gallery.size]).toEqual([1, 1])
}, 60_000)

test('whose finger is taken anew is found by that and no longer by the old one, at once and by a matcher that starts after a fall', async () => {
  const finger2 = (name: string) => seal.seal(aliases.get('deqa')!, 'finger-2', templates(name)['finger-2']!)
  const foundBy = async () => [await found('deqa'), await found('eyerus')]
  const replaced = async (name: string) => {
    await owner.query('begin')
    await owner.query(`update gallery.template set stored = $2 where alias = $1 and site = 'finger-2'`, [
      aliases.get('deqa'),
      finger2(name),
    ])
    await owner.query('update gallery.template set seq = default where alias = $1', [aliases.get('deqa')])
    await owner.query('commit')
  }
  expect(await foundBy()).toEqual([aliases.get('deqa'), 'nobody'])
  await replaced('eyerus')
  expect(await foundBy()).toEqual(['nobody', aliases.get('deqa')])
  loaded = await fresh(2)
  expect(await foundBy()).toEqual(['nobody', aliases.get('deqa')])
  await replaced('deqa')
  expect(await foundBy()).toEqual([aliases.get('deqa'), 'nobody'])
}, 60_000)

test('one finger that goes takes nobody with it', async () => {
  await owner.query(`delete from gallery.template where alias = $1 and site = 'iris-left'`, [aliases.get('deqa')])
  expect(await found('deqa')).toBe(aliases.get('deqa'))
}, 60_000)

test('the notice says nothing but an alias, is read by matchers only, and is gone after a week', async () => {
  const app = await connected(database.urlOf('nansen_app'))
  await expect(app.query('select * from gallery.dropped')).rejects.toThrow(/permission denied/)
  await app.end()
  await owner.query(`update gallery.dropped set dropped_at = now() - interval '8 days'`)
  await erase(owner, 'deqa')
  const { rows } = await owner.query('select alias from gallery.dropped')
  expect(rows).toEqual([{ alias: aliases.get('deqa') }])
}, 60_000)
