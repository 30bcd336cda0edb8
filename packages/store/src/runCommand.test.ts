import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, type SignedIn, sampleWorld } from '../test/sampleWorld.ts'
import { asSession } from './asSession.ts'
import { type Command, defineCommand } from './command.ts'
import { getHistory, type HistoryPart } from './records/history.ts'
import { changeRecord, createRecord } from './records/writeRecords.ts'
import { previewCommand, runCommand } from './runCommand.ts'
import { sample } from './sampleModule.ts'
import { stepUp } from './signIn.ts'

let world: SampleWorld
let officer: SignedIn
beforeAll(async () => {
  world = await sampleWorld()
  officer = await world.colleague('registration_officer', world.offices.DAD)
})
afterAll(() => world.end())

const base = {
  name: 'sample.add',
  module: 'sample',
  needs: { action: 'create', level: 'personal' },
  input: {},
  output: {},
  run: (tx, asking, { subject }) => createRecord(tx, asking, sample, 'file', { subject, kind: 'lost' }),
  preview: async (tx, asking, { subject }) => {
    await createRecord(tx, asking, sample, 'file', { subject, kind: 'lost' })
    return [{ label: 'consequence.sample.added', values: {}, severity: 'info' }]
  },
} as const satisfies Omit<Command<{ readonly subject: string }, unknown>, 'stepUp'>
const add = defineCommand<{ readonly subject: string }, unknown>(base)
const guarded = defineCommand<{ readonly subject: string }, unknown>({ ...base, stepUp: true })
const count = async (subject: string) =>
  (await world.owner.query('select from sample.file where subject = $1', [subject])).rows.length

describe('a command', () => {
  test('answers the same when it is sent again, and is done once', async () => {
    const request = { commandId: newId(), input: { subject: 'once' } }
    const answers = [
      await runCommand(world.store, officer.token, add, request),
      await runCommand(world.store, officer.token, add, request),
    ]
    expect(answers[1]).toEqual(answers[0])
    expect(await count('once')).toBe(1)
  })

  test('is one change set, and one act in the audit', async () => {
    const commandId = newId()
    await runCommand(world.store, officer.token, add, { commandId, input: { subject: 'a set' } })
    const { rows } = await world.owner.query(
      'select count(*)::int as n from change.entry c join audit.entry a using (command_id) where command_id = $1 and a.content = c.content',
      [commandId],
    )
    expect(rows[0].n).toBe(1)
  })

  test('previewed leaves nothing behind', async () => {
    const consequences = await previewCommand(world.store, officer.token, add, {
      commandId: newId(),
      input: { subject: 'looked at' },
    })
    expect(consequences).toEqual([{ label: 'consequence.sample.added', values: {}, severity: 'info' }])
    expect(await count('looked at')).toBe(0)
  })

  test('is not run for who lacks what it needs, and the denial is kept', async () => {
    const clerk = await world.colleague('reception_clerk', world.offices.DAD)
    await expect(
      runCommand(world.store, clerk.token, add, { commandId: newId(), input: { subject: 'no' } }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    const { rows } = await world.owner.query(`select record, outcome from audit.entry where staff_id = $1`, [
      clerk.staffId,
    ])
    expect(rows).toEqual([{ record: 'sample.add', outcome: 'deny' }])
  })

  test('that needs a second factor wants a fresh one', async () => {
    const run = (now?: () => Date) =>
      runCommand(world.store, officer.token, guarded, {
        commandId: newId(),
        input: { subject: 'guarded' },
        ...(now ? { now } : {}),
      }).then(
        () => 'done',
        error => error.code,
      )
    expect(await run()).toBe('step-up-needed')
    await stepUp(world.store, officer.token)
    expect(await run()).toBe('done')
    expect(await run(() => new Date(Date.now() + 6 * 60_000))).toBe('step-up-needed')
  })
})

describe('the history of a record', () => {
  const pageOf = (who: SignedIn, id: string, part: HistoryPart = {}) =>
    asSession(world.store, who.token, {}, (tx, asking) => getHistory(tx, asking, sample, 'file', id, part))
  const historyOf = async (who: SignedIn, id: string) => (await pageOf(who, id)).entries

  test('says what was there before, and is read page by page into the past without cutting an act in two', async () => {
    const as = <T>(work: Parameters<typeof asSession<T>>[3]) => asSession(world.store, officer.token, {}, work)
    const made = await as((tx, asking) =>
      createRecord(tx, asking, sample, 'file', {
        subject: 's',
        kind: 'lost',
        document: [{ label: 'l' }, { label: 'm' }],
      }),
    )
    await as((tx, asking) => changeRecord(tx, asking, sample, 'file', made.id, 1, { size: 3 }))
    await as((tx, asking) => changeRecord(tx, asking, sample, 'file', made.id, 2, { size: 4, kind: 'found' }))
    await as((tx, asking) => changeRecord(tx, asking, sample, 'file', made.id, 3, { size: null }))
    const { entries, older } = await pageOf(officer, made.id, { limit: 2 })
    expect(entries.map(({ set, before }) => [before, set])).toEqual([
      [
        { size: 3, kind: 'lost' },
        { size: 4, kind: 'found' },
      ],
      [{ size: 4 }, { size: null }],
    ])
    const next = await pageOf(officer, made.id, { limit: 2, older })
    expect(next.entries.map(({ op, before }) => [op, before])).toEqual([
      ['insert', null],
      ['insert', null],
      ['insert', null],
      ['update', { size: null }],
    ])
    expect(next.older).toBeNull()
  })

  test('tells who changed what, also below it, and hides that protected fields changed from who may not see them', async () => {
    const supervisor = await world.colleague('registration_supervisor', world.offices.DAD)
    const made = await asSession(world.store, supervisor.token, {}, (tx, asking) =>
      createRecord(tx, asking, sample, 'file', {
        subject: 's',
        kind: 'lost',
        story: 'fled',
        document: [{ label: 'l' }],
      }),
    )
    await asSession(world.store, officer.token, {}, (tx, asking) =>
      changeRecord(tx, asking, sample, 'file', made.id, 1, { size: 3 }),
    )
    const told = (entries: Awaited<ReturnType<typeof historyOf>>) =>
      entries.map(({ record, op, part, staff_id }) => [record, op, part, staff_id])
    const open = [
      ['file', 'insert', 'open', supervisor.staffId],
      ['document', 'insert', 'open', supervisor.staffId],
      ['file', 'update', 'open', officer.staffId],
    ]
    expect(told(await historyOf(officer, made.id))).toEqual(open)
    expect(told(await historyOf(supervisor, made.id))).toEqual([
      open[0],
      ['file', 'insert', 'protected', supervisor.staffId],
      ...open.slice(1),
    ])
    expect((await historyOf(officer, made.id)).at(-1)).toMatchObject({ fields: ['size'], set: { size: 3 } })
  })

  test('of a record one may not see is not there', async () => {
    const hidden = await makeFile(world.owner, world.offices.KAK)
    await expect(historyOf(officer, hidden)).rejects.toMatchObject({ code: 'not-found' })
    await expect(historyOf(officer, newId())).rejects.toMatchObject({ code: 'not-found' })
  })
})
