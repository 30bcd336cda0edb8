import { auditRead, type Command, defineCommand, defineQuery, type Query, type Store } from '@nansen/store'
import { sql } from 'kysely'
import { fields, id, nullable, rows, text } from './act.ts'

/** Milliseconds between two looks at the audit. */
const OFTEN = 5 * 60_000

/** Judges the audit by the rules in force. Several servers may ask; one at a time works. @returns how many findings are new. */
export async function judgeAccess(store: Store, now: Date): Promise<number> {
  const { rows: found } = await store
    .pool('nansen_sync')
    .query('select oversight.judge_access($1::timestamptz) as found', [now.toISOString()])
  return found[0].found
}

/** Goes on judging until it is stopped. */
export async function startJudgingAccess(store: Store, onError: (error: Error) => void): Promise<() => Promise<void>> {
  let going: Promise<unknown> = Promise.resolve()
  const round = () => {
    going = judgeAccess(store, new Date()).catch(onError)
  }
  round()
  const timer = setInterval(round, OFTEN)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await going
  }
}

const WHEN = text(40)
const LIST = rows({
  id,
  rule: text(60),
  threshold: { type: 'integer' },
  minutes: { type: 'integer' },
  staffId: id,
  staffName: text(200),
  office: text(200),
  many: { type: 'integer' },
  since: WHEN,
  until: WHEN,
  state: text(20),
  because: nullable(text(1000)),
  answeredBy: nullable(text(200)),
  mayAnswer: { type: 'boolean' },
})
const ANSWER = fields({ id, state: { type: 'string', enum: ['explained', 'pursued'] }, because: text(1000, 10) })

type Door = Pick<Query, 'module' | 'needs'>
/** The data protection officer's door, and that of who supervises registration: the database says whose findings each sees. */
const OFFICER: Door = { module: 'oversight', needs: { action: 'read', level: 'protected' } }
const SUPERVISOR: Door = { module: 'registration', needs: { action: 'approve', level: 'personal' } }

const listed = (name: string, door: Door): Query =>
  defineQuery<object, { rows: readonly unknown[] }>({
    name,
    ...door,
    input: fields({}),
    output: LIST,
    showsPeople: false,
    run: async (tx, asking) => {
      const { rows: found } = await sql<{
        readonly id: string
      }>`select id, rule, threshold, minutes, staff_id as "staffId",
        staff_name as "staffName", office, many, since, until, state, because, answered_by as "answeredBy", may_answer as "mayAnswer"
        from oversight.unusual_list()`.execute(tx)
      if (found.length > 0)
        await auditRead(tx, asking, {
          module: 'oversight',
          action: 'read',
          record: 'unusual',
          ids: found.map(row => row.id),
          people: [],
          reason: 'list',
        })
      return { rows: found }
    },
  })

interface Answer {
  readonly id: string
  readonly state: 'explained' | 'pursued'
  readonly because: string
}

const answered = (name: string, door: Door): Command =>
  defineCommand<Answer, object>({
    name,
    ...door,
    input: ANSWER,
    output: fields({}),
    run: async (tx, _asking, { id: finding, state, because }) => {
      await sql`select oversight.answer_unusual(${finding}::uuid, ${state}, ${because})`.execute(tx)
      return {}
    },
  })

/** Never a person who was looked at: only how many. */
export const unusualQueries: readonly Query[] = [
  listed('oversight.unusual', OFFICER),
  listed('registration.unusual', SUPERVISOR),
]
export const unusualCommands: readonly Command[] = [
  answered('oversight.answerUnusual', OFFICER),
  answered('registration.answerUnusual', SUPERVISOR),
]
