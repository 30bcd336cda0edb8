import { newId } from '@nansen/kernel'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerGroup } from './commands/registerGroup.ts'
import type { PersonCard } from './queries/cards.ts'
import { cards } from './queries/people.ts'

let office: PracticeOffice
let family: Registered
beforeAll(async () => {
  office = await practiceOffice()
  const officer = await office.colleague('registration_officer', 'DAD')
  family = await officer.does<Registered>(registerGroup, office.registering())
})
afterAll(() => office.end())

const cardsFor = async (who: Colleague, ids: readonly string[]) =>
  (await who.asks<{ cards: readonly PersonCard[] }>(cards, { ids })).cards
const seenBy = async ({ staffId }: Colleague) =>
  (
    await office.owner.query<{ action: string; ids: string[] }>(
      `select action, ids from audit.entry where staff_id = $1 and module = 'registration' order by seq`,
      [staffId],
    )
  ).rows

test('people are shown by a line each, and exactly those are noted as seen: not their family', async () => {
  const clerk = await office.colleague('protection_officer', 'DAD')
  const ids = family.members.slice(0, 2).map(({ id }) => id)
  const shown = await cardsFor(clerk, [...ids, newId<string>()])
  expect(shown.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  const seen = await seenBy(clerk)
  expect(seen.map(({ action, ids: noted }) => [action, noted.toSorted()])).toEqual([['see', ids.toSorted()]])
})

test('who may see nobody is shown nobody, and nobody is noted as seen', async () => {
  const analyst = await office.colleague('data_analyst', 'DAD')
  expect(await cardsFor(analyst, [family.members[0]!.id])).toEqual([])
  expect(await seenBy(analyst)).toEqual([])
})
