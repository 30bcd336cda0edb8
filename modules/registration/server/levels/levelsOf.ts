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
  const said = new Map(rows.map(({ level, questions }) => [level, questions]))
  const levels = REGISTRATION_LEVELS.map(level => [level, whole(said.get(level) ?? USUAL_LEVELS[level])])
  return { levels: Object.fromEntries(levels), own: [...said.keys()] }
}

const whole = (questions: readonly string[]): readonly string[] => [
  ...ALWAYS_ASKED.filter(name => !questions.includes(name)),
  ...questions.filter(name => ALL_QUESTIONS.includes(name)),
]
