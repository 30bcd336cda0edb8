import { auditRead, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, list, NAME, object, orNull, ROW, TEXT } from './schemas.ts'

interface Left {
  readonly module: string
  readonly caseId: string
  readonly number: string
  readonly officeId: string
  readonly leftAt: string
  /** Rows by record, as they were when the case left; only when one case is asked for. */
  readonly content: Readonly<Record<string, readonly object[]>> | null
}

/** Cases that the asker's office handed over, as they left: their own work, and nothing that came after it. */
export const leftByUs = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string; id?: string }, { cases: readonly Left[] }>({
    name: 'cases.leftByUs',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }, ['id']),
    output: object({
      cases: list(object({ module: TEXT, caseId: ID, number: TEXT, officeId: ID, leftAt: TEXT, content: orNull(ROW) })),
    }),
    showsPeople: true,
    run: async (tx, asking, { module, id = null }) => {
      const { name, rules } = caseModuleFor(all, asking.session, module)
      const { rows } =
        await sql<Left>`select module, case_id as "caseId", number, office_id as "officeId", left_at as "leftAt", content
        from cases.left_by_us(${name}, ${id}::uuid)`.execute(tx)
      const ids = rows.map(({ caseId }) => caseId)
      if (ids.length > 0)
        await auditRead(tx, asking, {
          module: name,
          action: 'read',
          record: rules.record,
          ids,
          reason: 'own work of before',
        })
      return { cases: rows }
    },
  })
