import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, createRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tracing } from '../index.ts'
import { likely } from './likely.ts'
import { proposeMatch } from './proposeMatch.ts'

const registerGroup = registrationServer.commands.find(command => command.name === 'registration.registerGroup')!
let office: PracticeOffice
let clerk: Colleague
let far: Colleague
let officer: Colleague
let seekers: Registered
let elsewhere: Registered
const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)
const make = async (record: string, values: object, who = officer) =>
  (await as(who, (tx, asking) => createRecord(tx, asking, tracing, record, values as never))).id

const alone = (name: string, born: string, more: object = {}) => [
  { relationship: 'PA', person: person('male', name, { born: born as never, nationality: 'SYR', ...more }) },
]
const registered = (who: Colleague, at: 'DAD' | 'KAK', members: readonly object[]) =>
  who.does<Registered>(registerGroup, office.registering(members, { officeId: office.offices[at] }))

beforeAll(async () => {
  office = await practiceOffice()
  clerk = await office.colleague('registration_officer', 'DAD')
  far = await office.colleague('registration_officer', 'KAK')
  officer = await office.colleague('protection_officer', 'DAD')
  seekers = await registered(clerk, 'DAD', alone('Tariq Hassan Suleiman', '1980'))
  elsewhere = await registered(far, 'KAK', alone('Mahmoud Hassan Suleiman', '1990'))
})
afterAll(() => office.end())

const seeking = (values: object = {}) =>
  make('request', {
    seeker: seekers.members[0]!.id,
    relation: 'sibling',
    sought_name: 'محمود حسن سليمان',
    sought_sex: 'male',
    sought_born_earliest: 1987,
    sought_born_latest: 1992,
    consents: ['search-here'],
    ...values,
  })
/** What somebody said of being found, the newest last. */
const says = (individual: string, agreed: boolean, more: object = {}) =>
  office.owner.query(
    `insert into registration.consent (id, parent_id, root_id, office_id, purpose, recipient, agreed, given_by, language, interpreted, decided_on, valid_to)
     select gen_random_uuid(), i.id, i.id, i.office_id, 'tracing', 'unhcr', $2, 'person', 'ara', false, current_date, $3
     from registration.individual i where i.id = $1`,
    [individual, agreed, (more as { until?: string }).until ?? null],
  )

interface Answer {
  readonly looked: string
  readonly sought: readonly {
    readonly name: string
    readonly alsoSoughtId: string | null
    readonly people: readonly {
      readonly card: { readonly id: string }
      readonly chance: number
      readonly agreed: boolean
      readonly reasons: readonly { readonly code: string }[]
    }[]
  }[]
  readonly also: readonly { readonly id: string }[]
}
const look = (requestId: string, who = officer) => who.asks<Answer>(likely, { requestId })
const idsOf = ({ sought }: Answer) => sought.flatMap(({ people }) => people.map(({ card }) => card.id))
const brother = () => elsewhere.members[0]!.id

test('somebody at another office who was never asked is not shown, who agreed is, and who takes it back is not', async () => {
  const requestId = await seeking()
  expect(idsOf(await look(requestId))).toEqual([])
  await says(brother(), true, { until: '2020-01-01' })
  expect(idsOf(await look(requestId))).toEqual([])
  await says(brother(), true)
  const [found] = (await look(requestId)).sought[0]!.people
  expect(found).toMatchObject({ card: { id: brother() }, agreed: true })
  expect(found!.chance).toBeGreaterThan(0.5)
  expect(found!.reasons.map(({ code }) => code)).toContain('name-sounds')
  await says(brother(), false)
  expect(idsOf(await look(requestId))).toEqual([])
  await expect(officer.does(proposeMatch, { requestId, individualId: brother() })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await says(brother(), true)
})

test('one’s own people are shown though never asked, to be asked first; whoever refused is not', async () => {
  const near = (await registered(clerk, 'DAD', alone('Ziad Nabil Haddad', '1991'))).members[0]!.id
  const requestId = await seeking({ sought_name: 'Ziad Nabil Haddad' })
  expect((await look(requestId)).sought[0]!.people).toMatchObject([{ card: { id: near }, agreed: false }])
  await says(near, false)
  expect(idsOf(await look(requestId))).toEqual([])
})

test('nobody is looked for without the seeker’s consent', async () => {
  const requestId = await seeking({ consents: ['share-red-cross-red-crescent'] })
  expect(await look(requestId)).toEqual({ looked: 'no-consent', sought: [], also: [] })
})

test('others beside the first are looked for, each by their own name, and by other names the first goes by', async () => {
  const requestId = await seeking({ sought_name: 'Abu Karim' })
  await make('also_sought', {
    parent_id: requestId,
    name: 'Mahmud Hasan Sulaiman',
    relation: 'sibling',
    sex: 'male',
    born_earliest: 1988,
  })
  const { sought } = await look(requestId)
  expect(sought.map(({ name, people }) => [name, people.map(({ card }) => card.id)])).toEqual([
    ['Abu Karim', []],
    ['Mahmud Hasan Sulaiman', [brother()]],
  ])
  for (const [at, text] of ['محمود', 'حسن', 'سليمان'].entries())
    await make('other_name', {
      parent_id: requestId,
      name: { part: 'given', text, script: 'Arab' },
      sequence: at + 1,
      kind: 'spoken',
    })
  expect((await look(requestId)).sought[0]!.people.map(({ card }) => card.id)).toEqual([brother()])
})

test('somebody who seeks back is likelier, though the request is at an office one cannot read', async () => {
  const requestId = await seeking({ sought_born_earliest: null, sought_born_latest: null })
  const before = (await look(requestId)).sought[0]!.people[0]!
  const there = await office.colleague('protection_officer', 'KAK')
  const back = {
    seeker: brother(),
    relation: 'sibling',
    sought_name: 'طارق حسن سليمان',
    sought_sex: 'male',
    consents: ['search-here'],
  }
  const theirs = await make('request', back, there)
  const after = (await look(requestId)).sought[0]!.people[0]!
  expect(after.chance).toBeGreaterThan(before.chance)
  expect(after.reasons.map(({ code }) => code)).toContain('seeks-back')
  expect((await look(requestId)).also.map(({ id }) => id)).not.toContain(theirs)
  await expect(look(theirs)).rejects.toMatchObject({ code: 'not-found' })
})

test('the guessed birth of who seeks stands for the years around it, when somebody who seeks back says another year', async () => {
  const requestId = await seeking({ sought_born_earliest: null, sought_born_latest: null })
  const there = await office.colleague('protection_officer', 'KAK')
  const year = { sought_born_earliest: 1983, sought_born_latest: 1983 }
  const back = { seeker: brother(), relation: 'sibling', sought_name: 'طارق حسن سليمان', sought_sex: 'male' }
  await make('request', { ...back, ...year, consents: ['search-here'] }, there)
  const chance = async () => (await look(requestId)).sought[0]!.people[0]!.chance
  const exact = await chance()
  const guess = (isGuess: boolean) =>
    office.owner.query('update registration.individual set born_estimated = $2 where id = $1', [
      seekers.members[0]!.id,
      isGuess,
    ])
  await guess(true)
  expect(await chance()).toBeGreaterThan(exact)
  await guess(false)
  expect(await chance()).toBe(exact)
})

test('another request of one’s own office for a like name is named, and what was shown is noted', async () => {
  const one = await seeking()
  const other = await seeking({ sought_name: 'Mahmoud Hassan Suleiman' })
  expect((await look(one)).also.map(({ id }) => id)).toContain(other)
  const { rows } = await office.owner.query<{ ids: string[] }>(
    `select ids from audit.entry where staff_id = $1 and record = 'individual' and action = 'see' and reason = 'tracing'`,
    [officer.staffId],
  )
  expect(rows.at(-1)?.ids).toEqual([brother()])
})

test('a caseworker who sees people of one office only learns nothing of those elsewhere, though they agreed', async () => {
  const requestId = await seeking()
  const caseworker = await office.colleague('child_protection_caseworker', 'DAD')
  expect(idsOf(await look(requestId, caseworker))).toEqual([])
  expect(idsOf(await look(requestId))).toEqual([brother()])
})
