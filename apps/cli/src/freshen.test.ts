import { emptyDatabase } from '@nansen/testing'
import { expect, test } from 'vitest'
import { freshen } from './freshen.ts'
import { withOwner } from './openDatabase.ts'

test('large tables that an update wrote anew are tidied once, and no others', async () => {
  const database = await emptyDatabase()
  const said: string[] = []
  const tidied = () => withOwner(database.ownerUrl, client => freshen(client, text => said.push(text), 100_000))
  await withOwner(database.ownerUrl, async client => {
    await client.query(`create schema camp; create table camp.small (n int); insert into camp.small values (1);
      create table camp.people as select n, 'a person of the camp' as name from generate_series(1, 5000) n`)
  })
  expect(await tidied()).toEqual(['camp.people'])
  expect(await tidied()).toEqual([])
  await withOwner(database.ownerUrl, client => client.query('alter table camp.people alter n type bigint'))
  expect(await tidied()).toEqual(['camp.people'])
  expect(said).toHaveLength(2)
  await database.drop()
})
