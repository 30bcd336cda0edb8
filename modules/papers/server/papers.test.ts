import { signCard } from '@nansen/documents'
import { newId } from '@nansen/kernel'
import { asSession, getAttachment } from '@nansen/store'
import type { Colleague, Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, practiceDesk } from '../test/practiceDesk.ts'
import type { Kept } from './setting/printing.ts'

let desk: Desk
let family: Registered
beforeAll(async () => {
  desk = await practiceDesk()
  family = await desk.family()
  await desk.photographed(family)
}, 120_000)
afterAll(() => desk?.office.end())

const person = (at: number) => family.members[at]!
const print = (who: Colleague, individualId: string, more: object = {}) =>
  desk.does<Kept>(who, 'papers.print', { individualId, template: 'individual-card', language: 'en', ...more })
const papersOf = async (individualId: string) =>
  (
    await desk.asks<{
      papers: { id: string; number: string; state: string; serial: string | null; reason: string | null }[]
    }>(desk.officer, 'papers.ofPerson', { individualId })
  ).papers
const rows = async <R>(text: string, values: unknown[] = []) =>
  (await desk.office.owner.query(text, values)).rows as R[]

describe('a card', () => {
  test('is kept with its person, and is audited as read and as printed', async () => {
    const kept = await print(desk.officer, person(0).id)
    expect(kept).toMatchObject({ number: `${person(0).number}/C1`, serial: null })
    const { mediaType } = await asSession(desk.office.store, desk.officer.token, {}, (tx, asking) =>
      getAttachment(tx, asking, kept.attachmentId),
    )
    expect(mediaType).toBe('application/pdf')
    const audited = await rows<{ action: string }>(
      `select distinct action from audit.entry where staff_id = $1 and $2::uuid = any (ids) and reason = 'individual-card' order by 1`,
      [desk.officer.staffId, person(0).id],
    )
    expect(audited.map(({ action }) => action)).toEqual(['print', 'read'])
  })
  test('is printed again with a reason only, and the one before is told from then on as replaced', async () => {
    await expect(print(desk.officer, person(0).id)).rejects.toMatchObject({ details: { why: 'has-valid' } })
    await print(desk.officer, person(0).id, { reason: 'lost' })
    expect((await papersOf(person(0).id)).map(({ number, state, reason }) => [number, state, reason])).toEqual([
      [`${person(0).number}/C2`, 'valid', 'lost'],
      [`${person(0).number}/C1`, 'replaced', null],
    ])
  })
  test('is not said to have expired while it is good for longer', async () => {
    await expect(print(desk.officer, person(0).id, { reason: 'expired' })).rejects.toMatchObject({
      details: { why: 'has-valid' },
    })
  })
  test('needs a supervisor when there were too many in a year, who is not the one that asks', async () => {
    await print(desk.officer, person(0).id, { reason: 'damaged' })
    const third = () => print(desk.officer, person(0).id, { reason: 'stolen' })
    await expect(third()).rejects.toMatchObject({ details: { why: 'ask-supervisor' } })
    const { id } = await desk.does<{ id: string }>(desk.supervisor, 'papers.askReprint', {
      individualId: person(0).id,
      template: 'individual-card',
      reason: 'stolen',
      remarks: 'robbed on the way to the market',
    })
    const decide = (who: Colleague) =>
      desk.does(who, 'papers.decideReprint', { id, agree: true, because: 'seen the report' })
    await expect(decide(desk.supervisor)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(decide(desk.officer)).rejects.toMatchObject({ code: 'not-allowed' })
    await decide(desk.head)
    expect((await third()).number).toBe(`${person(0).number}/C4`)
    expect(await rows('select state from papers.reprint where id = $1', [id])).toEqual([{ state: 'used' }])
    await expect(print(desk.officer, person(0).id, { reason: 'lost' })).rejects.toMatchObject({
      details: { why: 'ask-supervisor' },
    })
  })
  test('is refused by the database too when nobody agreed to one too many', async () => {
    const copied = desk.office.owner.query(
      `insert into registration.issued_document (id, parent_id, template, template_version, language, number, file, sha256, issued_on, reason)
       select gen_random_uuid(), parent_id, template, template_version, language, split_part(number, '/', 1) || '/C9', file, sha256, issued_on, 'lost'
       from registration.issued_document where number = $1`,
      [`${person(0).number}/C4`],
    )
    await expect(copied).rejects.toMatchObject({ message: 'a supervisor agrees to one reprint more' })
  })
  test('is for nobody without a photo, whose file is on hold, or who is not active; an attestation says that there is no photo', async () => {
    const other = await desk.family()
    await expect(print(desk.officer, other.members[0]!.id)).rejects.toMatchObject({ details: { why: 'no-photo' } })
    await print(desk.officer, other.members[0]!.id, { template: 'attestation' })
    await rows(`update registration.individual set process_status = 'hold' where id = $1`, [other.members[1]!.id])
    await expect(print(desk.officer, other.members[1]!.id, { template: 'attestation' })).rejects.toMatchObject({
      details: { why: 'hold' },
    })
  })
  test('is not for who reads and may not print, nor for another office', async () => {
    await expect(print(await desk.office.colleague('rsd_officer', 'DAD'), person(1).id)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(print(await desk.office.colleague('registration_officer', 'KAK'), person(1).id)).rejects.toMatchObject(
      {
        code: 'not-found',
      },
    )
  })
})

describe('a check of a paper', () => {
  const code = (document: string, expiresOn = '2031-01-01') =>
    signCard(desk.office.store.keys!.papers, {
      document,
      person: person(0).number,
      name: 'Amina Yusuf Ali',
      sex: 'female',
      yearOfBirth: 1990,
      people: 1,
      issuedOn: '2026-11-22',
      expiresOn,
    })
  const check = (text: string) => desk.asks<object>(desk.officer, 'papers.verify', { text })

  test('says that an older card was replaced, by which and when, and that the newest holds', async () => {
    const today = new Date().toISOString().slice(0, 10)
    expect(await check(code(`${person(0).number}/C1`))).toMatchObject({
      outcome: 'genuine',
      standing: 'replaced',
      endedOn: today,
      byPaper: `${person(0).number}/C2`,
    })
    expect(await check(code(`${person(0).number}/C4`))).toMatchObject({ standing: 'valid', endedOn: null })
    expect(await check(code(`${person(0).number}/C4`, '2026-11-01'))).toMatchObject({ standing: 'expired' })
  })
  test('says what it does not know, and what is not ours', async () => {
    expect(await check(code('KEN-DAD-0000999-0/C1'))).toMatchObject({ outcome: 'genuine', standing: 'unknown' })
    expect(await check('NANSEN1:0')).toMatchObject({ outcome: 'unreadable', standing: null, name: null })
    const [head, ...rest] = [...code(`${person(0).number}/C4`)].reverse()
    const forged = [head === 'A' ? 'B' : 'A', ...rest].reverse().join('')
    expect(await check(forged)).toMatchObject({ outcome: expect.stringMatching(/forged|unreadable/), standing: null })
  })
})

describe('a run', () => {
  interface Batch {
    readonly progress: string
    readonly lines: { outcome: string; why: string | null; serial: string | null; number: string | null }[]
    readonly files: { file: string; mine: boolean }[]
  }
  const begin = (more: object) =>
    desk.does<{ batchId: string; people: number; leftOut: number }>(desk.officer, 'papers.begin', {
      officeId: desk.office.offices.DAD,
      template: 'attestation',
      language: 'own',
      ...more,
    })
  const next = (batchId: string, who = desk.officer) =>
    desk.does<{ progress: string; printed: number; waiting: number; file: string | null }>(who, 'papers.printNext', {
      batchId,
    })
  const look = (id: string) => desk.asks<Batch>(desk.officer, 'papers.batch', { id })

  test('prints a family in one file and keeps each paper with its person', async () => {
    const { batchId, people } = await begin({ groupId: family.groupId })
    expect(people).toBe(4)
    expect(await next(batchId)).toMatchObject({ progress: 'done', printed: 4, waiting: 0 })
    const batch = await look(batchId)
    expect(batch.lines.map(({ number }) => number)).toEqual(family.members.map(({ number }) => `${number}/A1`))
    expect(batch.files).toMatchObject([{ mine: true }])
    expect((await papersOf(person(3).id))[0]).toMatchObject({ number: `${person(3).number}/A1`, state: 'valid' })
    const supervisorSees = await desk.asks<Batch>(desk.supervisor, 'papers.batch', { id: batchId })
    expect(supervisorSees.files).toMatchObject([{ mine: false }])
  })
  test('goes on where it stood, whoever goes on, and says who gets none and why', async () => {
    const others = await desk.family()
    const numbers = [...others.members.map(({ number }) => number), person(0).number, 'KEN-DAD-9999999-9']
    const chosen = { officeId: desk.office.offices.DAD, template: 'attestation', numbers }
    const seen = await desk.asks<{ gets: number; notFound: string[]; people: { why: string | null }[] }>(
      desk.officer,
      'papers.whoGets',
      chosen,
    )
    expect(seen).toMatchObject({ gets: 4, notFound: ['KEN-DAD-9999999-9'] })
    expect(seen.people.filter(({ why }) => why !== null)).toMatchObject([{ why: 'has-valid' }])
    const { batchId } = await begin({ numbers, aFile: 3 })
    expect(await next(batchId)).toMatchObject({ progress: 'printing', printed: 3, waiting: 1 })
    expect(await next(batchId, desk.supervisor)).toMatchObject({ progress: 'done', printed: 4, waiting: 0 })
    await expect(next(batchId)).rejects.toMatchObject({ code: 'wrong-state' })
    const { lines } = await look(batchId)
    expect(lines.map(({ outcome }) => outcome).toSorted()).toEqual([
      'left-out',
      'printed',
      'printed',
      'printed',
      'printed',
    ])
  })
  test('leaves out whoever is under a restriction, and whoever came under one since it began', async () => {
    const others = await desk.family()
    const { batchId } = await begin({ groupId: others.groupId })
    const group = newId()
    await rows(`insert into auth.restriction_group (id, name) values ($1, 'a shelter')`, [group])
    await rows('update registration.individual set restriction_group = $1 where id = $2', [
      group,
      others.members[1]!.id,
    ])
    expect(await next(batchId)).toMatchObject({ printed: 3 })
    const { lines } = await look(batchId)
    expect(lines).toHaveLength(3)
    const printed = `select number from registration.issued_document where root_id = $1`
    expect(await rows(printed, [others.members[1]!.id])).toEqual([])
    const chosen = { officeId: desk.office.offices.DAD, template: 'attestation', groupId: others.groupId }
    expect(await desk.asks(desk.officer, 'papers.whoGets', chosen)).toMatchObject({ gets: 0, people: { length: 3 } })
  })
})

describe('blanks', () => {
  const keep = (who: Colleague, first: number, count: number) =>
    desk.does(who, 'papers.stockAct', {
      act: 'received',
      officeId: desk.office.offices.DAD,
      blank: 'card',
      series: 'KEN-C26',
      first,
      count,
    })
  const counts = async () => {
    const { shelves } = await desk.asks<{ shelves: Record<string, number>[] }>(desk.head, 'papers.stock')
    return shelves.find(({ blank }) => String(blank) === 'card')
  }
  test('are taken one by one as cards are printed, and spoil with them', async () => {
    await keep(desk.head, 1, 3)
    const kept = await print(desk.officer, person(1).id)
    expect(kept.serial).toBe('KEN-C26-000001')
    await desk.does(desk.officer, 'papers.spoil', { documentId: kept.documentId, because: 'misprint' })
    expect(await counts()).toMatchObject({ received: 3, on_hand: 2, used: 0, spoiled: 1 })
    // what was never given out is not replaced: no reason is asked
    expect((await print(desk.officer, person(1).id)).serial).toBe('KEN-C26-000002')
    expect(
      (await papersOf(person(1).id)).filter(({ number }) => number.includes('/C')).map(({ state }) => state),
    ).toEqual(['valid', 'spoiled'])
  })
  test('are taken for a run in order, and what it does not print on comes back', async () => {
    await keep(desk.head, 10, 5)
    const { batchId, people } = await desk.does<{ batchId: string; people: number }>(desk.officer, 'papers.begin', {
      officeId: desk.office.offices.DAD,
      template: 'individual-card',
      language: 'ar',
      secondLanguage: 'en',
      groupId: family.groupId,
    })
    expect(people).toBe(2)
    expect(await counts()).toMatchObject({ assigned: 2, on_hand: 4 })
    await desk.does(desk.officer, 'papers.printNext', { batchId })
    expect(await counts()).toMatchObject({ assigned: 0, on_hand: 4, used: 3, spoiled: 1 })
  })
  test('that are not there are not printed on', async () => {
    const others = await desk.family()
    await desk.photographed(others)
    for (const { id } of others.members) await print(desk.officer, id)
    expect(await counts()).toMatchObject({ on_hand: 0 })
    const more = await desk.family()
    await desk.photographed(more)
    await expect(print(desk.officer, more.members[0]!.id)).rejects.toMatchObject({
      details: { problems: [{ path: 'serial' }] },
    })
  })
  test('are taken for the same card in another language too, which ends the one before', async () => {
    await keep(desk.head, 20, 2)
    const { used } = (await counts())!
    const printed = await print(desk.officer, person(1).id, { language: 'fr', reason: 'other-language' })
    expect(printed.serial).toBe('KEN-C26-000020')
    const [now, before] = (await papersOf(person(1).id)).filter(({ number }) => number.includes('/C'))
    expect([now!.state, now!.reason, before!.state]).toEqual(['valid', 'other-language', 'replaced'])
    expect(await counts()).toMatchObject({ on_hand: 1, used: used! + 1, spoiled: 1 })
  })
})

test('papers that ended before their day are in the list that is taken out, and the others are not', async () => {
  const revoked = await rows<{ number: string; ended: string }>(`select * from papers.revoked(current_date)`)
  const cards = revoked.filter(({ number }) => number.startsWith(`${person(0).number}/C`))
  expect(cards.map(({ number, ended }) => [number.split('/')[1], ended])).toEqual([
    ['C1', 'replaced'],
    ['C2', 'replaced'],
    ['C3', 'replaced'],
  ])
})

test('who is erased leaves no line in a run, no request and no file', async () => {
  await rows(`set session_replication_role = 'replica'`)
  await rows(`update registration.individual set process_status = 'closed' where id = $1`, [person(3).id])
  await rows(`update registration.membership set member_to = current_date where individual = $1`, [person(3).id])
  await rows(`set session_replication_role = 'origin'`)
  await rows(`select registration.erase($1)`, [person(3).id])
  expect(await rows('select from papers.batch_line where individual = $1', [person(3).id])).toEqual([])
  const files = await rows<{ forgotten_on: string | null; content: Buffer | null }>(
    `select f.forgotten_on, a.content from papers.batch_file f join store.attachment a on a.id = f.file::uuid order by f.created_at limit 1`,
  )
  expect(files[0]?.forgotten_on).not.toBeNull()
  expect(files[0]?.content).toBeNull()
})
