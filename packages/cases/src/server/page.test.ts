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

interface Week {
  readonly days: readonly { readonly day: string; readonly rest: boolean; readonly holiday: object | null }[]
  readonly due: readonly {
    readonly caseId: string
    readonly what: string
    readonly kind: string
    readonly day: string
  }[]
}
const week = (who: Worker, more: object = {}) =>
  who.asks<Week>('week', { officeId: world.offices.DAD, day: '2026-12-02', whose: 'office', ...more })

test('a week begins after the rest of its country and has what lies on each day of the office’s own, and of whose it is', async () => {
  await world.owner.query(`insert into cases.calendar values ('KEN', '{5,6}', 'Africa/Nairobi')`)
  await world.owner.query(`insert into cases.holiday values ('KEN', '2026-12-01', '{"en": "A day off"}')`)
  const { days, due } = await week(officer)
  expect(days.map(({ day, rest }) => `${day} ${rest}`)).toEqual([
    '2026-11-29 false',
    '2026-11-30 false',
    '2026-12-01 true',
    '2026-12-02 false',
    '2026-12-03 false',
    '2026-12-04 true',
    '2026-12-05 true',
  ])
  expect(days[2]?.holiday).toEqual({ en: 'A day off' })
  expect(due.filter(({ caseId }) => caseId === full).map(({ what, kind, day }) => `${day} ${what} ${kind}`)).toEqual([
    '2026-12-01 task look-again',
    '2026-12-02 appointment interview',
  ])
  expect(await noted(officer)).toMatchObject([{ module: 'example', record: 'file', ids: [full], reason: 'week' }])
  expect((await week(officer, { whose: 'mine' })).due).toEqual([])
  await world.owner.query('update example.file set owner_id = $2 where id = $1', [full, officer.staffId])
  expect((await week(officer, { whose: 'mine' })).due.map(({ what }) => what)).toEqual(['task'])
})

test('a period that ends at midnight lies on the day before it, where the office is, and one that rests lies nowhere', async () => {
  world.clock.now = new Date('2026-11-29T09:00:00Z')
  const { id } = await officer.open({ topic: 'A period', subject: await world.person() })
  const of = async (who = officer) => (await week(who)).due.filter(({ caseId }) => caseId === id)
  // Monday 30, Wednesday 2 and Thursday 3, as Tuesday is off.
  expect(await of()).toMatchObject([{ what: 'clock', kind: 'first', day: '2026-12-03' }])
  expect((await week(await world.worker('rsd_officer', 'KAK'))).due).toEqual([])
  await officer.move(id, 'wait')
  expect(await of()).toEqual([])
  world.clock.now = new Date('2026-11-20T09:00:00Z')
})
