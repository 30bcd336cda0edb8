import { auditRead, defineQuery, getRecord, readChildren, type StoredRow } from '@nansen/store'
import { sql } from 'kysely'
import { registration } from '../../index.ts'
import type { SpokenPart } from '../../names.ts'
import { borneBy } from '../alike/borne.ts'
import { candidates } from '../alike/candidates.ts'
import { likenessInForce } from '../alike/learnt.ts'
import { BANDS, type Described, entryOf, judgeOf, keysOf, profile } from '../alike/likeness.ts'
import { type Alike, describedBy, guessedAmong, ranked } from '../alike/rank.ts'
import { ID, object } from '../commands/schemas.ts'
import { CARD, withFamilies } from './cards.ts'

const NUMBERED = ['phone', 'document_held', 'other_number'] as const

/**
 * Who else may be this person, likeliest first, for whoever may read the record. Never those of the same family, who were registered beside
 * each other, nor whom somebody told apart, from whichever side: a pair is looked at once.
 */
export const possibleDuplicates = defineQuery<{ readonly id: string }, { people: readonly Alike[] }>({
  name: 'registration.possibleDuplicates',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ id: ID }),
  output: object({
    people: {
      type: 'array',
      items: object({
        card: CARD,
        band: { enum: BANDS },
        reasons: {
          type: 'array',
          items: object(
            { code: { type: 'string' }, years: { type: 'integer' }, weight: { enum: ['rare', 'common'] } },
            ['years', 'weight'],
          ),
        },
        group_number: { type: ['string', 'null'] },
        family: { type: 'array', items: { type: 'string' } },
      }),
    },
  }),
  async run(tx, asking, { id }) {
    const row = await getRecord(tx, asking, registration, 'individual', id)
    const beside = await readChildren(tx, asking, registration, id, ['name', ...NUMBERED])
    const { cards, relatives } = await withFamilies(tx, [id], [id])
    const described = describedAs(row, beside.name ?? [])
    const family = relatives.flatMap(({ individual }) => (individual === id ? [] : (cards.get(individual) ?? [])))
    const guessed = await guessedAmong(
      tx,
      family.map(each => each.id),
    )
    const theirs = family.map(each => describedBy(each, guessed.has(each.id)))
    const nationality = row.nationality as string | null
    const entries = [described, ...theirs].map(each => entryOf(each))
    const borne = await borneBy(tx, keysOf(entries), nationality)
    const judge = judgeOf(borne, nationality, await likenessInForce(tx), described)
    const numbers = NUMBERED.flatMap(record => (beside[record] ?? []).map(({ number }) => String(number ?? '')))
    const found = await candidates(tx, asking, { name: row.display_name as string, born: described.born, numbers })
    const { rows: apart } = await sql<{
      id: string
    }>`select told_apart as id from registration.told_apart(${id}::uuid)`.execute(tx)
    const silent = new Set([id, ...family.map(each => each.id), ...apart.map(each => each.id)])
    const alike = await ranked(
      tx,
      judge,
      profile(judge, described),
      theirs.map(each => profile(judge, each)),
      found.filter(each => !silent.has(each.id)),
    )
    const people = alike.filter(({ card }) => card.same_person_as !== id && row.same_person_as !== card.id)
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'see',
      record: 'individual',
      ids: [...new Set(people.flatMap(({ shown }) => shown))],
      reason: 'duplicates',
    })
    return { people: people.map(({ shown: _shown, ...each }) => each) }
  },
})

function describedAs(row: StoredRow, names: readonly StoredRow[]): Described {
  const parts = names.filter(({ withdrawn_at }) => !withdrawn_at) as unknown as readonly SpokenPart[]
  const whole = [row.display_name, row.display_name_native].filter(name => typeof name === 'string')
  return {
    name: parts.length > 0 ? parts : whole,
    sex: row.sex as string,
    born: row.born as string | null,
    estimated: row.born_estimated === true,
    mother: row.mother_name as string | null,
  }
}
