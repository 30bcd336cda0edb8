import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 240_000)
afterAll(() => product?.stop())

const today = new Date().toISOString().slice(0, 10)
const shot = async (page: Page, name: string) => {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true })
}
const sql = async (text: string, values: readonly unknown[] = []) =>
  (await product.asOwner(client => client.query(text, [...values]))).rows

/** What somebody does past the screen, under the same rights and rules: the steps that no picture is needed of. */
const hand = (page: Page, file: () => string) => {
  const sent = async (method: 'POST' | 'PATCH', path: string, data: object): Promise<{ id: string }> => {
    const answer = await page.request.fetch(`${product.origin}/api/${path}`, {
      method,
      headers: { 'x-nansen': '1', origin: product.origin },
      data: { commandId: randomUUID(), ...data },
    })
    const body = await answer.json()
    if (answer.status() === 429) {
      await sleep(body.error.details.retryAfterSeconds * 1000)
      return sent(method, path, data)
    }
    expect([path, answer.status(), answer.ok() ? '' : body]).toEqual([path, answer.status(), ''])
    return body
  }
  const versionOf = async (path: string): Promise<number> => {
    const answer = await page.request.get(`${product.origin}/api/${path}`)
    const body = await answer.json()
    if (answer.status() !== 429) return body.version
    await sleep(body.error.details.retryAfterSeconds * 1000)
    return versionOf(path)
  }
  const change = async (path: string, patch: object) =>
    sent('PATCH', path, { baseVersion: await versionOf(path), patch })
  const add = (record: string, values: object) => sent('POST', `resettlement/${record}`, { values })
  const move = async (name: string, patch: object = {}) => {
    const path = `resettlement/file/${file()}`
    return sent('POST', `${path}/moves/${name}`, { baseVersion: await versionOf(path), patch })
  }
  return { change, add, move }
}

test('a couple goes from the first word to the flight: proved three times, put forward under a quota, and only who left is no longer counted', async () => {
  // Two adults of one family in Nairobi who are in no case and on no way out yet.
  const [couple] = await sql(
    `select (array_agg(i.id order by m.relationship <> 'PA', i.id))[1:2] as people
     from registration.membership m join registration.registration_group g on g.id = m.parent_id and g.restriction_group is null
     join registration.individual i on i.id = m.individual and i.process_status = 'active' and i.restriction_group is null and i.year_of_birth < 2004
     join auth.office o on o.id = i.office_id and o.code = 'NBO'
     where m.member_to is null and not exists (select from resettlement.member x where x.individual = i.id)
       and not exists (select from cases.marker k where k.individual = i.id and k.name = any ('{rsd.hold,fraud.hold,return.going,integration.going,best_interests.bid}'))
     group by g.id having count(*) >= 2 and bool_or(m.relationship = 'PA') order by g.id limit 1`,
  )
  const people: readonly string[] = couple.people
  await sql(
    `insert into registration.legal_status (id, parent_id, root_id, office_id, status, basis, effective_on)
     select gen_random_uuid(), i.id, i.id, i.office_id, 'refugee', 'oau-1969', $2 from registration.individual i where i.id = any ($1)`,
    [people, today],
  )
  const [quota] = await sql(`select id, taken, departed from resettlement.quota where country = 'CAN'`)

  let id = ''
  const thomas = await product.signedIn('thomas', { language: 'en' })
  const maria = await product.signedIn('maria', { language: 'en' })
  const officer = hand(thomas, () => id)
  const reviewer = hand(maria, () => id)
  const opened = await officer.add('file', {
    subject: people[0],
    found_by: 'needs',
    found_on: today,
    processing_priority: 'normal',
    member: [{ individual: people[1], role: 'member' }],
  })
  id = opened.id
  const path = `${product.origin}/resettlement/file/${id}`
  const states = async () => (await sql('select state from resettlement.file where id = $1', [id]))[0].state
  /** As if the matcher had compared the person in the room and said so; the comparison itself is walked through elsewhere. */
  const proved = (occasion: string) =>
    sql(
      `insert into identity.verification (id, office_id, individual, verified_at, sites, outcome, evidence, occasion)
       select gen_random_uuid(), i.office_id, i.id, now(), '{finger-2}', 'same-person', 7, $2 from registration.individual i where i.id = any ($1)`,
      [people, occasion],
    )

  await thomas.goto(path)
  await thomas.getByRole('button', { name: 'Take up' }).click()
  await thomas.getByRole('dialog').getByRole('button', { name: 'Take up' }).click()
  await expect.poll(states).toBe('assessment')
  await officer.change(`resettlement/file/${id}`, {
    primary_category: 'LPN',
    secondary_category: 'LFDS',
    submission_priority: 'normal',
    willing_on: today,
    why_not_return: 'The war goes on.',
    why_not_stay: 'They are threatened here too.',
    need: 'They were found and beaten twice.',
  })
  await officer.move('assess')
  await sql(
    `insert into resettlement.integrity_check (id, parent_id, kind, result, checked_on) select cases.new_id(), $1, k, 'clear', $2
     from unnest('{registration-data,family-composition,conflict-of-interest,duplicates}'::text[]) k`,
    [id, today],
  )
  await reviewer.move('clear')
  await sql('update resettlement.traveller set interviewed_on = $2 where parent_id = $1', [id, today])

  // Nobody is heard of whom it is not proved who they are: the page says so, and leads to the comparison.
  await thomas.goto(path)
  await thomas.getByRole('link', { name: 'Compare now' }).first().waitFor()
  expect(await thomas.getByRole('button', { name: 'All are heard' }).isDisabled()).toBe(true)
  await shot(thomas, 'rst-proof-en')
  expect(await faults(thomas)).toEqual([])
  await proved('interview')
  await officer.move('hear')
  await officer.add('statement', {
    parent_id: id,
    individual: people[0],
    section: 'claim',
    confidential: false,
    words: 'He fled when the town was taken.',
  })
  await sql(
    `update resettlement.traveller set declared_on = $2, declared_by = 'signature', no_photo_because = 'The camera was broken.' where parent_id = $1`,
    [id, today],
  )
  await officer.move('recommend')
  await reviewer.move('endorse')

  await proved('submission')
  await thomas.goto(path)
  await thomas.getByRole('button', { name: 'Lock the form' }).click()
  await expect
    .poll(() => sql('select status, persons from resettlement.locked_form where parent_id = $1', [id]), {
      timeout: 40_000,
    })
    .toEqual([{ status: 'locked', persons: 2 }])
  await officer.change(`resettlement/file/${id}`, { quota: quota.id })
  await thomas.goto(path)
  await thomas.getByRole('button', { name: 'Submit to the state' }).click()
  await thomas.getByRole('dialog').getByRole('button', { name: 'Submit to the state' }).click()
  await expect.poll(states).toBe('submitted')
  await officer.move('acknowledge', { acknowledged_on: today })
  await officer.move('accept', { decided_on: today })
  await officer.move('prepare')

  // One flies, one stays: only who left is no longer counted, and the place that was not used is given back.
  await sql(
    `update resettlement.traveller set goes = case when individual = $2 then 'yes' else 'stays' end, health_check = 'fit', exit_permit = 'given',
       travel_document = 'TD 1' where parent_id = $1`,
    [id, people[1]],
  )
  await proved('departure')
  const phone = await product.signedIn('thomas', { language: 'ar', width: 390, height: 844, touch: true })
  await phone.goto(path)
  await phone.getByRole('button', { name: 'غادروا' }).waitFor()
  await shot(phone, 'rst-departure-ar')
  expect(await faults(phone)).toEqual([])
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await hand(phone, () => id).move('depart', { departed_on: today })
  const standing = `select process_status from registration.individual where id = any ($1) order by array_position($1, id)`
  expect((await sql(standing, [people])).map(row => row.process_status)).toEqual(['active', 'inactive'])
  const [after] = await sql('select taken, departed from resettlement.quota where id = $1', [quota.id])
  expect(after).toEqual({ taken: quota.taken + 1, departed: quota.departed + 1 })

  const brahim = await product.signedIn('brahim')
  expect((await brahim.request.get(`${product.origin}/api/resettlement/file/${id}`)).status()).toBe(404)
}, 180_000)
