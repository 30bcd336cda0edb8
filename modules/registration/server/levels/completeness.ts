import type { StoredRow, Tx } from '@nansen/store'
import { sql } from 'kysely'
import { REGISTRATION_LEVELS, registration } from '../../index.ts'
import { BESIDE_QUESTIONS, expectedOf, isAnswered, NEVER_MISSING, type RegistrationLevel } from '../../levels.ts'
import { levelsAsSaid } from './levelsOf.ts'

/** How far a person was asked, at one level: what should have been, and what was not. */
export interface LevelReached {
  readonly level: RegistrationLevel
  readonly expected: number
  /** Questions without an answer, nor a reason why there is none, in the order of the level. */
  readonly missing: readonly string[]
}

/** Who is asked, and by which levels; null for a person whom the asker may not read. */
export interface Asked {
  readonly age: number | null
  readonly isBornHere: boolean
  /** What an administrator said of the country's levels, by level. */
  readonly said: Readonly<Record<string, readonly string[]>> | null
  /** Answered questions whose answers the asker may not read. */
  readonly unseen: readonly string[]
}

/** Of each level, what is missing; empty for a person whom the asker may not read. Whether a question has an answer is told, never which. */
export async function completenessOf(tx: Tx, id: string, today: string): Promise<readonly LevelReached[]> {
  const [asked, answered] = await Promise.all([askedOf(tx, id, today), answersOf(tx, id)])
  return levelsReached(asked, answered)
}

/** What is missing, where it is known what is answered. */
export function levelsReached(asked: Asked | null, answered: readonly string[]): readonly LevelReached[] {
  if (asked === null) return []
  const all = new Set([...answered, ...asked.unseen])
  const levels = levelsAsSaid(asked.said ?? {})
  return REGISTRATION_LEVELS.map(level => {
    const expected = expectedOf(levels[level], asked.age, asked.isBornHere)
    return { level, expected: expected.length, missing: expected.filter(name => !isAnswered(name, all)) }
  })
}

export async function askedOf(tx: Tx, id: string, today: string): Promise<Asked | null> {
  const { rows } = await sql<Asked>`
    select extract(year from age(${today}::date, rpad(i.born, 10, case length(i.born) when 4 then '-07-01' else '-15' end)::date))::int as age,
      coalesce(i.country_of_birth = i.country_of_asylum, false) as "isBornHere",
      (select json_object_agg(l.level, l.questions) from registration.level_question l where l.country = o.country) as said,
      coalesce(registration.answered_unseen(i.id), '{}') as unseen
    from registration.individual i join auth.office o on o.id = i.office_id where i.id = ${id}::uuid`.execute(tx)
  return rows[0] ?? null
}

/** Records beside a person that say whether a question is answered. */
const BESIDE = BESIDE_QUESTIONS.filter(name => !NEVER_MISSING.includes(name))

async function answersOf(tx: Tx, id: string): Promise<readonly string[]> {
  const beside = sql.join(
    BESIDE.map(
      name => sql`select ${name}::text where exists (select from ${sql.table(`registration.${name}`)} c
        where c.root_id = i.id and c.withdrawn_at is null)`,
    ),
    sql` union all `,
  )
  const { rows } = await sql<{ answered: readonly string[] }>`
    select array(select key from jsonb_each(to_jsonb(i)) where key = any (${OWN}::text[]) and value not in ('null', '[]')
        union all select question from registration.not_answered n where n.root_id = i.id and n.withdrawn_at is null
        union all ${beside}) as answered
    from registration.individual i where i.id = ${id}::uuid`.execute(tx)
  return rows[0]?.answered ?? []
}

/** The same of a person who was read already, with what hangs on them by record. */
export function answersIn(
  individual: StoredRow,
  facts: Readonly<Record<string, readonly StoredRow[]>>,
): readonly string[] {
  const isSaid = (value: unknown) =>
    value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
  return [
    ...OWN.filter(name => isSaid(individual[name])),
    ...BESIDE.filter(name => (facts[name] ?? []).length > 0),
    ...(facts.not_answered ?? []).map(({ question }) => String(question)),
  ]
}

const OWN = Object.entries(registration.records.individual.fields).flatMap(([name, { derived, says }]) =>
  derived || says !== null ? [] : [name],
)
