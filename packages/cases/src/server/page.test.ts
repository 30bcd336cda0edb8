import { newId } from '@nansen/kernel'
import { listRecords, type StoredRow } from '@nansen/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import { example } from '../../test/exampleModule.ts'
import { CASE_RECORDS } from '../records.ts'

let world: CaseWorld
let officer: Worker
let reader: Worker
let full: string
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reader = await world.worker('resettlement_officer')
  full = await fullCase()
})
let since: Date
beforeEach(async () => {
  since = (await world.owner.query('select clock_timestamp() as now')).rows[0].now
})
afterAll(() => world.end())

const page = (who: Worker, id: string) =>
  who.asks<Record<string, readonly StoredRow[]>>('page', { module: 'example', id })

async function fullCase(): Promise<string> {
  const subject = await world.person()
  const { id } = await officer.open({ topic: 'A claim', subject, risk: 'high', secret: 'fear' })
  const at = { parent_id: id }
  await officer.add('note', { ...at, level: 'ordinary', text: 'Came by herself.' })
  await officer.add('note', { ...at, level: 'restricted', restricted_text: 'Afraid of a neighbour.' })
  await officer.add('task', { ...at, kind: 'look-again', due_at: '2026-12-01T08:00:00.5Z', about: subject })
  const meeting = { kind: 'interview', starts_at: '2026-12-02T07:30:00Z', minutes: 60, individual: subject }
  await officer.add('appointment', { ...at, ...meeting })
  await officer.add('finding', { ...at, individual: subject, said: 'credible' })
  await officer.add('approval', { ...at, kind: 'travel', why: 'To the interview.' })
  await officer.add('watcher', { ...at, staff: officer.staffId })
  await officer.move(id, 'wait')
  return id
}

const noted = async (who: Worker) =>
  (
    await world.owner.query(
      `select module, action, record, ids, fields, reason from audit.entry where staff_id = $1 and at >= $2 order by seq`,
      [who.staffId, since],
    )
  ).rows

test('a page shows each kind as its own list does, to whoever asks', async () => {
  for (const who of [
    officer,
    reader,
    await world.worker('protection_officer'),
    await world.worker('rsd_officer', 'KAK'),
  ]) {
    const shown = await page(who, full).catch(({ code }) => code)
    if (shown === 'not-allowed') continue
    expect(Object.keys(shown).toSorted()).toEqual([...CASE_RECORDS].toSorted())
    for (const record of CASE_RECORDS) {
      const whole = record === 'note' || record === 'appointment'
      const { rows } = await who.as((tx, asking) =>
        listRecords(tx, asking, example, record, { where: { root_id: full }, limit: 100, whole }),
      )
      expect(shown[record]).toEqual(rows)
    }
  }
  const mine = await page(officer, full)
  expect(mine.task?.map(({ due_at }) => due_at)).toContain('2026-12-01T08:00:00.5Z')
  expect(new Set(mine.note?.map(({ restricted_text }) => restricted_text))).toEqual(
    new Set(['Afraid of a neighbour.', null]),
  )
  expect((await page(reader, full)).note).toMatchObject([{ text: 'Came by herself.' }])
  expect((await page(reader, full)).note?.[0]).not.toHaveProperty('restricted_text')
})

test('one row of audit says what was shown of a page: kinds, rows, and which protected fields', async () => {
  const shown = await page(officer, full)
  const kinds = CASE_RECORDS.filter(record => shown[record]!.length > 0)
  expect(kinds.length).toBeGreaterThan(6)
  const [entry, ...more] = await noted(officer)
  expect(more).toEqual([])
  expect(entry).toMatchObject({ module: 'example', action: 'read', record: kinds.join(' '), reason: 'page' })
  expect(entry.fields).toEqual(['note.restricted_text', 'note.sealed_text', 'appointment.interpreter'])
  expect(entry.ids.toSorted()).toEqual([full, ...kinds.flatMap(kind => shown[kind]!.map(({ id }) => id))].toSorted())
})

test('of a case that one may not read a page shows nothing, and nothing is noted as shown', async () => {
  const stranger = await world.worker('rsd_officer', 'KAK')
  expect(Object.values(await page(stranger, full)).flat()).toEqual([])
  expect(Object.values(await page(stranger, newId())).flat()).toEqual([])
  expect(await noted(stranger)).toEqual([])
})
