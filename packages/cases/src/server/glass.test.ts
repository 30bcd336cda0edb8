import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
let protection: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
  protection = await world.worker('protection_officer') // knows that a case exists, and reads none
})
afterAll(() => world.end())

const aCase = async () => {
  const subject = await world.person()
  const { id } = await officer.open({ topic: 'A claim', subject, secret: 'what they fear' })
  await officer.does('assign', { module: 'example', id, ownerId: officer.staffId })
  return { id, subject }
}
const open = (who: Worker, personId: string, modules = ['example']) =>
  who.does<{ opened: number }>('breakGlass', {
    personId,
    modules,
    reason: 'danger-to-life',
    words: 'threatened at the gate tonight',
  })
const toReview = async (who: Worker) =>
  (await who.asks<{ openings: { id: string; caseId: string; thisWeek: number }[] }>('glassToReview', {})).openings

describe('in an emergency', () => {
  test('who may know of a case reads it, not what is protected, and changes nothing', async () => {
    const { id, subject } = await aCase()
    await expect(protection.get(id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await open(protection, subject)).toEqual({ opened: 1 })
    const seen = await protection.get(id)
    expect(seen.topic).toBe('A claim')
    expect(seen).not.toHaveProperty('secret')
    await expect(protection.change(id, { topic: 'x' })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(protection.move(id, 'wait')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(protection.add('note', { parent_id: id, level: 'ordinary', text: 'x' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('only that person’s cases, in the modules that were named, and only of whom one may know', async () => {
    const one = await aCase()
    const other = await aCase()
    await open(protection, one.subject)
    await expect(protection.get(other.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(open(protection, other.subject, ['needs'])).rejects.toMatchObject({ code: 'not-found' })
    await expect(open(await world.worker('distribution_clerk'), other.subject)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(open(await world.worker('protection_officer', 'KAK'), other.subject)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('it ends after four hours', async () => {
    const { id, subject } = await aCase()
    await open(protection, subject)
    await world.owner.query(
      `update cases.glass set opened_at = opened_at - interval '4 hours', ends_at = ends_at - interval '4 hours' where case_id = $1`,
      [id],
    )
    await expect(protection.get(id)).rejects.toMatchObject({ code: 'not-found' })
    const longer = world.owner.query(
      `update cases.glass set ends_at = opened_at + interval '5 hours' where case_id = $1`,
      [id],
    )
    await expect(longer).rejects.toThrow('check constraint')
  })

  test('whoever works on the case is told at once, and somebody who approves judges it, never oneself', async () => {
    const { id, subject } = await aCase()
    await open(protection, subject)
    const day = await officer.asks<{ due: { caseId: string; kind: string }[] }>('myDay', {})
    expect(day.due.filter(({ caseId }) => caseId === id).map(({ kind }) => kind)).toContain('glass-broken')
    expect((await toReview(officer)).filter(({ caseId }) => caseId === id)).toEqual([])
    const [mine] = (await toReview(reviewer)).filter(({ caseId }) => caseId === id)
    await expect(
      officer.does('reviewGlass', { id: mine!.id, verdict: 'justified', words: 'yes' }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await reviewer.does('reviewGlass', { id: mine!.id, verdict: 'not-justified', words: 'the duty officer was there' })
    expect((await toReview(reviewer)).filter(({ caseId }) => caseId === id)).toEqual([])
    await expect(
      reviewer.does('reviewGlass', { id: mine!.id, verdict: 'justified', words: 'again' }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('it opens nobody who is under a restriction, and nothing a server could write itself', async () => {
    const { id, subject } = await aCase()
    await open(protection, subject)
    const group = (
      await world.owner.query(
        `insert into auth.restriction_group (id, name) values (gen_random_uuid(), 'few') returning id`,
      )
    ).rows[0].id
    await world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [subject, group])
    await expect(protection.get(id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      protection.as(tx => sql`insert into cases.glass select * from cases.glass`.execute(tx)),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    const { rows } = await world.owner.query(
      `select count(*)::int as n from audit.entry where module = 'cases' and record = 'glass'`,
    )
    expect(rows[0].n).toBeGreaterThan(0)
  })
})
