import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, createRecord, tellOf } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tracing } from '../index.ts'
import { server } from './index.ts'
import { proposeMatch } from './proposeMatch.ts'

const command = (name: string) => registrationServer.commands.find(each => each.name === `registration.${name}`)!
let office: PracticeOffice
let officer: Colleague
let tracer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  tellOf(office.store, [registrationServer, server])
  officer = await office.colleague('registration_officer', 'DAD')
  tracer = await office.colleague('protection_officer', 'DAD')
})
afterAll(() => office.end())

const day = new Date().toISOString().slice(0, 10)
const register = () => officer.does<Registered>(command('registerGroup'), office.registering())
const soughtBy = async (seeker: string) => {
  const values = { seeker, relation: 'sibling', sought_name: 'Ifrah', sought_sex: 'female', consents: ['search-here'] }
  const { id } = await asSession(office.store, tracer.token, { commandId: newId<'command'>() }, (tx, asking) =>
    createRecord(tx, asking, tracing, 'request', values),
  )
  return id
}
const noticesOf = async (requestId: string) =>
  (await office.owner.query('select what, person, happened_on from tracing.notice where parent_id = $1', [requestId]))
    .rows
const death = (individualId: string) => ({ individualId, diedOn: day, source: 'told' })
const labels = async (who: Colleague, name: string, input: object) =>
  (await who.previews(command(name), input)).map(({ label }) => label)

describe('what happens to who seeks or was found', () => {
  test('is told to who works on the request; the officer who writes it down learns of no request', async () => {
    const family = await register()
    const son = family.members[2]!.id
    const requestId = await soughtBy(son)
    const preview = await labels(officer, 'recordDeath', death(son))
    expect(preview).not.toContain('tracing.consequence.look-again')
    expect(await noticesOf(requestId)).toEqual([])
    await officer.does(command('recordDeath'), death(son))
    expect(await noticesOf(requestId)).toEqual([{ what: 'death', person: son, happened_on: day }])
  })
  test('is told to whoever does it where they may read requests', async () => {
    const family = await register()
    await soughtBy(family.members[2]!.id)
    const { foresee } = server.consequences!
    const happening = { name: 'registration.death', ids: [family.members[2]!.id], on: day }
    const told = (who: Colleague) =>
      asSession(office.store, who.token, {}, (tx, asking) => foresee(tx, asking, happening))
    expect(await told(tracer)).toEqual([
      { label: 'tracing.consequence.look-again', severity: 'info', values: { requests: 1 } },
    ])
    expect(await told(officer)).toEqual([])
  })
  test('also a reunion of the sought person', async () => {
    const [seeking, elsewhere] = [await register(), await register()]
    const found = elsewhere.members[3]!.id
    const requestId = await soughtBy(seeking.members[0]!.id)
    await tracer.does(proposeMatch, { requestId, individualId: found })
    await officer.does(command('recordReunion'), {
      individualId: seeking.members[0]!.id,
      arrivedId: found,
      relationship: 'SBF',
      happenedOn: day,
      source: 'they met at the market',
    })
    expect((await noticesOf(requestId)).map(({ what, person }) => [what, person]).toSorted()).toEqual(
      [
        ['reunion', found],
        ['reunion', seeking.members[0]!.id],
      ].toSorted(),
    )
  })
  test('not of a birth, and nothing when the act fails', async () => {
    const family = await register()
    const requestId = await soughtBy(family.members[0]!.id)
    await expect(officer.does(command('recordDeath'), death(family.members[0]!.id))).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await noticesOf(requestId)).toEqual([])
  })
})

test('nobody writes a notice by hand', async () => {
  const family = await register()
  const requestId = await soughtBy(family.members[0]!.id)
  await expect(
    asSession(office.store, tracer.token, {}, (tx, asking) =>
      createRecord(
        tx,
        asking,
        tracing,
        'notice',
        { parent_id: requestId, what: 'death', person: family.members[0]!.id, happened_on: day },
        { commands: true },
      ),
    ),
  ).rejects.toMatchObject({ code: 'not-allowed' })
})
