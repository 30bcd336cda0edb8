import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import { runClocks } from './clocks.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
})
afterAll(() => world.end())

const answer = (who: Worker, referralId: string, said: string, words?: string) =>
  who.does('answerReferral', { module: 'example', referralId, answer: said, words: words ?? null })

interface Task {
  readonly caseId: string
  readonly kind: string
  readonly escalated: boolean
  readonly forMe: boolean
}
const look = (at: string) => runClocks(world.store, new Date(at))
const dayOf = async (who: Worker, caseId: string) =>
  (await who.asks<{ due: readonly Task[] }>('myDay', {})).due
    .filter(due => due.caseId === caseId && due.kind === 'referral-left')
    .map(({ forMe, escalated }) => ({ forMe, escalated }))
const tasksOf = async (caseId: string) =>
  (await world.rows('task', caseId)).filter(({ kind }) => kind === 'referral-left')

/** Sent on a Monday of the past: three working days end with Thursday, six with the Tuesday after. */
const left = async (sender = officer, priority = 'soon') => {
  const { id } = await officer.open({ topic: 'needs a doctor', subject: await world.person() })
  const doctor = await world.worker('partner_caseworker')
  const { id: referral } = await officer.does<{ id: string }>('refer', {
    module: 'example',
    id,
    service: 'medical care',
    reason: 'pain for weeks',
    priority,
    share: ['topic'],
    toStaff: doctor.staffId,
  })
  // who sent it, and when, is never changed by anybody
  await world.owner.query(`set session_replication_role = 'replica'`)
  await world.owner.query(
    `update example.referral set created_at = '2026-01-05T09:00Z', created_by = $2 where id = $1`,
    [referral, sender.staffId],
  )
  await world.owner.query(`set session_replication_role = 'origin'`)
  return { id, doctor, referral }
}

describe('a referral that nobody answers', () => {
  test('is a task of its sender after three working days and stands before the supervisor after six, once each', async () => {
    const { id } = await left()
    await look('2026-01-08T23:59:00Z')
    expect(await tasksOf(id)).toEqual([])
    for (const at of ['2026-01-09T00:01:00Z', '2026-01-09T00:02:00Z', '2026-01-13T23:59:00Z']) {
      await look(at)
      expect(await tasksOf(id)).toMatchObject([
        { for_staff: officer.staffId, what: 'medical care', cause: 'referral', escalated_at: null },
      ])
    }
    expect(await dayOf(officer, id)).toEqual([{ forMe: true, escalated: false }])
    expect(await dayOf(reviewer, id)).toEqual([])
    for (const at of ['2026-01-14T00:01:00Z', '2026-01-14T00:02:00Z']) {
      await look(at)
      expect(await dayOf(reviewer, id)).toEqual([{ forMe: false, escalated: true }])
    }
    expect(await dayOf(await world.worker('rsd_officer'), id)).toEqual([])
  })

  test('stands before the supervisor although its sender ticked the task off, and is counted by how soon it was asked for', async () => {
    const { id } = await left(officer, 'urgent')
    await look('2026-01-07T00:01:00Z')
    const [task] = await tasksOf(id)
    await world.owner.query(`update example.task set status = 'done' where id = $1`, [task.id])
    await look('2026-01-08T00:01:00Z')
    expect(await dayOf(reviewer, id)).toEqual([{ forMe: false, escalated: true }])
    expect((await tasksOf(id)).map(({ status }) => status)).toEqual(['done', 'open'])
  })

  test('is no task of a sender who does not read the case any more, and its own people have it', async () => {
    const { id } = await left(await world.worker('rsd_officer', 'KAK'))
    await look('2026-01-09T00:01:00Z')
    expect(await tasksOf(id)).toMatchObject([{ for_staff: null, status: 'open' }])
  })

  test('reminds nobody any more once it is answered or taken back', async () => {
    const [said, taken, early] = [await left(), await left(), await left()]
    await answer(early.doctor, early.referral, 'rejected', 'no room')
    await look('2026-01-09T00:01:00Z')
    await answer(said.doctor, said.referral, 'accepted')
    await officer.does('withdrawReferral', {
      module: 'example',
      referralId: taken.referral,
      onlyShared: false,
      because: 'helped elsewhere',
    })
    await look('2026-02-02T00:01:00Z')
    for (const [{ id }, was] of [
      [said, ['withdrawn']],
      [taken, ['withdrawn']],
      [early, []],
    ] as const)
      expect((await tasksOf(id)).map(({ status }) => status)).toEqual(was)
  })
})
