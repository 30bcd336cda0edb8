import { signCard } from '@nansen/documents'
import { newId } from '@nansen/kernel'
import { runCommand, runQuery } from '@nansen/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, family, openCycle, openDistribution, query, RICE, world } from '../test/distribution.ts'
import type { Checked } from './check.ts'

beforeAll(openDistribution)
afterAll(() => world.office.end())

const check = (pointId: string, text: string, who = world.clerk) => who.asks<Checked>(query('check'), { pointId, text })
const give = (pointId: string, entry: string, more: object = {}) =>
  world.clerk.does<{ collectionId: string }>(command('give'), {
    pointId,
    entry,
    takenBy: 'collector',
    verified: 'number',
    ...more,
  })
const owner = (text: string, values: unknown[] = []) => world.office.owner.query(text, values)

/** As identity writes down what a matcher said of a finger at a distribution. */
const compared = (person: string, outcome: string, minutesAgo = 0, site = 'finger-2') =>
  owner(
    `insert into identity.verification (id, office_id, individual, verified_at, sites, outcome, evidence, occasion, created_at)
     values (gen_random_uuid(), $1, $2, now(), array[$3], $4, 9, 'distribution', now() - make_interval(mins => $5))`,
    [world.office.offices.DAD, person, site, outcome, minutesAgo],
  )
const knownBy = async (collectionId: string) =>
  (await owner('select verified, collector from assistance.collection where id = $1', [collectionId])).rows[0]

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
const name = (familyNumber: string, personNumber: string, until = day(30), who = world.clerk) =>
  who.does<{ alternateId: string }>(command('nameAlternate'), {
    familyNumber,
    personNumber,
    because: 'ill',
    from: day(-1),
    until,
  })
const decide = (alternateId: string, decision: string, who = world.head) =>
  who.does(command('decideAlternate'), { alternateId, decision })

describe('a finger or an eye at the lane', () => {
  test('is what identity found within the hour, and never what a lane says by itself', async () => {
    const group = await family('Ruqiya')
    const { point } = await openCycle([RICE])
    const { entry } = await check(point, group.number)
    await expect(give(point, entry!, { verified: 'finger' })).rejects.toMatchObject({
      details: { reason: 'not-proven' },
    })
    await compared(group.members[0]!.id, 'same-person', 90)
    await expect(give(point, entry!, { verified: 'finger' })).rejects.toMatchObject({
      details: { reason: 'not-proven' },
    })
    await compared(group.members[0]!.id, 'same-person', 0, 'iris-left')
    expect((await check(point, group.number)).proof).toBe('same-person')
    const { collectionId } = await give(point, entry!)
    expect((await knownBy(collectionId)).verified).toBe('iris')
  })

  test('unlike the record sends to the desk, which is asked once, and serves by the word of another', async () => {
    const group = await family('Saynab')
    const { point } = await openCycle([RICE])
    const { entry } = await check(point, group.number)
    await compared(group.members[0]!.id, 'not-the-same')
    expect(await check(point, group.number)).toMatchObject({ outcome: 'not-recognised', entry })
    await expect(give(point, entry!)).rejects.toMatchObject({ details: { reason: 'ask-desk' } })
    const toDesk = () =>
      world.clerk.does<{ deskId: string }>(command('toDesk'), { pointId: point, reason: 'not-recognised', entry })
    const { deskId } = await toDesk()
    expect((await toDesk()).deskId).toBe(deskId)
    await owner(`update assistance.desk set outcome = 'serve-now', decided_by = $2 where id = $1`, [
      deskId,
      world.second.staffId,
    ])
    expect((await check(point, group.number)).outcome).toBe('give')
    expect((await knownBy((await give(point, entry!)).collectionId)).verified).toBe('number')
  })

  test('that says nothing sure, or that could not be taken, keeps nobody from eating', async () => {
    const group = await family('Ifrah')
    const { point } = await openCycle([RICE])
    await compared(group.members[0]!.id, 'look')
    const found = await check(point, group.number)
    expect(found).toMatchObject({ outcome: 'give', proof: 'look' })
    await give(point, found.entry!)
  })
})

describe('an alternate', () => {
  test('is named by one with a reason and a day, and collects when another agreed', async () => {
    const group = await family('Khadra')
    const neighbour = await family('Neighbour')
    const { point } = await openCycle([RICE])
    const { alternateId } = await name(group.number, neighbour.members[0]!.number)
    expect((await check(point, group.number)).alternate).toBeNull()
    const { entry } = await check(point, group.number)
    const person = neighbour.members[0]!.id
    await expect(give(point, entry!, { takenBy: 'alternate', person })).rejects.toMatchObject({
      details: { reason: 'ask-desk' },
    })
    await decide(alternateId, 'agreed')
    expect((await check(point, group.number)).alternate).toMatchObject({ id: person, here: true })
    await owner('delete from assistance.list_entry where family = $1', [neighbour.groupId])
    expect(await check(point, neighbour.members[0]!.number)).toMatchObject({
      outcome: 'give',
      entry,
      came: 'alternate',
    })
    const { collectionId } = await give(point, entry!, { takenBy: 'alternate', person })
    expect((await knownBy(collectionId)).collector).toBe(person)
  })

  test('is never agreed to by who named them, and collects no more when it is ended or over', async () => {
    const group = await family('Leyla')
    const neighbour = await family('Other')
    const { point } = await openCycle([RICE])
    const own = await name(group.number, neighbour.members[0]!.number, day(3), world.head)
    await expect(decide(own.alternateId, 'agreed')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(decide(own.alternateId, 'agreed', world.clerk)).rejects.toMatchObject({ code: 'not-allowed' })
    const { alternateId } = await name(group.number, neighbour.members[0]!.number)
    await decide(alternateId, 'agreed')
    await decide(alternateId, 'ended', world.clerk)
    expect((await check(point, group.number)).alternate).toBeNull()
    await expect(decide(alternateId, 'agreed')).rejects.toMatchObject({ code: 'invalid' })
    const over = await name(group.number, neighbour.members[0]!.number, day(0))
    await decide(over.alternateId, 'agreed')
    expect((await check(point, group.number)).alternate).not.toBeNull()
    await owner(`update assistance.alternate set valid_until = valid_from where id = $1`, [over.alternateId])
    expect((await check(point, group.number)).alternate).toBeNull()
  })

  test('collects until their last day by the clock of the server, and no longer, and a card counts as long', async () => {
    const group = await family('Sahra')
    const neighbour = await family('Beside')
    const { point } = await openCycle([RICE])
    const { alternateId } = await name(group.number, neighbour.members[0]!.number, day(30))
    await decide(alternateId, 'agreed')
    await owner('delete from assistance.list_entry where family = $1', [neighbour.groupId])
    await world.clerk.does(command('rationCards'), { pointId: point, language: 'en' })
    await owner('update assistance.card set valid_until = $2 where family = $1', [group.groupId, day(30)])
    const after = (days: number) => ({ now: () => new Date(`${day(days)}T09:00:00Z`) })
    const comes = (days: number, text: string) =>
      runQuery<unknown, Checked>(world.office.store, world.clerk.token, query('check'), {
        input: { pointId: point, text },
        ...after(days),
      })
    const card = signCard(world.office.store.keys!.papers, {
      document: `${group.number}/R1`,
      person: group.number,
      name: '',
      sex: '',
      yearOfBirth: null,
      people: 2,
      issuedOn: day(0),
      expiresOn: day(300),
    })
    const outcomes = async (days: number) => [
      (await comes(days, group.number)).alternate?.id ?? null,
      (await comes(days, neighbour.members[0]!.number)).outcome,
      (await comes(days, card)).outcome,
    ]
    expect(await outcomes(30)).toEqual([neighbour.members[0]!.id, 'give', 'give'])
    expect(await outcomes(31)).toEqual([null, 'not-listed', 'wrong-card'])
    const cards = (days: number) =>
      runCommand(world.office.store, world.clerk.token, command('rationCards'), {
        commandId: newId<'command'>(),
        input: { pointId: point, language: 'en' },
        ...after(days),
      })
    await expect(cards(30)).rejects.toMatchObject({ code: 'wrong-state' })
    expect(await cards(31)).toMatchObject({ cards: 1 })
    const entry = (await check(point, group.number)).entry!
    const collects = (days: number) =>
      runCommand(world.office.store, world.clerk.token, command('give'), {
        commandId: newId<'command'>(),
        input: {
          pointId: point,
          entry,
          takenBy: 'alternate',
          person: neighbour.members[0]!.id,
          verified: 'number',
        },
        ...after(days),
      })
    await expect(collects(31)).rejects.toMatchObject({ details: { reason: 'ask-desk' } })
    await collects(30)
    const named = (days: number) =>
      runCommand(world.office.store, world.clerk.token, command('nameAlternate'), {
        commandId: newId<'command'>(),
        input: {
          familyNumber: group.number,
          personNumber: neighbour.members[0]!.number,
          because: 'ill',
          from: day(-1),
          until: day(40),
        },
        ...after(days),
      })
    await expect(named(41)).rejects.toMatchObject({ code: 'invalid' })
    await named(40)
  }, 60_000)

  test('is no child, nobody out of sight, and for no more than a year', async () => {
    const group = await family('Hibo')
    const wrong = (person: string, until = day(30), who = world.clerk) =>
      expect(name(group.number, person, until, who)).rejects.toMatchObject({ code: 'invalid' })
    await wrong(group.members[1]!.number)
    await wrong('KEN-000000000')
    await wrong(group.members[0]!.number, day(400))
    await wrong(group.members[0]!.number, day(30), world.elsewhere)
  })
})

describe('a ration card', () => {
  test('is printed for who has none, names nobody, serves in the lane, and one that was lost is refused while its successor counts', async () => {
    const group = await family('Warsan')
    const { point } = await openCycle([RICE])
    const print = () => world.clerk.does<{ cards: number }>(command('rationCards'), { pointId: point, language: 'ar' })
    expect((await print()).cards).toBeGreaterThan(0)
    await expect(print()).rejects.toMatchObject({ code: 'wrong-state' })
    const cardOf = async () =>
      (await owner('select * from assistance.card where family = $1 and ended is null', [group.groupId])).rows[0]
    const first = await cardOf()
    expect(first.number).toBe(`${group.number}/R1`)
    const scanned = (document: string) =>
      signCard(world.office.store.keys!.papers, {
        document,
        person: group.number,
        name: '',
        sex: '',
        yearOfBirth: null,
        people: 2,
        issuedOn: day(0),
        expiresOn: day(300),
      })
    expect(await check(point, scanned(first.number))).toMatchObject({ outcome: 'give', known: 'card' })
    // One that was never printed, with a good signature: of another database, or foreseen.
    expect((await check(point, scanned(`${group.number}/R2`))).outcome).toBe('wrong-card')
    await world.clerk.does(command('endCard'), { cardId: first.id, how: 'lost', because: 'washed away by rain' })
    expect((await check(point, scanned(first.number))).outcome).toBe('wrong-card')
    expect((await print()).cards).toBe(1)
    expect((await cardOf()).number).toBe(`${group.number}/R2`)
    expect((await check(point, scanned(`${group.number}/R2`))).outcome).toBe('give')
    await expect(
      owner('update assistance.card set ended = null, ended_by = null where id = $1', [first.id]),
    ).rejects.toMatchObject({ code: '23505' })
  }, 60_000)
})
