import {
  type Extraction,
  encodePng,
  extract,
  extractorVersion,
  type GreyImage,
  loadKernels,
  type Site,
  syntheticIris,
} from '@nansen/biometrics'
import { newId, newSealingKeys, Refusal, seal } from '@nansen/kernel'
import { server as registration } from '@nansen/registration/server'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered, testKeys } from '@nansen/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packCapture, sealOf } from '../../capturedImage.ts'
import { enrol } from '../enrol.ts'
import { LoadedGallery } from '../matcher/galleryRows.ts'
import { dividedAmong } from '../matcher/galleryThread.ts'
import { TemplateSeal, templateKeysOf } from '../matcher/sealedTemplate.ts'
import { searchNextAgain } from '../matcher/searchAgain.ts'
import { type ExtractedAgain, extractedAgain } from './extractedAgain.ts'
import { beginReextraction, progressOf, type ReextractionHands, reextractNext, takeTurn } from './reextract.ts'

const EYES = ['iris-left', 'iris-right'] as const
const registerGroup = registration.commands.find(({ name }) => name === 'registration.registerGroup')!
const templateSeal = new TemplateSeal(templateKeysOf(testKeys()))
/** An extractor that is one version further than the engine. */
const risen = (site: Site) => extractorVersion(site) + 1
const pictures = new Map<Site, GreyImage>(
  EYES.map(eye => [eye, syntheticIris('amina', eye === 'iris-left' ? 'left' : 'right', 0)]),
)
const made = new Map<Site, Extraction>()
/** Whom the gallery in memory has read, in order. */
const read: string[] = []
let office: PracticeOffice
let officer: Colleague
let administrator: Colleague
let people: readonly { readonly id: string }[]
let keys: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }
let hands: ReextractionHands
let loaded: LoadedGallery
const clients: pg.Client[] = []

const connected = async (connectionString: string) => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  clients.push(client)
  return client
}
const asMatcher = () => connected(office.database.urlOf('nansen_matcher'))

/** A sitting as the desk sends it; its templates are in the gallery as an extractor of before made them: their travelling form. */
async function sat(person: number): Promise<{ enrolment: string; alias: string }> {
  const enrolment = newId()
  const captures = []
  for (const [site, picture] of pictures) {
    const sealed = await seal(keys.publicKey, packCapture(encodePng(picture), null), sealOf(enrolment, site))
    captures.push({ site, quality: 90, advice: ['good'], tries: 1, sealed: Buffer.from(sealed).toString('base64') })
  }
  await officer.does(enrol, { enrolmentId: enrolment, individualId: people[person]!.id, captures, exceptions: [] })
  const { rows } = await office.owner.query<{ alias: string }>(
    `update gallery.job set state = 'done' where id = $1 returning alias`,
    [enrolment],
  )
  const { alias } = rows[0]!
  for (const site of EYES)
    await office.owner.query('insert into gallery.template (alias, site, extractor, stored) values ($1, $2, $3, $4)', [
      alias,
      site,
      extractorVersion(site),
      templateSeal.seal(alias, site, made.get(site)!.travelling),
    ])
  return { enrolment, alias }
}
const formsOf = async (alias: string) => {
  const { rows } = await office.owner.query<{ site: Site; extractor: number; stored: Buffer }>(
    'select site, extractor, stored from gallery.template where alias = $1 order by site',
    [alias],
  )
  return rows.map(({ site, extractor, stored }) => {
    const bytes = templateSeal.open(alias, site, new Uint8Array(stored))
    return { extractor, form: Buffer.compare(bytes, made.get(site)!.stored) === 0 ? 'new' : 'old' }
  })
}
const seen = () => administrator.asks<ExtractedAgain>(extractedAgain, {})
const openings = async () => {
  const { rows } = await office.owner.query<{ ids: string[]; reason: string }>(
    `select ids, reason from audit.entry where action = 'reveal' and reason like 'matcher: extracted again%' order by seq`,
  )
  return rows
}

beforeAll(async () => {
  await loadKernels()
  for (const [site, picture] of pictures) made.set(site, extract(site, picture))
  ;[office, keys] = await Promise.all([practiceOffice(), newSealingKeys()])
  officer = await office.colleague('registration_officer', 'DAD')
  administrator = await office.colleague('system_administrator', 'DAD')
  people = (await officer.does<Registered>(registerGroup, office.registering())).members
  const [matcher, images] = await Promise.all([asMatcher(), connected(office.database.urlOf('nansen_images'))])
  hands = {
    matcher,
    images,
    imageKey: keys.privateKey,
    seal: templateSeal,
    extract: (site, image) => extract(site, image).stored,
  }
  const memory = { add: (alias: string) => read.push(alias), remove: () => undefined }
  loaded = new LoadedGallery(matcher, templateSeal, memory as never)
}, 120_000)
afterAll(async () => {
  await Promise.all(clients.map(client => client.end()))
  await office.end()
})

test('nothing waits while nothing is older', async () => {
  await sat(0)
  expect(await beginReextraction(hands.matcher, extractorVersion)).toBe(0)
  expect(await reextractNext(hands)).toBe(false)
}, 60_000)

test('when the version rises, each sitting is made again from its images, the gallery follows, and every opening is in the audit', async () => {
  const [{ rows }, second] = await Promise.all([office.owner.query('select alias from gallery.job limit 1'), sat(1)])
  const first = rows[0].alias as string
  await loaded.catchUp()
  expect(read.splice(0).toSorted()).toEqual([first, second.alias].toSorted())
  expect(await beginReextraction(hands.matcher, risen)).toBe(4)
  expect(await beginReextraction(hands.matcher, risen)).toBe(4)
  expect(await openings()).toEqual([])

  expect(await reextractNext(hands)).toBe(true)
  const halfway = [await formsOf(first), await formsOf(second.alias)].map(forms => forms.map(({ form }) => form).join())
  expect(halfway.toSorted()).toEqual(['new,new', 'old,old'])
  expect(await progressOf(hands.matcher)).toEqual({ waiting: 2, done: 2, kept: 0 })

  // a process that starts later goes on where this one stood
  const later = { ...hands, matcher: await asMatcher() }
  expect(await reextractNext(later)).toBe(true)
  expect(await reextractNext(later)).toBe(false)
  for (const alias of [first, second.alias])
    expect(await formsOf(alias)).toEqual(EYES.map(eye => ({ extractor: risen(eye), form: 'new' })))
  expect(await progressOf(hands.matcher)).toEqual({ waiting: 0, done: 4, kept: 0 })

  const audited = await openings()
  expect(audited).toHaveLength(4)
  expect(new Set(audited.map(({ reason }) => reason))).toEqual(
    new Set([`matcher: extracted again by version ${risen('iris-left')}`]),
  )
  expect(audited.filter(({ ids }) => ids.includes(second.enrolment))).toHaveLength(2)

  await loaded.catchUp()
  expect(read.toSorted()).toEqual([first, second.alias].toSorted())
  expect(await beginReextraction(hands.matcher, risen)).toBe(0)
}, 60_000)

test('whoever was extracted again is searched again, their pair goes to adjudicators once, and the administrator sees how far it is', async () => {
  await office.owner.query(`update identity.enrolment set state = 'unique' where state = 'captured'`)
  const found = new LoadedGallery(
    hands.matcher,
    templateSeal,
    dividedAmong(1, () => undefined),
  )
  expect(await seen()).toMatchObject({ waiting: 0, done: 4, expectedEnd: null, searches: { waiting: 2, done: 0 } })
  expect([await searchNextAgain(hands.matcher, found), await searchNextAgain(hands.matcher, found)]).toEqual([
    true,
    true,
  ])
  expect(await searchNextAgain(hands.matcher, found)).toBe(false)
  const [{ rows: reviews }, { rows: states }] = await Promise.all([
    office.owner.query('select first, second, found_by from adjudication.review'),
    office.owner.query('select distinct state from identity.enrolment'),
  ])
  expect(reviews).toHaveLength(1)
  expect([reviews[0].first, reviews[0].second].toSorted()).toEqual([people[0]!.id, people[1]!.id].toSorted())
  expect(states).toEqual([{ state: 'possible-duplicate' }])
  const searches = { waiting: 0, done: 2, failed: 0, found: 1, troubles: [] }
  expect(await seen()).toMatchObject({ kept: 0, troubles: [], searches, since: expect.any(String) })
  await expect(officer.asks(extractedAgain, {})).rejects.toThrow('for administrators')
}, 60_000)

test('a search again that ends the matcher again and again is set aside, and said', async () => {
  const gallery = {
    add: () => undefined,
    remove: () => undefined,
    identifySitting: () => Promise.reject(new Error('x')),
  }
  const faulty = new LoadedGallery(hands.matcher, templateSeal, gallery as never)
  await office.owner.query(
    `update gallery.search_again set state = 'waiting' where alias = (select min(alias::text)::uuid from gallery.search_again)`,
  )
  for (let i = 1; i < 5; i++) await expect(searchNextAgain(hands.matcher, faulty)).rejects.toThrow('x')
  await searchNextAgain(hands.matcher, faulty)
  expect((await seen()).searches).toMatchObject({ failed: 1, troubles: [{ reason: 'failed', count: 1 }] })
}, 60_000)

test('what gives nothing any more stays as it was, and is said to', async () => {
  const { alias } = await sat(2)
  await beginReextraction(hands.matcher, risen)
  const poorly = (site: Site, image: GreyImage) => {
    if (site === 'iris-right') throw new Refusal('too-poor', 'nothing is seen')
    return hands.extract(site, image)
  }
  expect(await reextractNext({ ...hands, extract: poorly })).toBe(true)
  expect((await formsOf(alias)).map(({ form }) => form)).toEqual(['new', 'old'])
  const { rows } = await office.owner.query(`select site, trouble from gallery.reextraction where state = 'kept'`)
  expect(rows).toEqual([{ site: 'iris-right', trouble: 'too-poor' }])
  expect(await seen()).toMatchObject({ kept: 1, troubles: [{ reason: 'too-poor', count: 1 }] })
  expect(await beginReextraction(hands.matcher, risen)).toBe(0)
  expect(await beginReextraction(hands.matcher, site => risen(site) + 1)).toBe(6)
}, 60_000)

test('nobody alone can open an image: who lists cannot open, who opens cannot list, and nothing is opened that does not wait', async () => {
  const { rows } = await office.owner.query(`select alias from gallery.reextraction where state = 'done' limit 1`)
  const { alias } = rows[0]
  await office.owner.query(`delete from gallery.reextraction where state = 'waiting' and alias = $1`, [alias])
  const open = (client: pg.Client) => client.query('select gallery.reopen_image($1, $2)', [alias, 'iris-left'])
  await expect(open(hands.images)).rejects.toThrow('not found')
  await expect(open(hands.matcher)).rejects.toThrow('permission denied')
  await expect(beginReextraction(hands.images, risen)).rejects.toThrow('permission denied')
  const put = `select gallery.replace_templates($1, '{iris-left}', '{9}', array['x'::bytea], array[null::text])`
  await expect(hands.matcher.query(put, [alias])).rejects.toThrow('lock of the gallery')
}, 60_000)

test('a fault changes nothing, and whoever is erased no longer waits', async () => {
  const before = await progressOf(hands.matcher)
  const faulty = {
    ...hands,
    extract: () => {
      throw new Error('out of memory')
    },
  }
  await expect(reextractNext(faulty)).rejects.toThrow('out of memory')
  expect(await progressOf(hands.matcher)).toEqual(before)
  await office.owner.query('delete from gallery.template')
  expect(await progressOf(hands.matcher)).toEqual({ waiting: 0, done: 0, kept: 0 })
  expect((await office.owner.query('select from gallery.search_again')).rows).toEqual([])
}, 60_000)

test('one process at a time', async () => {
  const other = await asMatcher()
  expect([await takeTurn(hands.matcher), await takeTurn(other)]).toEqual([true, false])
})
