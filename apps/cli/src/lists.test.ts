import { emptyDatabase } from '@nansen/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sharedLists } from '../../../countries/countries.ts'
import { offerSharedLists } from './lists.ts'

const database = await emptyDatabase()
const client = new pg.Client({ connectionString: database.ownerUrl })
beforeAll(async () => {
  await client.connect()
  // The table alone: what an installation says in it is what is at stake here.
  await client.query(
    `create schema ref; create table ref.code (list text, code text, label jsonb not null, position int not null default 0, parent text,
       external jsonb not null default '{}', valid_to date, primary key (list, code))`,
  )
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const entry = async (list: string, code: string) =>
  (await client.query('select label, position, valid_to from ref.code where list = $1 and code = $2', [list, code]))
    .rows[0]

test('a new installation has every shared list, in every language', async () => {
  await offerSharedLists(client)
  const { rows } = await client.query<{ list: string; many: number }>(
    'select list, count(*)::int as many from ref.code group by list',
  )
  expect(Object.fromEntries(rows.map(({ list, many }) => [list, many]))).toEqual(
    Object.fromEntries(sharedLists().map(({ list, codes }) => [list, codes.length])),
  )
  expect(Object.keys((await entry('country', 'KEN')).label).sort()).toEqual(['ar', 'en', 'es', 'fr'])
})

test('what an installation says itself stays when lists are offered again', async () => {
  await client.query(
    `update ref.code set label = '{"en": "Our own word"}', position = 999, valid_to = '2026-01-01' where list = 'country' and code = 'KEN'`,
  )
  await offerSharedLists(client)
  const kept = await entry('country', 'KEN')
  expect(kept.label.en).toBe('Our own word')
  expect(kept.label.es).toBe('Kenya')
  expect(kept.position).toBe(999)
  expect(kept.valid_to).not.toBeNull()
})
