import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import { REGISTRATION_LEVELS } from '../../index.ts'
import { ALL_QUESTIONS, ALWAYS_ASKED, type Levels, USUAL_LEVELS } from '../../levels.ts'

/** What each level asks in a country (ISO 3166-1 alpha-3): as an administrator said, else as usual. Names that the program lost are left out. */
export async function levelsOf(tx: Tx, country: string | null): Promise<{ levels: Levels; own: readonly string[] }> {
  const { rows } = await sql<{
    level: string
    questions: readonly string[]
  }>`select level, questions from registration.level_question where country = ${country}`.execute(tx)
  const said = Object.fromEntries(rows.map(({ level, questions }) => [level, questions]))
  return { levels: levelsAsSaid(said), own: Object.keys(said) }
}

/** The same where it is known what an administrator said, by level. */
export function levelsAsSaid(said: Readonly<Partial<Record<string, readonly string[]>>>): Levels {
  const levels = REGISTRATION_LEVELS.map(level => [level, whole(said[level] ?? USUAL_LEVELS[level])])
  return Object.fromEntries(levels)
}

const whole = (questions: readonly string[]): readonly string[] => [
  ...ALWAYS_ASKED.filter(name => !questions.includes(name)),
  ...questions.filter(name => ALL_QUESTIONS.includes(name)),
]
