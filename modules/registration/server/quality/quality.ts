import { defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import type { Severity } from '../../quality/rules.ts'
import { ID, object } from '../commands/schemas.ts'

/** How the records stand of the people whom the asker may read. */
export interface Quality {
  readonly people: number
  /** Changes that are not judged yet; the figures follow them within seconds. */
  readonly waiting: number
  readonly findings: readonly { readonly rule: string; readonly severity: Severity; readonly people: number }[]
  /** Answers there are, of the questions that a level asks. */
  readonly levels: readonly {
    readonly level: string
    readonly people: number
    readonly asked: number
    readonly answered: number
  }[]
  readonly offices: readonly { readonly office: string; readonly people: number; readonly findings: number }[]
}

/** Offices are counted as they change; people whom the asker reaches one by one, outside the offices they reach, are counted when asked. */
const MINE = sql`root_id = any (array(
    select id from registration.individual where owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    union select unnest(auth.cases('registration', 'read', 'personal'))))
  and office_id <> all ((select auth.reach('registration', 'read', 'personal'))::uuid[])`

const NUMBER = { type: 'integer' } as const
const TEXT = { type: 'string' } as const
const list = (properties: Parameters<typeof object>[0]) => ({ type: 'array', items: object(properties) })

/** Findings by rule, answers by level, and both by office. Shows no person. */
export const quality = defineQuery<{ readonly officeId?: string }, Quality>({
  name: 'registration.quality',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ officeId: ID }, ['officeId']),
  output: object({
    people: NUMBER,
    waiting: NUMBER,
    findings: list({ rule: TEXT, severity: TEXT, people: NUMBER }),
    levels: list({ level: TEXT, people: NUMBER, asked: NUMBER, answered: NUMBER }),
    offices: list({ office: ID, people: NUMBER, findings: NUMBER }),
  }),
  async run(tx, _asking, { officeId = null }) {
    const here = sql`(${officeId}::uuid is null or office_id = ${officeId}::uuid)`
    const [counted, found, { rows }] = await Promise.all([
      sql<{ office: string; level: string; people: number; asked: number; answered: number }>`
        select office_id as office, level, sum(people)::int as people, sum(asked)::int as asked, sum(answered)::int as answered from (
          select office_id, level, people, asked, answered from registration.quality_count where ${here}
          union all
          select office_id, level, 1, asked, answered from registration.quality where ${MINE} and ${here}) q
        group by 1, 2 having sum(people) > 0`.execute(tx),
      sql<{ office: string; rule: string; severity: Severity; people: number }>`
        select office_id as office, rule, severity, sum(people)::int as people from (
          select office_id, rule, severity, people from registration.finding_count where ${here}
          union all
          select office_id, rule, severity, 1 from registration.quality_finding where not confirmed and ${MINE} and ${here}) f
        group by 1, 2, 3 having sum(people) > 0`.execute(tx),
      sql<{ waiting: number }>`select registration.quality_waiting() as waiting`.execute(tx),
    ])
    return {
      people: sumOf(counted.rows, 'people'),
      waiting: rows[0]?.waiting ?? 0,
      findings: groups(found.rows, ({ rule, severity }) => `${severity} ${rule}`).map(rowsOf => ({
        rule: rowsOf[0]!.rule,
        severity: rowsOf[0]!.severity,
        people: sumOf(rowsOf, 'people'),
      })),
      levels: groups(counted.rows, ({ level }) => level).map(rowsOf => ({
        level: rowsOf[0]!.level,
        people: sumOf(rowsOf, 'people'),
        asked: sumOf(rowsOf, 'asked'),
        answered: sumOf(rowsOf, 'answered'),
      })),
      offices: groups(counted.rows, ({ office }) => office).map(rowsOf => {
        const { office } = rowsOf[0]!
        const there = found.rows.filter(row => row.office === office)
        return { office, people: sumOf(rowsOf, 'people'), findings: sumOf(there, 'people') }
      }),
    }
  },
})

const sumOf = <K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number =>
  rows.reduce((sum, row) => sum + row[key], 0)
const groups = <T>(rows: readonly T[], by: (row: T) => string): readonly (readonly T[])[] => [
  ...Map.groupBy(rows, by).values(),
]
