import { freshDatabase, withClient } from '@nansen/testing'
import { expect, test } from 'vitest'
import { RELATIONSHIP_SEX } from '../relationships.ts'

test('the database and the program agree on what a relationship says of the sex', async () => {
  const db = await freshDatabase()
  try {
    const rows = await withClient(db.ownerUrl, async client => {
      const found = await client.query<{ relationship: string; sex: string | null }>(
        'select relationship, sex from registration.relationship_sex',
      )
      return found.rows
    })
    expect(Object.fromEntries(rows.map(row => [row.relationship, row.sex]))).toEqual(RELATIONSHIP_SEX)
  } finally {
    await db.drop()
  }
})
