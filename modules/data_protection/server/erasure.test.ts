import { registration } from '@nansen/registration'
import { createRecord, getAttachment, putAttachment, sequence, verifyAudit } from '@nansen/store'
import { person, type Registered } from '@nansen/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, daysAgo, GRANTED, type PracticeDesk, practiceDesk } from '../test/practiceDesk.ts'
import { agree, decide, erase } from './decide.ts'
import { decisionLetter } from './letters/decisionLetter.ts'
import { due } from './queue.ts'

let desk: PracticeDesk
beforeAll(async () => {
  desk = await practiceDesk()
})
afterAll(() => desk.office.end())

/** A person of the office with a photo, a religion, a sitting with a template and an image, who left. */
async function whoLeft() {
  const { members } = await desk.officer.does<Registered>(
    command('registerGroup'),
    desk.office.registering([
      { relationship: 'PA', person: person('female', 'Amina Yusuf Ali', { born: '1990' as never }) },
      { relationship: 'DAU', person: person('female', 'Zamzam Qodax Wiilo', { born: '2015' as never }) },
    ]),
  )
  const { id } = members[1]!
  const photo = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#a51' } })
    .jpeg()
    .toBuffer()
  const attachmentId = await desk.as(desk.officer, (tx, asking) => putAttachment(tx, asking, photo))
  await desk.officer.does(command('setPhoto'), { individualId: id, attachmentId })
  await desk.as(desk.officer, (tx, asking) =>
    createRecord(tx, asking, registration, 'specific_need', {
      parent_id: id,
      need: 'DS-BD',
      remarks: 'Was born blind',
      identified_on: daysAgo(0),
    }),
  )
  const sitting = crypto.randomUUID()
  const alias = crypto.randomUUID()
  await desk.office.owner.query(
    `insert into identity.enrolment (id, office_id, state, individual, gallery_alias, captured_at, sites_captured, sites_excepted)
     values ($1, $2, 'unique', $3, $4, now(), 1, 11)`,
    [sitting, desk.office.offices.DAD, id, alias],
  )
  await desk.office.owner.query(
    `insert into gallery.template (alias, site, extractor, stored) values ($1, 'finger-2', 1, 'SECRET-TEMPLATE')`,
    [alias],
  )
  await desk.office.owner.query(
    `insert into images.sealed (id, module, record, root_id, office_id, modality, sha256, sealed)
     values (gen_random_uuid(), 'identity', 'enrolment', $1, $2, 'finger', sha256('x'), 'SECRET-IMAGE')`,
    [sitting, desk.office.offices.DAD],
  )
  await desk.supervisor.does(command('changeStatus'), {
    individualId: id,
    status: 'inactive',
    reason: 'no-contact',
    effectiveOn: daysAgo(0),
  })
  return { id, attachmentId, sitting, alias }
}

const erased = async (id: string, what: string) => {
  const requestId = await desk.ask(id, { kind: 'erasure', erase: what })
  await desk.take(requestId)
  await desk.dpo.does(decide, { requestId, ...GRANTED })
  await desk.head.does(agree, { requestId, agree: true })
  await desk.dpo.does(erase, { requestId })
  return requestId
}

/** Everything the database holds in all its tables, as text: what somebody with the whole of it reads. */
async function wholeDatabase(): Promise<string> {
  const { rows } = await desk.office.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of rows) {
    const all = await desk.office.owner.query(`select coalesce(string_agg(t::text, E'\\n'), '') as all from ${name} t`)
    texts.push(all.rows[0].all)
  }
  return texts.join('\n')
}
const hex = (text: string) => Buffer.from(text).toString('hex')

describe('an erasure', () => {
  test('is decided by one and agreed to by another, and carried out by neither alone', async () => {
    const { id } = await whoLeft()
    const requestId = await desk.ask(id, { kind: 'erasure', erase: 'everything' })
    await desk.take(requestId)
    await desk.dpo.does(decide, { requestId, ...GRANTED })
    await expect(desk.dpo.does(erase, { requestId })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(desk.dpo.does(agree, { requestId, agree: true })).rejects.toMatchObject({ code: 'not-allowed' })
    await desk.head.does(agree, { requestId, agree: true })
    await desk.dpo.does(erase, { requestId })
    expect(await desk.stored(requestId)).toMatchObject({ state: 'erased' })
  })
  test('is refused while the person is still registered', async () => {
    const { members } = await desk.family()
    await expect(erased(members[3]!.id, 'everything')).rejects.toMatchObject({ code: 'invalid' })
  })
  test('leaves the number and the day, and nothing that was said, seen or captured can be read again', async () => {
    const { id, attachmentId, sitting } = await whoLeft()
    const keysBefore = await desk.office.owner.query('select wrapped from store.data_key where subject_id = any ($1)', [
      [id, attachmentId],
    ])
    expect(keysBefore.rows.filter(({ wrapped }) => wrapped !== null)).toHaveLength(2)
    const names = (
      await desk.office.owner.query(
        'select count(*)::int as n from change.entry where root_id = $1 and set is not null',
        [id],
      )
    ).rows[0].n
    expect(names).toBeGreaterThan(0)
    const { checkpoint } = await sequence(desk.office.store, { sign: true })
    const requestId = await erased(id, 'everything')
    await sequence(desk.office.store)
    expect((await verifyAudit(desk.office.store, { checkpoint: checkpoint! })).fault).toBeNull()
    const { rows } = await desk.office.owner.query(
      'select i.display_name, i.born, i.sex, i.number, e.erased_at is not null as erased from registration.individual i join registration.erased e on e.individual = i.id where i.id = $1',
      [id],
    )
    expect(rows[0]).toMatchObject({ display_name: '—', born: null, sex: 'unknown', erased: true })
    expect(rows[0].number).toMatch(/^KEN-DAD-/)
    const keys = await desk.office.owner.query('select wrapped from store.data_key where subject_id = any ($1)', [
      [id, attachmentId, sitting],
    ])
    expect(keys.rows.every(({ wrapped }) => wrapped === null)).toBe(true)
    await expect(
      desk.as(desk.supervisor, (tx, asking) => getAttachment(tx, asking, attachmentId)),
    ).rejects.toMatchObject({
      code: 'not-found',
    })
    const left = await desk.office.owner.query(
      'select record, set, ct, salt from change.entry where root_id = any ($1) and (set is not null or ct is not null or salt is not null) and at < (select erased_at from data_protection.erasure where request = $2)',
      [[id, sitting], requestId],
    )
    expect(left.rows).toEqual([])
    const all = await wholeDatabase()
    // Of another erasure too: in this file they are all erased but the one that was refused.
    for (const secret of ['SECRET-TEMPLATE', 'SECRET-IMAGE']) expect(all).not.toContain(hex(secret))
    for (const said of ['Was born blind', 'Zamzam', 'Qodax', 'Wiilo']) expect(all).not.toContain(said)
  })
  test('of photos leaves the rest', async () => {
    const { id, attachmentId } = await whoLeft()
    await erased(id, 'photos')
    const { rows } = await desk.office.owner.query(
      'select display_name, thumbnail from registration.individual where id = $1',
      [id],
    )
    expect(rows).toEqual([{ display_name: 'Zamzam Qodax Wiilo', thumbnail: null }])
    const file = await desk.office.owner.query('select content from store.attachment where id = $1', [attachmentId])
    expect(file.rows).toEqual([{ content: null }])
    await erased(id, 'biometrics')
    const sittings = await desk.office.owner.query('select id from identity.enrolment where individual = $1', [id])
    expect(sittings.rows).toEqual([])
  })
  test('says in its letter which copies may remain', async () => {
    const { id } = await whoLeft()
    const requestId = await erased(id, 'everything')
    const { sha256 } = await desk.dpo.does<{ sha256: string }>(decisionLetter, { requestId, language: 'fr' })
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  })
  test('is proposed when the operation’s rule says so, and never carried out by itself', async () => {
    const { id } = await whoLeft()
    const proposed = async () =>
      (await desk.dpo.asks<{ due: { individual: string; rule: string }[] }>(due, {})).due.filter(
        each => each.individual === id,
      )
    expect(await proposed()).toEqual([])
    await desk.office.owner.query(
      "update registration.individual set process_status_on = process_status_on - interval '25 months' where id = $1",
      [id],
    )
    expect((await proposed()).map(({ rule }) => rule)).toEqual(['biometrics'])
    expect((await desk.office.owner.query('select from identity.enrolment where individual = $1', [id])).rowCount).toBe(
      1,
    )
  })
})
