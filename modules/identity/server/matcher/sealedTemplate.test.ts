import { randomBytes, randomUUID } from 'node:crypto'
import type { Site } from '@nansen/biometrics'
import { type FreshDatabase, freshDatabase, testKeys } from '@nansen/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DividedGallery } from './dividedGallery.ts'
import { LoadedGallery } from './galleryRows.ts'
import { TemplateSeal, templateKeysOf } from './sealedTemplate.ts'
import { sealOldTemplates } from './sealOldTemplates.ts'

const server = testKeys()
const keys = templateKeysOf(server)
const seal = new TemplateSeal(keys)
const alias = randomUUID()
const template = Uint8Array.of(2, ...randomBytes(146))

test('a template opens under its own alias and site, with the keys of its server, and nowhere else', () => {
  const sealed = seal.seal(alias, 'finger-2', template)
  expect(seal.open(alias, 'finger-2', sealed)).toEqual(template)
  expect(sealed.includes(Buffer.from(template.subarray(1, 20)))).toBe(false)
  for (const [whose, site] of [
    [randomUUID(), 'finger-2'],
    [alias, 'finger-3'],
    [alias, 'iris-left'],
  ] as const)
    expect(() => seal.open(whose, site, sealed)).toThrow()
  expect(() => new TemplateSeal(templateKeysOf(testKeys())).open(alias, 'finger-2', sealed)).toThrow()
  for (const at of [1, 3, sealed.length - 20]) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => seal.open(alias, 'finger-2', changed)).toThrow()
  }
})

test('what the matcher is given opens templates and no key of a person', () => {
  for (const kek of server.keks.values()) for (const key of keys.byName.values()) expect(key.equals(kek)).toBe(false)
})

let db: FreshDatabase
let owner: pg.Client
beforeAll(async () => {
  db = await freshDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})

test('templates of an older version are sealed once, where they stand, and are read as before', async () => {
  const rows = Array.from({ length: 1_100 }, (_, i) => ({
    alias: randomUUID(),
    site: (i % 2 ? 'finger-2' : 'iris-left') as Site,
  }))
  const put = (some: typeof rows, storedOf: (each: (typeof rows)[number]) => Buffer) =>
    owner.query(
      `insert into gallery.template (alias, site, extractor, stored)
       select alias, site, 2, stored from unnest($1::uuid[], $2::text[], $3::bytea[]) as x (alias, site, stored)`,
      [some.map(each => each.alias), some.map(each => each.site), some.map(storedOf)],
    )
  await put(rows.slice(0, 1_050), () => Buffer.from(template))
  await put(rows.slice(1_050), each => seal.seal(each.alias, each.site, template))
  const order = async () => (await owner.query('select alias from gallery.template order by seq')).rows
  const before = await order()
  expect(await sealOldTemplates(db.ownerUrl, keys)).toBe(1_050)
  expect(await sealOldTemplates(db.ownerUrl, keys)).toBe(0)
  expect(await order()).toEqual(before)
  const left = await owner.query(
    `select count(*)::int as n from gallery.template where position($1::bytea in stored) > 0`,
    [Buffer.from(template.subarray(1, 40))],
  )
  expect(left.rows[0].n).toBe(0)
  const matcher = new pg.Client({ connectionString: db.urlOf('nansen_matcher') })
  await matcher.connect()
  const found = await new LoadedGallery(matcher, seal, new DividedGallery([])).templatesOf(rows.map(each => each.alias))
  await matcher.end()
  expect(found.size).toBe(1_100)
  for (const each of rows) expect(found.get(each.alias)?.[each.site]).toEqual(template)
})
