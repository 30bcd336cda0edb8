import { checkSafety } from '@nansen/store'
import { afterAll, expect, test } from 'vitest'
import { emptyDatabase, freshDatabase, withClient } from './index.ts'

const [one, two] = await Promise.all([freshDatabase(), freshDatabase()])
afterAll(() => Promise.all([one.drop(), two.drop()]))

test('what one test file writes, another never sees', async () => {
  await withClient(one.ownerUrl, client => client.query('create table mine (id int)'))
  const { rows } = await withClient(two.ownerUrl, client => client.query("select to_regclass('mine') as found"))
  expect(rows).toEqual([{ found: null }])
})

test('the product logs in as itself, without rights past the policies', async () => {
  const { rows } = await withClient(one.urlOf('nansen_app'), client =>
    client.query('select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user'),
  )
  expect(rows).toEqual([{ rolname: 'nansen_app', rolsuper: false, rolbypassrls: false }])
})

test('a clone is as safe to serve from as what it was cloned from', async () => {
  await checkSafety(one.store.pool('nansen_app'))
})

test('Arabic names have trigrams, so that a search can find them', async () => {
  const { rows } = await withClient(one.ownerUrl, async client => {
    await client.query('create schema if not exists probe; create extension if not exists pg_trgm')
    return client.query("select cardinality(show_trgm('محمد')) as letters")
  })
  expect(rows).toEqual([{ letters: 5 }])
})

test('a dropped database is gone', async () => {
  const passing = await emptyDatabase()
  await passing.drop()
  const { rows } = await withClient(one.ownerUrl, client =>
    client.query('select 1 from pg_database where datname = $1', [passing.name]),
  )
  expect(rows).toEqual([])
})
