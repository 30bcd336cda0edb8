import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import { REGISTRATION_LEVELS, registration } from '../../index.ts'
import { BESIDE_QUESTIONS, expectedOf, isAnswered, type RegistrationLevel } from '../../levels.ts'
import { levelsOf } from './levelsOf.ts'

/** How far a person was asked, at one level: what should have been, and what was not. */
export interface LevelReached {
  readonly level: RegistrationLevel
  readonly expected: number
  /** Questions without an answer, nor a reason why there is none, in the order of the level. */
  readonly missing: readonly string[]
}

/** Of each level, what is missing; empty for a person whom the asker may not read. Whether a question has an answer is told, never which. */
export async function completenessOf(tx: Tx, id: string, today: string): Promise<readonly LevelReached[]> {
  const found = await answersOf(tx, id, today)
  if (found === undefined) return []
  const { levels } = await levelsOf(tx, found.country)
  const answered = new Set(found.answered)
  return REGISTRATION_LEVELS.map(level => {
    const expected = expectedOf(levels[level], found.age)
    return { level, expected: expected.length, missing: expected.filter(name => !isAnswered(name, answered)) }
  })
}

interface Answers {
  readonly country: string
  readonly age: number | null
  readonly answered: readonly string[]
}

async function answersOf(tx: Tx, id: string, today: string): Promise<Answers | undefined> {
  const beside = sql.join(
    BESIDE_QUESTIONS.map(
      name => sql`select ${name}::text where exists (select from ${sql.table(`registration.${name}`)} c
        where c.root_id = i.id and c.withdrawn_at is null)`,
    ),
    sql` union all `,
  )
  const { rows } = await sql<Answers>`
    select o.country,
      extract(year from age(${today}::date, rpad(i.born, 10, case length(i.born) when 4 then '-07-01' else '-15' end)::date))::int as age,
      array(select key from jsonb_each(to_jsonb(i)) where key = any (${OWN}::text[]) and value not in ('null', '[]')
        union all select unnest(registration.answered_unseen(i.id))
        union all select question from registration.not_answered n where n.root_id = i.id and n.withdrawn_at is null
        union all ${beside}) as answered
    from registration.individual i join auth.office o on o.id = i.office_id where i.id = ${id}::uuid`.execute(tx)
  return rows[0]
}

const OWN = Object.entries(registration.records.individual.fields).flatMap(([name, { derived }]) =>
  derived ? [] : [name],
)
