import { type Command, defineCommand, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { fields, id, rows, text } from './act.ts'

type Door = Pick<Query, 'module' | 'needs'>
/** The data protection officer's door, and that of a head of office: the database says what each may do. */
const OFFICER: Door = { module: 'oversight', needs: { action: 'read', level: 'protected' } }
const HEAD: Door = { module: 'admin', needs: { action: 'approve', level: 'personal' } }

const RULES = rows({
  rule: text(60),
  threshold: { type: 'integer' },
  minutes: { type: 'integer' },
  active: { type: 'boolean' },
  mayAsk: { type: 'boolean' },
  mayAnswer: { type: 'boolean' },
  said: { type: 'array', items: { type: 'object', additionalProperties: true } },
})

const listed = (name: string, door: Door): Query =>
  defineQuery<object, { rows: readonly object[] }>({
    name,
    ...door,
    input: fields({}),
    output: RULES,
    showsPeople: false,
    run: async tx => {
      const { rows: found } = await sql<object>`select rule, threshold, minutes, active, may_ask as "mayAsk",
        may_answer as "mayAnswer", said from oversight.rules_list()`.execute(tx)
      return { rows: found }
    },
  })

interface Answer {
  readonly id: string
  readonly agree: boolean
  readonly because: string
}

/** A second colleague agrees or refuses; who asked takes it back. */
const answered = (name: string, door: Door): Command =>
  defineCommand<Answer, object>({
    name,
    ...door,
    stepUp: true,
    input: fields({ id, agree: { type: 'boolean' }, because: text(1000) }),
    output: fields({}),
    run: async (tx, _asking, { id: version, agree, because }) => {
      await sql`select oversight.answer_rule(${version}::uuid, ${agree}, ${because})`.execute(tx)
      return {}
    },
  })

interface Asked {
  readonly rule: string
  readonly threshold: number
  readonly minutes: number
  readonly active: boolean
  readonly because: string
}

/** From how many within how many minutes access is unusual, and whether it is looked for at all. */
const askRule = defineCommand<Asked, object>({
  name: 'oversight.askRule',
  ...OFFICER,
  input: fields({
    rule: text(60),
    threshold: { type: 'integer', minimum: 1, maximum: 10_000 },
    minutes: { type: 'integer', minimum: 1, maximum: 1_440 },
    active: { type: 'boolean' },
    because: text(1000, 10),
  }),
  output: fields({}),
  run: async (tx, _asking, { rule, threshold, minutes, active, because }) => {
    await sql`select oversight.ask_rule(${rule}, ${threshold}, ${minutes}, ${active}, ${because})`.execute(tx)
    return {}
  },
})

export const unusualRuleQueries: readonly Query[] = [
  listed('oversight.unusualRules', OFFICER),
  listed('admin.unusualRules', HEAD),
]
export const unusualRuleCommands: readonly Command[] = [
  askRule,
  answered('oversight.answerRule', OFFICER),
  answered('admin.answerRule', HEAD),
]
