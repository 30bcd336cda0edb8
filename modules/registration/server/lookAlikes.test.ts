import { nameKeys } from '@nansen/model'
import { asSession } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { borneBy } from './alike/borne.ts'
import type { LookAlike } from './alike/lookAlikes.ts'
import type { Alike } from './alike/rank.ts'
import { addMember } from './commands/addMember.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { tellApart } from './commands/tellApart.ts'
import { lookAlikes } from './queries/lookAlikes.ts'
import { possibleDuplicates } from './queries/possibleDuplicates.ts'
import { readQuestion } from './search/question.ts'

let office: PracticeOffice
let officer: Colleague
let known: Registered
const HERSELF = person('female', 'Fardowsa Warsame Gedi', { born: '1990-04-02' as never })
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  const phone = [{ number: '+254711222333', safe: 'call' }]
  const document_held = [{ kind: 'PASSPORT', number: 'P 778 1234' }]
  const members = [
    { relationship: 'PA', person: { ...HERSELF, phone } },
    { relationship: 'SON', person: person('male', 'Liban Elmi', { born: '2015' as never, document_held }) },
  ]
  known = await officer.does(registerGroup, office.registering(members))
})
afterAll(() => office.end())

const alike = async (people: readonly object[], who = officer): Promise<readonly LookAlike[]> =>
  (await who.asks<{ lookAlikes: readonly LookAlike[] }>(lookAlikes, { people })).lookAlikes
const told = (found: readonly LookAlike[]) =>
  found.map(({ member, card, band, reasons }) => [member, card.number, band, ...reasons.map(({ code }) => code)])
const [she, son] = [() => known.members[0]!.number, () => known.members[1]!.number]

test('who has the same name and year is shown, with the family and why', async () => {
  const [found] = await alike([person('female', 'Fardousa Warsama Gedi', { born: '1990' as never })])
  expect(found).toMatchObject({
    member: 0,
    card: { number: she() },
    band: 'likely',
    reasons: [{ code: 'name-sounds', weight: 'rare' }, { code: 'year-same' }],
    group_number: known.number,
    family: ['Liban Elmi'],
  })
})

test('a paper or a telephone is enough with no name alike', async () => {
  const phone = [{ number: '+254711222333', safe: 'call' }]
  const document_held = [{ kind: 'PASSPORT', number: 'p7781234' }]
  expect(told(await alike([person('female', 'Zahra Idris', { phone })]))).toEqual([
    [0, she(), 'possible', 'phone', 'name-other'],
  ])
  expect(told(await alike([person('male', 'Nur Idris', { document_held })]))).toEqual([
    [0, son(), 'possible', 'document', 'name-other'],
  ])
})

test('a short name alone, another year or another sex is not enough', async () => {
  expect(await alike([person('female', 'Fardowsa Nur')])).toEqual([])
  expect(await alike([person('female', 'Fardowsa Warsame', { born: '1960' as never })])).toEqual([])
  expect(await alike([person('male', 'Fardowsa Warsame', { born: '1994' as never })])).toEqual([])
})

test('what is not enough for one is enough for two of one family', async () => {
  const people = [person('female', 'Fardowsa Warsame'), person('male', 'Liban Elmi')]
  expect(await alike([people[0]!])).toEqual([])
  expect(told(await alike(people))).toEqual([
    [0, she(), 'likely', 'name-part', 'same-family'],
    [1, son(), 'likely', 'name-same', 'same-family'],
  ])
})

test('the guessed birth of a relative stands for the years around it', async () => {
  const { members } = await officer.does<Registered>(
    registerGroup,
    office.registering([
      { relationship: 'PA', person: person('female', 'Xaliimo Cabdulle Shire') },
      {
        relationship: 'SON',
        person: person('male', 'Qaasim Dheere', { born: '2011', born_estimated: true } as never),
      },
    ]),
  )
  const reasons = async () =>
    (
      await alike([person('female', 'Xaliimo Cabdulle Shire'), person('male', 'Kaasim', { born: '2015' as never })])
    ).find(({ card }) => card.id === members[0]!.id)?.reasons
  expect(await reasons()).toContainEqual({ code: 'same-family' })
  await office.owner.query('update registration.individual set born_estimated = null where id = $1', [members[1]!.id])
  expect((await reasons()) ?? []).not.toContainEqual({ code: 'same-family' })
})

test('who has most words alike is looked at before those with fewer, however many there are, and of the right years alone', async () => {
  const registered = async (name: string, born: string) =>
    (
      await officer.does<Registered>(
        registerGroup,
        office.registering([{ relationship: 'PA', person: person('male', name, { born } as never) }]),
      )
    ).members[0]!.id
  for (const last of ['Siyaad', 'Jaamac', 'Rooble', 'Guuleed']) await registered(`Mahad Xirsi ${last}`, '1980')
  for (const last of ['Cigaal', 'Faarax']) await registered(`Mahad Xirsi ${last}`, '1950')
  const whole = await registered('Mahad Xirsi Dhoore', '1982')
  const { nameKeys: keys, pairs } = readQuestion('Mahad Xirsi Dhoore')
  const found = (judged: number) =>
    asSession(office.store, officer.token, {}, async tx => {
      const { rows } = await sql<{ id: string; year_of_birth: number; truncated: boolean }>`
        select id, year_of_birth, truncated from registration.found_by_keys(${keys}, ${pairs}, '{}', 1976, 1986, ${judged}, 100)`.execute(
        tx,
      )
      return rows
    })
  // of those with as many words alike who was born nearest the middle of the years asked for
  const younger = await registered('Mahad Xirsi Barre', '1981')
  expect((await found(2)).map(({ id }) => id)).toEqual([whole, younger])
  await office.owner.query(`update registration.individual set year_of_birth = 1940 where id = $1`, [younger])
  const few = await found(2)
  expect(few.map(({ id }) => id)).not.toContain(younger)
  expect(few[0]).toMatchObject({ id: whole, year_of_birth: 1982 })
  expect(few).toHaveLength(2)
  const all = await found(50)
  expect(all.map(({ year_of_birth }) => year_of_birth)).toEqual([1982, 1980, 1980, 1980, 1980])
  expect(all.some(({ truncated }) => truncated)).toBe(false)
})

test('of another office only a summary is shown, and every look is in the audit', async () => {
  const stranger = await office.colleague('registration_officer', 'KAK')
  const [found] = await alike([HERSELF], stranger)
  expect(found).toMatchObject({
    card: { number: she(), readable: false, office: 'DAD' },
    group_number: null,
    family: [],
  })
  const { rows } = await office.owner.query(
    `select reason, ids from audit.entry where staff_id = $1 and action = 'see'`,
    [stranger.staffId],
  )
  expect(rows).toEqual([{ reason: 'search', ids: [known.members[0]!.id] }])
})

test('whom a restriction hides is shown to nobody outside it', async () => {
  const [hidden] = (
    await officer.does<Registered>(
      registerGroup,
      office.registering([{ relationship: 'PA', person: person('female', 'Hidden Ayan Farah') }]),
    )
  ).members
  expect(await alike([person('female', 'Hidden Ayan Farah')])).toHaveLength(1)
  const other = [{ individualId: hidden!.id, because: 'face', member: 0 }]
  const namesake = [{ relationship: 'PA', person: person('female', 'Hidden Ayan Farah') }]
  const { members } = await officer.does<Registered>(registerGroup, office.registering(namesake, { others: other }))
  const apart = () =>
    asSession(office.store, officer.token, {}, tx =>
      sql<{ other: string }>`select registration.told_apart(${members[0]!.id}) as other`.execute(tx),
    )
  expect((await apart()).rows).toEqual([{ other: hidden!.id }])
  await office.owner.query(`insert into auth.restriction_group (id, name) values (gen_random_uuid(), 'shelter')`)
  await office.owner.query(
    `update registration.individual set restriction_group = (select id from auth.restriction_group limit 1) where id = $1`,
    [hidden!.id],
  )
  expect((await alike([person('female', 'Hidden Ayan Farah')])).map(({ card }) => card.id)).toEqual([members[0]!.id])
  expect((await apart()).rows).toEqual([])
})

test('that somebody is another is written down with the reason, of a family and of one who joins it', async () => {
  const other = { individualId: known.members[0]!.id, because: 'face' }
  const twin = { relationship: 'PA', person: HERSELF }
  const input = office.registering([twin], { others: [{ ...other, member: 0 }] })
  const { groupId, members } = await officer.does<Registered>(registerGroup, input)
  const sister = { groupId, relationship: 'SBF', person: HERSELF, others: [{ ...other, because: 'known' }] }
  const { id } = await officer.does<{ id: string }>(addMember, sister)
  const { rows } = await office.owner.query(
    'select parent_id, other, because from registration.other_than where other = $1 order by because',
    [other.individualId],
  )
  expect(rows).toEqual([
    { parent_id: members[0]!.id, other: other.individualId, because: 'face' },
    { parent_id: id, other: other.individualId, because: 'known' },
  ])
})

describe('possible duplicates of somebody registered', () => {
  const TWICE = person('male', 'Abshir Guled Shire', { born: '1971', born_estimated: true } as never)
  const duplicates = async (id: string, who = officer) =>
    (await who.asks<{ people: readonly Alike[] }>(possibleDuplicates, { id })).people
  const registered = async (...people: readonly object[]): Promise<Registered> =>
    officer.does<Registered>(
      registerGroup,
      office.registering(people.map((each, at) => ({ relationship: at === 0 ? 'PA' : 'SON', person: each }))),
    )

  test('who told another given name and year at another office is named, though hardly likelier than a stranger', async () => {
    const { members } = await registered(
      person('female', 'Hodan Diriye Cawaale Samatar Xasan', { born: '1988' } as never),
    )
    const stranger = await office.colleague('registration_officer', 'KAK')
    const again = await stranger.does<Registered>(registerGroup, {
      ...office.registering([
        {
          relationship: 'PA',
          person: person('female', 'Ayaan Diriye Cawaale Barre Liibaan', { born: '1993' } as never),
        },
      ]),
      officeId: office.offices.KAK,
    })
    const found = await duplicates(again.members[0]!.id, stranger)
    expect(found.map(({ card }) => card.number)).toContain(members[0]!.number)
  })

  test('a guessed year agrees with what it covers, and the reasons say so', async () => {
    const [first] = (await registered(TWICE)).members
    const [again] = (
      await registered(person('male', 'Abshir Gulled Shire', { born: '1974', born_estimated: true } as never))
    ).members
    const [found] = await duplicates(again!.id)
    expect(found).toMatchObject({ card: { number: first!.number }, band: 'likely' })
    expect(found!.reasons).toContainEqual({ code: 'years-apart-guessed-both', years: 3 })
    expect(found!.reasons).toContainEqual({ code: 'name-sounds', weight: 'rare' })
    expect((await duplicates(first!.id)).map(({ card }) => card.number)).toContain(again!.number)
  })

  test('whom somebody told apart is never offered again, from neither side', async () => {
    const name = person('female', 'Ubah Samatar Dualeh', { born: '1980' } as never)
    const [one] = (await registered(name)).members
    const [other] = (await registered(name)).members
    expect((await duplicates(one!.id)).map(({ card }) => card.number)).toEqual([other!.number])
    await officer.does(tellApart, { individualId: one!.id, other: other!.id, because: 'face' })
    expect(await duplicates(one!.id)).toEqual([])
    expect(await duplicates(other!.id)).toEqual([])
  })

  test('those of the same family are not offered', async () => {
    const father = person('male', 'Cawil Rooble Geedi', { born: '1970' } as never)
    const { members } = await registered(father, person('male', 'Cawil Rooble Geedi', { born: '1972' } as never))
    expect(await duplicates(members[0]!.id)).toEqual([])
  })

  test('a birth that the asker may not read does not speak through a likeness', async () => {
    const born = { born: '1966-11-23' } as never
    const [hidden] = (await registered(person('male', 'Dirie Colaad Ismaan', born))).members
    const stranger = await office.colleague('registration_officer', 'KAK')
    const codes = async (who: Colleague) =>
      (await alike([person('male', 'Dirie Colaad Ismaan', born)], who))[0]!.reasons.map(({ code }) => code)
    expect(await codes(officer)).toContain('day-same')
    expect(await codes(stranger)).not.toContain('day-same')
    await expect(duplicates(hidden!.id, stranger)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('how many bear a word never says whether one does', async () => {
    const count = async (name: string) =>
      asSession(office.store, officer.token, {}, tx => borneBy(tx, nameKeys(name), null))
    expect([...(await count('Qxylophar')).values()].slice(0, 1)).toEqual([5])
    expect((await count('Fardowsa')).get(nameKeys('Fardowsa')[0]!)).toBe(5)
  })
})
