import { auditRead, defineCommand, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { RULES, SEVERITIES, type Severity } from '../../quality/rules.ts'
import { CODE, ID, object, TEXT } from '../commands/schemas.ts'

interface Ask {
  readonly country: string
  readonly rule: string
  readonly severity: Severity | 'off' | 'usual'
  readonly because: string
}

const NAMES = RULES.map(({ name }) => name)
const COUNTRY = { type: 'string', pattern: '^[A-Z]{3}$' } as const
const REASON = { type: 'string', minLength: 10, maxLength: 1000 } as const

/** Asks that a rule of data quality be graver, lighter or not looked at in an operation. Nothing changes until another agrees. */
export const askSeverity = defineCommand<Ask, { id: string }>({
  name: 'registration.askSeverity',
  module: 'registration',
  needs: { action: 'approve', level: 'personal' },
  input: object({
    country: COUNTRY,
    rule: { enum: NAMES },
    severity: { enum: [...SEVERITIES, 'off', 'usual'] },
    because: REASON,
  }),
  output: object({ id: ID }),
  async run(tx, _asking, { country, rule, severity, because }) {
    const { rows } = await sql<{ id: string }>`
      select registration.ask_severity(${country}, ${rule}, ${severity}, ${because}) as id`.execute(tx)
    return rows[0]!
  },
})

interface Answer {
  readonly id: string
  readonly agree: boolean
  readonly because: string
}

/** Agrees, and everybody of the operation is judged anew; or refuses. Whoever asked may only withdraw. */
export const answerSeverity = defineCommand<Answer, { state: string }>({
  name: 'registration.answerSeverity',
  module: 'registration',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: object({ id: ID, agree: { type: 'boolean' }, because: TEXT }),
  output: object({ state: CODE }),
  async run(tx, _asking, { id, agree, because }) {
    const { rows } = await sql<{ state: string }>`
      select registration.answer_severity(${id}::uuid, ${agree}, ${because}) as state`.execute(tx)
    return rows[0]!
  },
})

interface Said {
  readonly id: string
  readonly rule: string
  readonly severity: Severity | 'off' | 'usual'
  readonly because: string
  readonly state: string
  readonly mine: boolean
}
export interface Severities {
  readonly operations: readonly {
    readonly country: string
    readonly name: Readonly<Record<string, string>>
    readonly mayJudge: boolean
    /** What holds, and what waits for a second person. */
    readonly said: readonly Said[]
  }[]
  /** Every rule, and how grave it usually is. */
  readonly rules: readonly { readonly rule: string; readonly severity: Severity }[]
}

/** How grave each rule is where, and what was asked. Shows nobody registered. */
export const severities = defineQuery<object, Severities>({
  name: 'registration.severities',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({}),
  output: object({
    operations: { type: 'array', items: { type: 'object', additionalProperties: true } },
    rules: { type: 'array', items: object({ rule: { type: 'string' }, severity: { type: 'string' } }) },
  }),
  async run(tx, asking) {
    const { rows } = await sql<Severities['operations'][number]>`
      select c.code::text as country, c.name, registration.judges_quality(c.code::text) as "mayJudge",
        (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'rule', s.rule, 'severity', s.severity, 'because', s.because, 'state', s.state,
            'mine', s.asked_by = ${asking.session.staffId}::uuid) order by s.rule, s.state), '[]')
          from (select r.* from registration.rule_severity r where r.country = c.code and r.state = 'asked'
            union all
            select * from (select distinct on (r.rule) r.* from registration.rule_severity r
              where r.country = c.code and r.state = 'agreed' order by r.rule, r.answered_at desc) held) s) as said
      from auth.country c
      where exists (select from auth.office o where o.country = c.code
        and o.id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[]))
      order by c.code`.execute(tx)
    await auditRead(tx, asking, { module: 'registration', action: 'read', record: 'rule_severity', ids: [] })
    return { operations: rows, rules: RULES.map(({ name, severity }) => ({ rule: name, severity })) }
  },
})
