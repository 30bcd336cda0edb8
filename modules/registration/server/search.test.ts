import { createPublicKey } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nameKeys } from '@nansen/model'
import { backupTo, openBackup, openSession, restoreFrom, runQuery } from '@nansen/store'
import { type Colleague, freshDatabase, type PracticeOffice, person, practiceOffice } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerGroup } from './commands/registerGroup.ts'
import { type SearchAnswer, search } from './queries/search.ts'

let office: PracticeOffice
let officer: Colleague
let clerk: Colleague
const numbers: Record<string, string> = {}

const PEOPLE = [
  person('female', 'Amina Yusuf Ali', { born: '1990' as never, phone: [{ number: '+254712345678', safe: 'call' }] }),
  person('male', 'Mohamed Abdirahman Hassan', { arabic: 'محمد عبدالرحمن حسن', born: '1985' as never }),
  person('male', 'Muhammad Ahmad Ali', { born: '1971' as never }),
  person('female', 'Khadija Idris', {
    arabic: 'خديجة إدريس',
    document_held: [{ kind: 'PASSPORT', number: 'SD 0012345' }],
    alias: [{ name: 'Umm Salim', kind: 'nickname' }],
    other_number: [{ number: '417-00001552', kind: 'earlier-system' }],
    mother_name: 'Zeinab Osman',
  }),
  person('male', 'Tsegay Kidane Woldu', { born: '1993-04' as never }),
]

beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  clerk = await office.colleague('reception_clerk', 'KAK')
  for (const each of PEOPLE) {
    const input = {
      officeId: office.offices.DAD,
      level: 'basic',
      searched: true,
      group: {},
      members: [{ relationship: 'PA', person: each }],
    }
    const { members } = await officer.does<{ members: { number: string }[] }>(registerGroup, input)
    numbers[each.name[0]!.name.text] = members[0]!.number
  }
})
afterAll(() => office.end())

const find = (text: string, who: Colleague = officer) => who.asks<SearchAnswer>(search, { text })
const first = async (text: string) => (await find(text)).people[0]

describe('a search finds', () => {
  test.each([
    ['Mohammed Abdulrahman', 'Mohamed Abdirahman Hassan'],
    ['Maxamed Cabdiraxmaan Xasan', 'Mohamed Abdirahman Hassan'],
    ['محمد عبد الرحمن', 'Mohamed Abdirahman Hassan'],
    ['Hasan Mohamad', 'Mohamed Abdirahman Hassan'],
    ['Mahamat Ahmet Ali', 'Muhammad Ahmad Ali'],
    ['Khadidja Idriss', 'Khadija Idris'],
    ['خديجه ادريس', 'Khadija Idris'],
    ['Aamina Yousuf', 'Amina Yusuf Ali'],
    ['ጸጋይ ኪዳነ', 'Tsegay Kidane Woldu'],
    ['Umm Selim', 'Khadija Idris'],
    ['Zaynab Othman', 'Khadija Idris'],
  ])('by the name %s', async (text, name) => {
    expect((await first(text))?.card.display_name).toBe(name)
  })
  test.each([
    ['+254 712 345 678', 'Amina Yusuf Ali', 'phone'],
    ['sd0012345', 'Khadija Idris', 'document'],
    ['SD-0012345', 'Khadija Idris', 'document'],
    ['٤١٧-٠٠٠٠١٥٥٢', 'Khadija Idris', 'other-number'],
    ['417 00001552', 'Khadija Idris', 'other-number'],
  ])('by the number %s', async (text, name, reason) => {
    const found = await first(text)
    expect(found?.card.display_name).toBe(name)
    expect(found?.reasons).toContain(reason)
  })
  test('by the number we gave, in small letters and without dashes', async () => {
    const typed = numbers.Amina!.toLowerCase().replaceAll('-', '')
    expect(await first(typed)).toMatchObject({ card: { number: numbers.Amina }, reasons: ['number'] })
  })
  test('by the number we gave, without its last character', async () => {
    for (const typed of [numbers.Amina!.slice(0, -2), numbers.Amina!.slice(0, -1).replaceAll('-', ' ').toLowerCase()])
      expect(await first(typed)).toMatchObject({ card: { number: numbers.Amina }, reasons: ['number'] })
  })
  test('by the number we gave, said without the zeroes that fill it up', async () => {
    const [country, office, count] = numbers.Amina!.split('-')
    const typed = `${country}-${office}-${Number(count)}`
    expect(await first(typed)).toMatchObject({ card: { number: numbers.Amina }, reasons: ['number'] })
  })
  test.each(['1990-05-02', '2/5/1990', '02.05.1990', '٢/٥/١٩٩٠'])('by the year in the date %s', async typed => {
    const { people, searched } = await find(typed)
    expect([searched.year, people[0]?.card.year_of_birth]).toEqual([1990, 1990])
    expect(await first(`Amina ${typed}`)).toMatchObject({
      card: { number: numbers.Amina },
      reasons: ['part-of-name', 'same-year'],
    })
  })
  test('by a year of birth within two years, nearest first', async () => {
    const { people } = await find('1991')
    expect(people.map(({ card }) => card.year_of_birth)).toEqual([1990, 1993])
    expect((await first('Mohamed 1984'))?.reasons).toContain('near-year')
  })
})

describe('a search says', () => {
  test('why it shows somebody', async () => {
    expect((await first('Amina Yusuf Ali 1990'))?.reasons).toEqual(['same-name', 'same-year'])
    expect((await first('Ali Amina Yusuf'))?.reasons).toEqual(['same-name-other-order'])
    expect((await first('Mohammed Ahmed Aly'))?.reasons).toEqual(['sounds-alike'])
    expect((await first('Zaynab Othman'))?.reasons).toEqual(['name-of-parent'])
  })
  test('what it looked for when it finds nobody', async () => {
    expect(await find('Zbigniew 1234567')).toEqual({
      people: [],
      searched: {
        name: 'Zbigniew',
        numbers: ['1234567', 'ZBIGNIEW1234567'],
        impossible: [],
        likely: 0,
        year: null,
        looked_at: 0,
        truncated: false,
      },
    })
  })
  test('who the family is, to those who may know it', async () => {
    expect((await first(numbers.Amina!))?.group_number).toMatch(/^KEN-DAD-/)
    expect((await find(numbers.Amina!, clerk)).people[0]?.group_number).toBeNull()
  })
})

describe('a reception clerk of another office', () => {
  test('finds people as summaries, which do not open', async () => {
    const { people } = await find('Amina Yusuf', clerk)
    expect(people[0]).toMatchObject({ card: { display_name: 'Amina Yusuf Ali', readable: false }, family: [] })
  })
})

describe('who sees people of one office only', () => {
  test('finds these, and nobody of another office by any way of searching', async () => {
    const here = await office.colleague('rsd_officer', 'DAD')
    const elsewhere = await office.colleague('rsd_officer', 'KAK')
    for (const text of ['Amina Yusuf Ali', '+254712345678', numbers.Amina!, '1990']) {
      expect((await find(text, here)).people[0]?.card.display_name).toBe('Amina Yusuf Ali')
      const answer = await find(text, elsewhere)
      expect([answer.people.length, answer.searched.looked_at]).toEqual([0, 0])
    }
  })
})

describe('a restricted person', () => {
  test('is absent for everybody outside the group, in every way of searching', async () => {
    const group = crypto.randomUUID()
    await office.owner.query('insert into auth.restriction_group (id, name) values ($1, $2)', [group, 'witnesses'])
    const { rows } = await office.owner.query(
      `update registration.individual set restriction_group = $1 where number = $2 returning id`,
      [group, numbers.Tsegay],
    )
    try {
      for (const text of ['Tsegay Kidane', numbers.Tsegay!, '1993', 'ጸጋይ'])
        expect((await find(text)).people.map(({ card }) => card.id)).not.toContain(rows[0].id)
      await office.owner.query('insert into auth.restriction_group_member (group_id, staff_id) values ($1, $2)', [
        group,
        officer.staffId,
      ])
      expect((await first('Tsegay Kidane'))?.card.id).toBe(rows[0].id)
    } finally {
      await office.owner.query('update registration.individual set restriction_group = null where id = $1', [
        rows[0].id,
      ])
    }
  })
})

test('a restored database answers every search as it did before: by a name in another script, a number, a phone, a paper', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'nansen-search-')), 'backup')
  const signer = office.store.keys!.backups
  const fresh = await freshDatabase()
  try {
    await backupTo(office.database.ownerUrl, folder, { sealTo: null, signer })
    await restoreFrom(fresh.ownerUrl, await openBackup(folder, { openWith: null, trusted: createPublicKey(signer) }))
    const restored = { ...fresh.store, keys: office.store.keys }
    const { token } = await openSession(restored, { staffId: officer.staffId })
    for (const text of [
      'محمد عبد الرحمن',
      'ጸጋይ ኪዳነ',
      numbers.Khadija!,
      '+254 712 345 678',
      'sd0012345',
      'Amina 1990',
    ]) {
      const before = await find(text)
      expect(before.people.length, text).toBeGreaterThan(0)
      expect(await runQuery(restored, token, search, { input: { text } }), text).toEqual(before)
    }
  } finally {
    await fresh.drop()
    rmSync(join(folder, '..'), { recursive: true })
  }
})

describe('a name that very many bear', () => {
  /** More than are judged, written straight into the tables: what a camp's registration of years leaves. */
  const MANY = 450
  const borneBy = async (name: string, many: number) => {
    await office.owner.query(`begin; set local session_replication_role = 'replica'`)
    await office.owner.query(
      `insert into registration.individual select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(),
         'number', 'KEN-DAD-' || lpad((hashtext($3) & 1048575)::text, 7, '0') || '-' || n, 'display_name', $3, 'year_of_birth', 1900 + n % 50))).*
       from registration.individual i cross join generate_series(1, $1) n where i.number = $2`,
      [many, numbers.Amina, name],
    )
    await office.owner.query(
      `insert into registration.individual_key (record_id, root_id, field, key, office_id, year)
       select i.id, i.id, 'display_name', k, i.office_id, i.year_of_birth from registration.individual i cross join unnest($1::text[]) k where i.display_name = $2`,
      [nameKeys(name), name],
    )
    await office.owner.query('commit')
  }
  beforeAll(() => borneBy('Omar Farah', MANY))
  test('is answered from as many as are judged, and says that there are more', async () => {
    const { people, searched } = await find('Omar Farah')
    expect(people.map(({ card }) => card.display_name)).toEqual(Array(20).fill('Omar Farah'))
    expect(searched).toMatchObject({ looked_at: 400, truncated: true })
  })
  test('and a year of birth finds everybody whom it fits, and nobody is left out', async () => {
    const { people, searched } = await find('Omar Farah 1925')
    expect(people[0]).toMatchObject({ card: { year_of_birth: 1925 }, reasons: ['same-name', 'same-year'] })
    expect(searched).toMatchObject({ looked_at: 45, truncated: false })
  })
  test('hides nobody who bears it beside a rarer word', async () => {
    expect((await first('Farah Kidane'))?.card.display_name).toBe('Tsegay Kidane Woldu')
  })
  test('is judged of those alone who bear it whole, when they fill the page', async () => {
    await borneBy('Omar Farah Warsame', 20)
    const whole = await find('Omar Farah Warsame')
    expect(whole.people.map(({ reasons }) => reasons)).toEqual(Array(20).fill(['same-name']))
    expect(whole.searched.looked_at).toBe(20)
    // one fewer, and those who bear a part of it are looked at again
    await office.owner.query(
      `delete from registration.individual_key where record_id = (select id from registration.individual where display_name = 'Omar Farah Warsame' limit 1)`,
    )
    const { people, searched } = await find('Omar Farah Warsame')
    expect(people.map(({ reasons }) => reasons[0])).toEqual([...Array(19).fill('same-name'), 'part-of-name'])
    expect(searched.looked_at).toBe(400)
  })
  test('is read no further once those who bear three of its words fill the page', async () => {
    await borneBy('Sagal Liban Roble', 20)
    await borneBy('Roble Liban Sagal', 5)
    await office.owner.query(
      `delete from registration.individual_key where key like 't:%' and record_id in (select id from registration.individual where display_name = 'Roble Liban Sagal')`,
    )
    expect((await find('Sagal Liban Roble')).searched.looked_at).toBe(20)
    expect((await find('Sagal Liban Roble 1910')).searched.looked_at).toBeLessThan(20)
  })
  test('is borne whole by whom three of its pairs name, though no reading of the three together is kept', async () => {
    await borneBy('Idil Warfa', 30)
    await borneBy('Idil Warfa Jama', 20)
    await office.owner.query(
      `delete from registration.individual_key where key like 't:%' and record_id in (select id from registration.individual where display_name = 'Idil Warfa Jama')`,
    )
    const { people, searched } = await find('Idil Warfa Jama')
    expect(people.map(({ card }) => card.display_name)).toEqual(Array(20).fill('Idil Warfa Jama'))
    expect(searched.looked_at).toBe(20)
    // a word said twice is one word: nobody is borne whole by it
    expect((await find('Idil Warfa Idil Warfa')).searched.looked_at).toBe(50)
  })
})

test('what was shown is in the audit, what was typed is not', async () => {
  await find('Amina Yusuf Ali')
  const { rows } = await office.owner.query(
    `select action, record, ids, reason, fields from audit.entry where staff_id = $1 and reason = 'search' order by seq desc limit 1`,
    [officer.staffId],
  )
  expect(rows[0]).toMatchObject({ action: 'see', record: 'individual', fields: [] })
  expect(JSON.stringify(rows[0])).not.toContain('Amina')
})

describe('a number of ours with a wrong character', () => {
  test('is told to be impossible, however it is written, and nobody is shown for it', async () => {
    const number = numbers.Amina!
    const wrong = `${number.slice(0, -1)}${number.endsWith('X') ? 'Y' : 'X'}`
    for (const typed of [wrong, wrong.toLowerCase().replaceAll('-', '')])
      expect(await find(typed)).toMatchObject({ people: [], searched: { impossible: [wrong] } })
  })
  test('is not what a right number, a telephone or a paper is', async () => {
    for (const typed of [numbers.Amina!, '+254712345678', 'SD 0012345', '1990'])
      expect((await find(typed)).searched.impossible).toEqual([])
  })
})

test('the answer says how many more may be meant than it shows', async () => {
  const { people, searched } = await officer.asks<SearchAnswer>(search, { text: 'Ali', limit: 1 })
  expect(people).toHaveLength(1)
  expect(searched.likely).toBeGreaterThan(1)
})
