import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { authSql } from '@nansen/auth'
import { newId } from '@nansen/kernel'
import { migrate } from '@nansen/store'
import { emptyDatabase, type FreshDatabase, withClient } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registration } from '../index.ts'

const FILES = fileURLToPath(new URL('../migrations', import.meta.url))
/** The first file that knows the whole record. */
const SINCE = '0020'

const before = mkdtempSync(join(tmpdir(), 'nansen-before-'))
let db: FreshDatabase
const person = newId()

beforeAll(async () => {
  const older = readdirSync(FILES).filter(file => file.endsWith('.sql') && file < SINCE)
  for (const file of older) cpSync(join(FILES, file), join(before, 'registration', 'migrations', file))
  db = await emptyDatabase()
  await migrate(db.ownerUrl, [registration], { also: authSql, modulesFolder: before })
  await withClient(db.ownerUrl, async client => {
    await client.query(`set session_replication_role = 'replica'`)
    const office = newId()
    await client.query(
      `insert into auth.office (id, code, name, country, organisation_id) values ($1, 'DAD', 'Dadaab', 'KEN', gen_random_uuid())`,
      [office],
    )
    await client.query(
      `insert into registration.individual (id, office_id, number, display_name, sex, registered_on, registration_level, process_status,
         process_status_on, education_level, occupation, occupation_as_said, languages)
       values ($1, $2, 'KEN-DAD-0000001-1', 'Amina', 'female', '2020-01-01', 'emergency', 'active', '2020-01-01', '9', '7', 'tents', '{som,ara}')`,
      [person, office],
    )
  })
  await migrate(db.ownerUrl, [registration], { also: authSql })
}, 60_000)
afterAll(async () => {
  await db.drop()
  rmSync(before, { recursive: true })
})

test('what an older database holds in a word is told at length after the update, and stays as it was said', async () => {
  await withClient(db.ownerUrl, async client => {
    const rows = async (table: string, columns: string) =>
      (await client.query(`select ${columns} from registration.${table} where root_id = $1 order by 1`, [person])).rows
    expect(await rows('education', 'grade, isced')).toEqual([{ grade: '9', isced: '2' }])
    expect(await rows('work', 'occupation, as_said')).toEqual([{ occupation: '7', as_said: 'tents' }])
    expect(await rows('language_ability', 'language')).toEqual([{ language: 'ara' }, { language: 'som' }])
    const { rows: kept } = await client.query(
      'select education_level, occupation, languages from registration.individual',
    )
    expect(kept).toEqual([{ education_level: '9', occupation: '7', languages: ['som', 'ara'] }])
    const { rows: acts } = await client.query(`select count(*)::int as n from change.entry`)
    expect(acts).toEqual([{ n: 0 }])
  })
})
