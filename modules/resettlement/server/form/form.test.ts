import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validateErrf } from '@nansen/errf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resettlementDesk, wayOf } from '../../test/resettlementDesk.ts'
import { server } from '../index.ts'

const SCHEMA = join(import.meta.dirname, '../../../../../shared/data/reference/erff/xsd/v4_1/rrf-v4.xsd')
const canJudge = existsSync(SCHEMA) && spawnSync('xmllint', ['--version']).error === undefined
const command = (name: string) => server.commands.find(each => each.name === `resettlement.${name}`)!
const electronicForm = server.queries.find(({ name }) => name === 'resettlement.electronicForm')!

let desk: Awaited<ReturnType<typeof resettlementDesk>>
let way: ReturnType<typeof wayOf>
let people: readonly string[]
let id: string
const folder = mkdtempSync(join(tmpdir(), 'nansen-form-'))
beforeAll(async () => {
  desk = await resettlementDesk()
  way = wayOf(desk)
  people = await desk.family()
  // the tests of a form need no picture behind a photo
  await desk.owner.query(
    `set session_replication_role = 'replica'; delete from registration.photo; set session_replication_role = 'origin'`,
  )
  for (const one of people)
    await desk.owner.query(
      `insert into registration.address (id, parent_id, office_id, root_id, kind, country)
       select gen_random_uuid(), i.id, i.office_id, i.id, 'CoA', 'KEN' from registration.individual i where i.id = $1`,
      [one],
    )
  id = await way.drafting(people, { need: 'They are in danger.' })
}, 180_000)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await desk.office.end()
})

test('a draft is printed in four languages at any time; a form is locked after review, with the checksum of its paper', async () => {
  for (const language of ['en', 'fr', 'ar', 'es']) {
    const made = await desk.officer.colleague.does<{ sha256: string }>(command('form'), { fileId: id, language })
    expect(made.sha256).toMatch(/^[0-9a-f]{64}$/)
  }
  const lock = () =>
    desk.officer.colleague.does<{ sha256: string }>(command('lockForm'), { fileId: id, language: 'en' })
  await expect(lock()).rejects.toMatchObject({ code: 'wrong-state' })
  await desk.owner.query(`update resettlement.file set state = 'reviewed' where id = $1`, [id])
  const first = await lock()
  const second = await lock()
  expect(second.sha256).toBe(first.sha256)
  expect(
    (await desk.rows('locked_form', id)).map(({ edition, status, persons, locked_by }) => [
      edition,
      status,
      persons,
      locked_by,
    ]),
  ).toEqual([
    [1, 'outdated', 3, desk.officer.staffId],
    [2, 'locked', 3, desk.officer.staffId],
  ])
}, 120_000)

test('the electronic form is made of the case, with what a receiving state would refuse of it in plain words', async () => {
  const made = await desk.officer.colleague.asks<{ xml: string; findings: { severity: string; code: string }[] }>(
    electronicForm,
    { fileId: id },
  )
  const found = validateErrf(new TextEncoder().encode(made.xml), desk.day(0))
  expect(found.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
    made.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  )
  expect(made.findings.map(({ code }) => code)).toContain('no-arrival')
  expect(made.xml.match(/<dataIndividual>/g)).toHaveLength(3)
  expect(made.xml).toContain('<ResettlementCriteria2Code>LFDS</ResettlementCriteria2Code>')
})

test.skipIf(!canJudge)('and xmllint accepts it (skipped without the public schema or xmllint)', async () => {
  await desk.owner.query(`update registration.individual set arrived_on = '2019-05-06' where id = any ($1)`, [people])
  const made = await desk.officer.colleague.asks<{ xml: string }>(electronicForm, { fileId: id })
  const file = join(folder, 'case.xml')
  writeFileSync(file, made.xml)
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, file], {
    encoding: 'utf8',
  })
  expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
})

test('nobody prints it who does not work on resettlement, and no form is made without somebody of the family', async () => {
  const input = { fileId: id, language: 'en' }
  await expect(desk.clerk.colleague.does(command('form'), input)).rejects.toMatchObject({ code: 'not-allowed' })
  const elsewhere = await desk.joins('resettlement_officer', 'KAK')
  await expect(elsewhere.colleague.does(command('form'), input)).rejects.toMatchObject({ code: 'not-found' })
  await desk.owner.query('update registration.individual set office_id = $2 where id = $1', [
    people[2],
    desk.office.offices.KAK,
  ])
  await expect(desk.officer.colleague.does(command('form'), input)).rejects.toMatchObject({ code: 'not-allowed' })
})
