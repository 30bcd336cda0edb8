import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SampleWorld, type SignedIn, sampleWorld } from '../../test/sampleWorld.ts'
import { asSession } from '../asSession.ts'
import { sample } from '../sampleModule.ts'
import { countRecords } from './countRecords.ts'
import { createRecord } from './writeRecords.ts'

let world: SampleWorld
let officer: SignedIn
let elsewhere: SignedIn
/** Of another office than the thirty files of the first test. */
let speaker: SignedIn
beforeAll(async () => {
  world = await sampleWorld()
  officer = await world.colleague('registration_officer', world.offices.DAD)
  elsewhere = await world.colleague('registration_officer', world.offices.KLA)
  speaker = await world.colleague('registration_officer', world.offices.KAK)
  for (let size = 0; size < 30; size++) {
    const values = {
      subject: 's',
      kind: size % 3 === 0 ? 'lost' : 'found',
      marks: size % 2 === 0 ? ['urgent', 'child'] : [],
      born: size < 10 ? '2019-03-01' : size < 20 ? '2019' : null,
      size,
      consents: size === 0 ? null : true,
    }
    await asSession(world.store, officer.token, {}, (tx, asking) => createRecord(tx, asking, sample, 'file', values))
  }
})
afterAll(() => world.end())

const count = (who: SignedIn, by: readonly string[]) =>
  asSession(world.store, who.token, {}, (tx, asking) => countRecords(tx, asking, sample, 'file', by))

test('counts each field alone: codes, several codes, dates by month, numbers by tens, and what nobody answered', async () => {
  const { total, parts } = await count(officer, ['state', 'kind', 'marks', 'born', 'size', 'consents'])
  expect(total).toBe(30)
  expect(
    Object.fromEntries(parts.map(({ by, counts }) => [by, counts.map(({ value, count: n }) => [value, n])])),
  ).toEqual({
    state: [['open', 30]],
    kind: [
      ['found', 20],
      ['lost', 10],
    ],
    marks: [
      ['child', 15],
      ['urgent', 15],
      [null, 15],
    ].toSorted((a, b) => String(a[0] ?? '').localeCompare(String(b[0] ?? ''))),
    born: [
      ['2019-03', 10],
      ['2019', 10],
      [null, 10],
    ],
    size: [
      ['20–29', 10],
      ['10–19', 10],
      ['0–9', 10],
    ],
    consents: [
      ['true', 29],
      [null, 1],
    ],
  })
})

test('a code that an operation added counts as the shared one for which it stands, once a person', async () => {
  await world.owner.query(
    `insert into ref.code (list, code, label, country, stands_for, valid_from) values
       ('country', 'KEN-NORTH', '{"en": "The north"}', 'KEN', 'KEN', '2026-01-01'),
       ('language', 'som', '{"en": "Somali"}', null, null, null),
       ('language', 'ara', '{"en": "Arabic"}', null, null, null),
       ('language', 'KEN-MAAY', '{"en": "Maay"}', 'KEN', 'som', '2026-01-01')`,
  )
  for (const [country, tongues] of [
    ['KEN', ['som', 'KEN-MAAY']],
    ['KEN-NORTH', ['KEN-MAAY', 'ara']],
    ['UGA', ['ara']],
    [null, null],
  ] as const)
    await asSession(world.store, speaker.token, {}, (tx, asking) =>
      createRecord(tx, asking, sample, 'file', { subject: 's', kind: 'lost', country, tongues }),
    )
  const { parts } = await count(speaker, ['country', 'tongues'])
  expect(parts.map(({ by, counts }) => [by, counts.map(({ value, count: n }) => [value, n])])).toEqual([
    [
      'country',
      [
        ['KEN', 2],
        [null, 1],
        ['UGA', 1],
      ],
    ],
    [
      'tongues',
      [
        ['ara', 2],
        ['som', 2],
        [null, 1],
      ],
    ],
  ])
})

test('counts what the asker may read, and no protected answer for anybody', async () => {
  expect(await count(elsewhere, ['kind'])).toEqual({ total: 0, parts: [{ by: 'kind', counts: [], others: 0 }] })
  expect((await count(officer, ['accused', 'story', 'kind'])).parts.map(({ by }) => by)).toEqual(['kind'])
})

test('that it was asked is in the audit, and names nobody', async () => {
  await count(officer, ['kind'])
  const { rows } = await world.owner.query(
    `select ids, record from audit.entry where staff_id = $1 and reason = 'counts' order by seq desc limit 1`,
    [officer.staffId],
  )
  expect(rows).toEqual([{ ids: [], record: 'file' }])
})
