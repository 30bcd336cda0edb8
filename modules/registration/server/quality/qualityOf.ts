import { auditRead, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import type { Severity } from '../../quality/rules.ts'
import { ID, object } from '../commands/schemas.ts'

/** How one person's record stands. */
export interface QualityOf {
  readonly asked: number
  readonly answered: number
  readonly findings: readonly {
    readonly rule: string
    readonly severity: Severity
    readonly since: string
    /** Somebody looked at it and said that it is right; `because` is the newest reason. */
    readonly confirmed: boolean
    readonly because: string | null
  }[]
}

export const qualityOf = defineQuery<{ readonly individualId: string }, QualityOf>({
  name: 'registration.qualityOf',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ individualId: ID }),
  output: object({
    asked: { type: 'integer' },
    answered: { type: 'integer' },
    findings: {
      type: 'array',
      items: object({
        rule: { type: 'string' },
        severity: { type: 'string' },
        since: { type: 'string' },
        confirmed: { type: 'boolean' },
        because: { type: ['string', 'null'] },
      }),
    },
  }),
  async run(tx, asking, { individualId }) {
    const stands = await sql<{ asked: number; answered: number }>`
      select asked, answered from registration.quality where root_id = ${individualId}::uuid`.execute(tx)
    const { rows } = await sql<QualityOf['findings'][number]>`
      select q.rule, q.severity, q.since, q.confirmed, (
        select c.because from registration.finding_confirmed c
        where c.root_id = q.root_id and c.rule = q.rule and c.facts = q.facts and c.withdrawn_at is null
        order by c.created_at desc limit 1) as because
      from registration.quality_finding q where q.root_id = ${individualId}::uuid
      order by q.confirmed, array_position(array['critical', 'warning', 'information'], q.severity), q.rule`.execute(tx)
    if (rows.length > 0 || stands.rows.length > 0)
      await auditRead(tx, asking, { module: 'registration', action: 'read', record: 'individual', ids: [individualId] })
    return { asked: 0, answered: 0, ...stands.rows[0], findings: rows }
  },
})
