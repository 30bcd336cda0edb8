import { auditRead, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, orNull, TEXT } from './schemas.ts'

/** One thing a move waits for; `rule` is the label `ready.RULE` of the module. */
export interface Block {
  readonly rule: string
  readonly asks: string
  /** The child record, marker or clock that is asked for. */
  readonly of: string | null
  /** Fields of the case that are not answered. */
  readonly fields: readonly string[]
  /** How many there are, or lack. */
  readonly count: number | null
}

const BLOCK = object({ rule: TEXT, asks: TEXT, of: orNull(TEXT), fields: list(TEXT), count: orNull(INTEGER) })

/** What blocks each move that leaves the case's present state: judged by the database, which also refuses. */
export const readiness = (all: readonly CaseModule[]): Query =>
  defineQuery<
    { module: string; id: string },
    { moves: readonly { readonly move: string; readonly blocks: readonly Block[] }[] }
  >({
    name: 'cases.readiness',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({ moves: list(object({ move: TEXT, blocks: list(BLOCK) })) }),
    showsPeople: false,
    run: async (tx, asking, { module, id }) => {
      const { name, rules } = caseModuleFor(all, asking.session, module)
      const { rows } = await sql<{ found: Record<string, readonly Block[]> }>`
        select cases.readiness(${name}, ${id}) as found`.execute(tx)
      await auditRead(tx, asking, {
        module: name,
        action: 'read',
        record: rules.record,
        ids: [id],
        people: [],
        reason: 'readiness',
      })
      return { moves: Object.entries(rows[0]!.found).map(([move, blocks]) => ({ move, blocks })) }
    },
  })
