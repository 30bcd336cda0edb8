import { withClient } from '@nansen/testing'
import { afterAll, expect, test } from 'vitest'
import { loginDatabase } from '../test/loginDatabase.ts'
import { authSql } from './sql.ts'

const database = await loginDatabase()
afterAll(() => database.drop())

test('operations that were named before Spanish get their Spanish name, and what somebody wrote stays', async () => {
  const { sql } = authSql.find(({ name }) => name.endsWith('/0028_operations_in_spanish.sql'))!
  const names = await withClient(database.ownerUrl, async client => {
    await client.query(
      `insert into auth.country values ('TCD', '{"en": "Chad", "es": "El Chad"}') on conflict do nothing`,
    )
    await client.query('set role nansen_migrator')
    await client.query(sql)
    return (await client.query('select code, name from auth.country order by code')).rows
  })
  expect(names).toEqual([
    { code: 'KEN', name: { en: 'Kenya', es: 'Kenya' } },
    { code: 'TCD', name: { en: 'Chad', es: 'El Chad' } },
  ])
})

test('the first operation of all is named in every language', async () => {
  const { rows } = await withClient(database.ownerUrl, async client => {
    await client.query('set role nansen_migrator')
    await client.query(`select login.found_headquarters()`)
    return client.query(`select name from auth.country where code = 'CHE'`)
  })
  expect(Object.keys(rows[0].name).sort()).toEqual(['ar', 'en', 'es', 'fr'])
})
