import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeId } from '../../apps/cli/src/demo/staff.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
let amina: Attacker
let grace: Attacker
beforeAll(async () => {
  world = await hostileWorld()
  amina = await world.colleague('amina') // registers at Dadaab
  grace = await world.colleague('grace') // supervises Dadaab
})
afterAll(() => world.end())

const tracesOf = async (who: Attacker, more = 'true') =>
  (await world.owner.query(`select count(*)::int as n from audit.entry where staff_id = $1 and ${more}`, [who.staffId]))
    .rows[0].n as number
/** How many lines of audit somebody left meanwhile. */
async function traced(who: Attacker, work: () => Promise<unknown>, more?: string): Promise<number> {
  const before = await tracesOf(who, more)
  await work()
  return (await tracesOf(who, more)) - before
}

const requestOf = (seeker: string) => ({
  seeker,
  relation: 'child',
  sought_name: 'Missing Invented',
  sought_sex: 'male',
  consents: ['search-here'],
  circumstances: 'CANARY of the protected part',
})

test('a preview that names people is in the audit, though nothing else of it stays', async () => {
  const { rows } = await world.owner.query(
    `select m.individual from registration.membership m where m.office_id = $1 and not m.focal_point and m.member_to is null`,
    [officeId('DAD')],
  )
  const someone = rows[0].individual
  const input = { individualId: someone, status: 'inactive', reason: 'no-contact', effectiveOn: '2026-11-21' }
  const shown = await traced(
    amina,
    async () => expect((await amina.previews('registration.changeStatus', input)).statusCode).toBe(200),
    `ids @> array['${someone}']::uuid[]`,
  )
  expect(shown).toBeGreaterThan(0)
})

test('what somebody else wrote meanwhile is shown with a refusal only when the audit has it', async () => {
  const [someone] = await world.peopleAt('DAD')
  const { version } = (await amina.get(`/api/registration/individual/${someone}`)).json()
  const sent = { commandId: newId(), baseVersion: version + 1, patch: { father_name: 'Somebody Else' } }
  const shown = await traced(
    amina,
    async () => {
      const answer = await amina.send('PATCH', `/api/registration/individual/${someone}`, sent)
      expect(answer.json().error.code).toBe('stale')
    },
    `ids @> array['${someone}']::uuid[]`,
  )
  expect(shown).toBe(1)
})

test('a search that finds nobody is in the audit like one that finds somebody', async () => {
  expect(await traced(amina, () => amina.asks('registration.search', { text: 'Xyzzyqw Plughvbn' }))).toBe(1)
})

test('a remembered act holds no protected value, and answers by the rights of now', async () => {
  const james = await world.colleague('james') // protection at Kakuma
  const seeker = await world.newPerson('KAK')
  const commandId = newId<string>()
  const made = await james.send('POST', '/api/tracing/request', { commandId, values: requestOf(seeker) })
  expect(made.json()).toMatchObject({ circumstances: 'CANARY of the protected part' })
  const kept = await world.owner.query('select result::text from change.command where id = $1', [commandId])
  expect(kept.rows[0].result).not.toMatch(/CANARY|Missing/)
  const again = () => james.send('POST', '/api/tracing/request', { commandId, values: requestOf(seeker) })
  expect(await traced(james, again, `action = 'read' and ids @> array['${made.json().id}']::uuid[]`)).toBe(1)
  expect((await again()).json()).toEqual(made.json())
  await world.owner.query('update tracing.request set office_id = $2 where id = $1', [made.json().id, officeId('AMM')])
  expect((await again()).body).not.toMatch(/CANARY|Missing/)
})

test('a search tells nothing of people beyond the asker’s reach, not even that there is one', async () => {
  const [someone] = await world.peopleAt('DAD')
  const { number } = (await amina.get(`/api/registration/individual/${someone}`)).json()
  expect((await amina.asks('registration.search', { text: number })).json().searched.looked_at).toBe(1)
  for (const name of ['leila', 'nadia']) {
    // status determination at Amman; a partner who was given no case
    const answer = await (await world.colleague(name)).asks('registration.search', { text: number })
    expect(answer.json()).toMatchObject({ people: [], searched: { looked_at: 0, truncated: false } })
  }
})

test('nobody asks for a correction in another’s name, to agree with themselves', async () => {
  const [someone] = await world.peopleAt('DAD')
  const ask = (by: string) =>
    grace.injects(tx =>
      sql`insert into registration.correction_request (id, parent_id, what, value_before, value_after, because, evidence, requested_by)
      select ${newId()}, id, 'sex', sex, 'other', 'clerical-error', 'none', ${by} from registration.individual where id = ${someone}`.execute(
        tx,
      ),
    )
  await expect(ask(amina.staffId)).rejects.toMatchObject({ code: 'not-allowed' })
  await ask(grace.staffId)
  const forge = [
    sql`update registration.correction_request set requested_by = ${amina.staffId} where requested_by = ${grace.staffId}`,
    sql`update registration.correction_request set value_after = 'male' where requested_by = ${grace.staffId}`,
    sql`update registration.correction_request set decided_by = ${amina.staffId} where requested_by = ${grace.staffId}`,
  ]
  for (const attempt of forge)
    await expect(grace.injects(tx => attempt.execute(tx))).rejects.toMatchObject({ code: 'not-allowed' })
})

test('nobody proposes a match in another’s name, to confirm it themselves', async () => {
  const james = await world.colleague('james')
  const esther = await world.colleague('esther')
  const [seeker, found] = [await world.newPerson('KAK'), await world.newPerson('KAK')]
  const { id } = (
    await james.send('POST', '/api/tracing/request', { commandId: newId(), values: requestOf(seeker) })
  ).json()
  const propose = (by: string) =>
    james.injects(tx =>
      sql`update tracing.request set state = 'proposed', proposed_match = ${found}, proposed_by = ${by} where id = ${id}`.execute(
        tx,
      ),
    )
  await expect(propose(esther.staffId)).rejects.toMatchObject({ code: 'not-allowed' })
  await propose(james.staffId)
})

test('a stored picture is a picture by its first bytes, not by a word in them', async () => {
  const drawing = `<svg a='WEBP' xmlns='http://www.w3.org/2000/svg' width='400' height='400'><rect width='400' height='400'/></svg>`
  const sent = await world.app.inject({
    method: 'POST',
    url: '/api/attachments',
    payload: drawing,
    headers: { cookie: `__Host-nansen=${amina.token}`, 'x-nansen': '1', 'content-type': 'image/webp' },
  })
  expect(sent.json().error.code).toBe('unreadable-image')
})

test('a picture of too many points is refused before it is unpacked', async () => {
  const [someone] = await world.peopleAt('DAD')
  const bomb = await sharp({
    create: { width: 9_000, height: 9_000, channels: 3, background: 'white' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 1 })
    .toBuffer()
  const { id } = (
    await world.app.inject({
      method: 'POST',
      url: '/api/attachments',
      payload: bomb,
      headers: { cookie: `__Host-nansen=${amina.token}`, 'x-nansen': '1', 'content-type': 'image/png' },
    })
  ).json()
  const answer = await amina.does('registration.setPhoto', { individualId: someone, attachmentId: id })
  expect(answer.json().error.code).toBe('unreadable-image')
})

test('whoever is put under a restriction is out of sight in every module, with every file', async () => {
  const person = await world.newPerson('DAD')
  const enrolment = newId<string>()
  const image = newId<string>()
  await world.owner.query(
    `insert into identity.enrolment (id, office_id, individual, gallery_alias, captured_at, sites_captured, sites_excepted, state)
     values ($1, $2, $3, $4, now(), 1, 0, 'unique')`,
    [enrolment, officeId('DAD'), person, newId()],
  )
  await world.owner.query(
    `insert into identity.capture (id, parent_id, site, quality, advice, tries, image) values ($1, $2, 'finger-2', 70, '{good}', 1, $3)`,
    [newId(), enrolment, image],
  )
  await world.owner.query(
    `insert into images.sealed (id, module, record, root_id, office_id, modality, sha256, sealed) values ($1, 'identity', 'capture', $2, $3, 'finger-2', sha256('x'), 'x')`,
    [image, enrolment, officeId('DAD')],
  )
  expect((await amina.asks('identity.ofPerson', { individualId: person })).json().sittings).toHaveLength(1)
  const [group] = (
    await world.owner.query(
      `insert into auth.restriction_group (id, name) values (gen_random_uuid(), 'shelter') returning id`,
    )
  ).rows
  await world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [person, group.id])
  const ines = await world.colleague('ines')
  for (const who of [amina, ines]) {
    expect((await who.get(`/api/registration/individual/${person}`)).statusCode).toBe(404)
    expect((await who.get(`/api/identity/enrolment/${enrolment}`)).statusCode).toBe(404)
    expect((await who.get(`/api/identity/capture?parent_id=${enrolment}`)).json().rows).toEqual([])
  }
  const sealed = await world.owner.query('select restriction_group from images.sealed where id = $1', [image])
  expect(sealed.rows[0].restriction_group).toBe(group.id)
  await world.owner.query('update registration.individual set restriction_group = null where id = $1', [person])
  expect((await amina.asks('identity.ofPerson', { individualId: person })).json().sittings).toHaveLength(1)
})

test('a sitting is found in the audit by the person it is about', async () => {
  const [someone] = await world.peopleAt('DAD')
  const capture = {
    site: 'finger-2',
    quality: 70,
    advice: ['good'],
    tries: 1,
    sealed: Buffer.alloc(80, 7).toString('base64'),
  }
  const sitting = { enrolmentId: newId(), individualId: someone, captures: [capture], exceptions: [] }
  const about = `action = 'create' and ids @> array['${someone}', '${sitting.enrolmentId}']::uuid[]`
  const left = await traced(
    amina,
    async () => expect((await amina.does('identity.enrol', sitting)).statusCode).toBe(200),
    about,
  )
  expect(left).toBe(1)
})
