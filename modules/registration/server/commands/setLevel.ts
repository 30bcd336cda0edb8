import { invalid } from '@nansen/kernel'
import { defineCommand } from '@nansen/store'
import { sql } from 'kysely'
import { REGISTRATION_LEVELS } from '../../index.ts'
import { ALL_QUESTIONS, ALWAYS_ASKED, type RegistrationLevel } from '../../levels.ts'
import { object } from './schemas.ts'

interface Input {
  readonly country: string
  readonly level: RegistrationLevel
  /** In the order in which they are asked; null for what is usual. */
  readonly questions: readonly string[] | null
}

/** Says which questions a level asks in a country, from the next form that is opened. @throws Refusal `invalid` without what every record needs. */
export const setLevel = defineCommand<Input, object>({
  name: 'registration.setLevel',
  module: 'admin',
  needs: { action: 'change', level: 'personal' },
  input: object({
    country: { type: 'string', pattern: '^[A-Z]{3}$' },
    level: { enum: REGISTRATION_LEVELS },
    questions: {
      anyOf: [{ type: 'array', items: { enum: ALL_QUESTIONS }, uniqueItems: true, minItems: 1 }, { type: 'null' }],
    },
  }),
  output: object({}),
  async run(tx, _asking, { country, level, questions }) {
    if (questions === null) {
      await sql`delete from registration.level_question where country = ${country} and level = ${level}`.execute(tx)
      return {}
    }
    if (ALWAYS_ASKED.some(name => !questions.includes(name)))
      throw invalid([{ path: 'questions', problem: 'registration.problem.always-asked' }])
    await sql`insert into registration.level_question (country, level, questions) values (${country}, ${level}, ${questions}::text[])
      on conflict (country, level) do update set questions = excluded.questions`.execute(tx)
    return {}
  },
})
