import { isId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  acts,
  add,
  as,
  assessed,
  beforePanel,
  calls,
  change,
  decided,
  desk,
  identified,
  later,
  markers,
  move,
  openDesk,
  openTasks,
  reported,
  rows,
  signs,
  today,
  votes,
  weighs,
} from '../test/childDesk.ts'
import { server } from './index.ts'

const NOT_READY = { details: { reason: 'not-ready' } }
beforeAll(openDesk)
afterAll(() => desk.office.end())

describe('a determination', () => {
  test('is due for an unaccompanied child, and no lasting solution closes the file without it', async () => {
    const { chair } = desk
    const { id, child } = await assessed({ care_status: 'unaccompanied' })
    expect(await markers(child)).toMatchObject({ 'best_interests.bid': 'needed' })
    await expect(move(id, 'close', { closed_because: 'solution-reached' }, chair)).rejects.toMatchObject(NOT_READY)
    expect((await move(id, 'close', { closed_because: 'of-age' }, chair)).state).toBe('closed')
  })

  test('needs two options weighed, each with what speaks for and against and the child’s view', async () => {
    const { id } = await assessed({ care_status: 'unaccompanied' })
    await expect(
      add('option', { parent_id: id, solution: 'resettlement', what_for: 'x', what_against: 'y' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await weighs(id, 'resettlement')
    await expect(move(id, 'report', { bid_purpose: 'durable-solution' })).rejects.toMatchObject(NOT_READY)
  })

  test('the panel is called by another than who reports, and is nobody who worked on the file', async () => {
    const { zeinab, chair, member } = desk
    const { id } = await reported()
    await expect(calls(id, chair, 'chair', zeinab)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(calls(id, zeinab)).rejects.toMatchObject({ code: 'invalid' })
    await calls(id, chair, 'chair')
    await expect(calls(id, member, 'chair')).rejects.toMatchObject({ code: 'invalid' })
  })

  test('each signs and votes for themselves, and votes only having signed', async () => {
    const { chair, member } = desk
    const { id } = await reported()
    const seat = await calls(id, chair, 'chair')
    const other = await calls(id, member)
    await move(id, 'check', {}, chair)
    await expect(signs(other, chair)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(votes(seat, chair, 'approve')).rejects.toMatchObject({ code: 'invalid' })
    await signs(seat, chair)
    await votes(seat, chair, 'approve')
    await expect(votes(other, chair, 'approve')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(change('panelist', other.id, { dissent: 'No.' }, chair)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(
      as(chair, tx => sql`update best_interests.panelist set vote = 'approve' where id = ${other.id}`.execute(tx)),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('needs a quorum of people and organisations; who steps aside counts for neither', async () => {
    const { chair, member, partner, third, office } = desk
    const { id, seats } = await beforePanel()
    await change('file', id, { decision_reasons: 'Said.', solution: 'stay-as-now' }, chair)
    await acts(id, 'decision', 'done')
    await votes(seats[0], chair, 'approve')
    await votes(seats[1], member, 'approve')
    await expect(move(id, 'decide', {}, chair)).rejects.toMatchObject(NOT_READY)
    await change('panelist', seats[2].id, { stood_aside: true, aside_because: 'Her cousin.' }, partner)
    await expect(move(id, 'decide', {}, chair)).rejects.toMatchObject(NOT_READY)
    await office.owner.query(`insert into best_interests.quorum select country, 3, 1 from auth.office where id = $1`, [
      office.offices.DAD,
    ])
    const seat = await calls(id, third)
    await signs(seat, third)
    await votes(seat, third, 'reject')
    await office.owner.query('delete from best_interests.quorum')
    await expect(move(id, 'decide', {}, chair)).rejects.toMatchObject(NOT_READY)
    await office.owner.query(`insert into best_interests.quorum select country, 3, 1 from auth.office where id = $1`, [
      office.offices.DAD,
    ])
    await change('panelist', seat.id, { vote: 'approve-with-changes' }, third)
    await expect(move(id, 'decide', {}, member)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await move(id, 'decide', {}, chair)).toMatchObject({ outcome: 'approve', bid: 'approved' })
    expect((await rows('ruling', id))[0]).toMatchObject({ votes: 'approve 2 · approve-with-changes 1' })
    await office.owner.query('delete from best_interests.quorum')
  })

  test('decides on what was weighed; what was decided, weighed and reported stays', async () => {
    const { chair, member, partner, office } = desk
    const { id, seats } = await beforePanel()
    for (const [i, who] of [chair, member, partner].entries()) await votes(seats[i]!, who, 'approve-with-changes')
    await acts(id, 'decision', 'done')
    await change('file', id, { decision_reasons: 'Said.', solution: 'repatriation' }, chair)
    await expect(move(id, 'decide', {}, chair)).rejects.toMatchObject({ code: 'invalid' })
    await expect(change('file', id, { report_safety: 'Otherwise.' })).rejects.toMatchObject({ code: 'not-allowed' })
    await change('file', id, { solution: 'resettlement' }, chair)
    await move(id, 'decide', {}, chair)
    await expect(change('file', id, { solution: 'stay-as-now' }, chair)).rejects.toMatchObject({ code: 'not-allowed' })
    const [option] = await rows('option', id)
    await expect(change('option', option.id, { what_for: 'More.' })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(
      as(chair, tx => sql`update best_interests.file set outcome = 'reject' where id = ${id}`.execute(tx)),
    ).resolves.toBeDefined()
    expect((await rows('ruling', id)).map(({ verdict }) => verdict)).toEqual(['approve-with-changes'])
    expect(
      (await office.owner.query('select outcome from best_interests.file where id = $1', [id])).rows[0].outcome,
    ).toBe('approve-with-changes')
  })

  test('can be deferred, and another report has another panel', async () => {
    const { chair, member, partner } = desk
    const { id, seats } = await beforePanel()
    for (const [i, who] of [chair, member, partner].entries()) await votes(seats[i]!, who, 'defer')
    await expect(move(id, 'decide', {}, chair)).rejects.toMatchObject(NOT_READY)
    expect((await move(id, 'defer', {}, chair)).state).toBe('followed')
    await move(id, 'report', { bid_purpose: 'durable-solution' })
    expect((await rows('panelist', id)).every(({ withdrawn_at }) => withdrawn_at !== null)).toBe(true)
  })

  test('counts for twelve months and not a day more', async () => {
    const { id, child } = await decided()
    const told = { 'best_interests.bid': 'approved', 'best_interests.solution': 'stay-as-now' }
    expect(await markers(child)).toMatchObject(told)
    await move(id, 'implement', { child_told_on: today() })
    expect(await markers(child)).toMatchObject(told)
    await later(364)
    expect(await markers(child)).toMatchObject({ 'best_interests.bid': 'approved' })
    await later(3)
    expect(await markers(child)).toMatchObject({ 'best_interests.bid': 'needed' })
    expect(await openTasks(id)).toContain('decide-anew')
    expect((await rows('ruling', id)).length).toBe(1)
  })

  test('is taken up again on new facts', async () => {
    const { id } = await decided()
    const again = await move(id, 'review', { review_because: 'new-information' })
    expect(again).toMatchObject({ state: 'assessed', bid: 'needed', outcome: null })
    expect((await rows('clock', id)).filter(({ name }) => name === 'decision-year')).toMatchObject([
      { status: 'ended' },
    ])
  })
})

test('both reports are printed for who works on the file, and kept with it', async () => {
  const { zeinab, resettlement, office } = desk
  const { id } = await decided()
  const printed = server.commands.map(command =>
    zeinab.does<{ file: string }>(command, {
      fileId: id,
      language: command.name.endsWith('assessmentReport') ? 'ar' : 'es',
    }),
  )
  expect((await Promise.all(printed)).every(({ file }) => isId(file))).toBe(true)
  const { rows: kept } = await office.owner.query('select name from store.paper where root_id = $1 order by name', [id])
  expect(kept.map(({ name }) => name)).toEqual(['assessmentReport', 'determinationReport'])
  await expect(resettlement.does(server.commands[0]!, { fileId: id, language: 'en' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  const { id: fresh } = await identified()
  await expect(zeinab.does(server.commands[1]!, { fileId: fresh, language: 'fr' })).rejects.toMatchObject({
    code: 'wrong-state',
  })
})
