import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validateErrf } from '@nansen/errf'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { practiceDatabase } from '../../../../journeys/practiceDatabase.ts'
import { type PracticeForm, practiceForms } from './practiceForms.ts'

const SCHEMA = join(import.meta.dirname, '../../../../../shared/data/reference/erff/xsd/v4_1/rrf-v4.xsd')
const canJudge = existsSync(SCHEMA) && spawnSync('xmllint', ['--version']).error === undefined
if (!canJudge) console.log(`xmllint or ${SCHEMA} is absent: forms are judged by our own reader only`)

const folder = mkdtempSync(join(tmpdir(), 'nansen-forms-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('every case of the practice world is a form that no receiving state would refuse, nor xmllint where it is', async () => {
  const database = await practiceDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const made: PracticeForm[] = []
  for await (const form of practiceForms(database.store, owner)) made.push(form)
  const { rows } = await owner.query('select count(*)::int as cases from resettlement.file')
  await owner.end()
  await database.drop()
  expect(made).toHaveLength(rows[0].cases)
  expect(made.length).toBeGreaterThan(3)
  const today = new Date().toISOString().slice(0, 10)
  for (const { name, xml } of made) {
    const errors = validateErrf(new TextEncoder().encode(xml), today).filter(({ severity }) => severity === 'error')
    expect([name, errors]).toEqual([name, []])
    writeFileSync(join(folder, name), xml)
  }
  if (!canJudge) return
  const files = made.map(({ name }) => join(folder, name))
  const said = spawnSync('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, ...files], { encoding: 'utf8' })
  expect([said.status, said.status === 0 ? '' : said.stderr]).toEqual([0, ''])
}, 180_000)
