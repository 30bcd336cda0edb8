import { type Asking, auditRead, defineQuery, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { CaseModule } from './caseModules.ts'
import { BOOLEAN, ID, list, object, orNull, TEXT } from './schemas.ts'

/** One case of a person, as far as the asker may know of it: what they may not know is null, and what they may not know of is not there. */
export interface CaseCard {
  readonly module: string
  readonly caseId: string
  readonly role: string
  readonly present: boolean
  readonly number: string
  readonly openedAt: string
  readonly readable: boolean
  readonly state: string | null
  readonly stateSince: string | null
  readonly nextAt: string | null
  readonly ownerId: string | null
  readonly officeId: string
}

const CARD = object({
  module: TEXT,
  caseId: ID,
  role: TEXT,
  present: BOOLEAN,
  number: TEXT,
  openedAt: TEXT,
  readable: BOOLEAN,
  state: orNull(TEXT),
  stateSince: orNull(TEXT),
  nextAt: orNull(TEXT),
  ownerId: orNull(ID),
  officeId: ID,
})

/** All cases of one person over all modules: the open ones first, then by when they were opened. */
export const overview = (all: readonly CaseModule[]): Query =>
  defineQuery<{ personId: string }, { cases: readonly CaseCard[] }>({
    name: 'cases.overview',
    module: 'cases',
    needs: null,
    input: object({ personId: ID }),
    output: object({ cases: list(CARD) }),
    showsPeople: true,
    run: async (tx, asking, { personId }) => {
      const { rows } =
        await sql<CaseCard>`select module, case_id as "caseId", role, present, number, opened_at as "openedAt", readable,
          state, state_since as "stateSince", next_at as "nextAt", owner_id as "ownerId", office_id as "officeId"
        from cases.cards(array[${personId}::uuid])`.execute(tx)
      await noteShown(tx, asking, all, personId, rows)
      const isClosed = ({ module, state }: CaseCard) =>
        state !== null && !(all.find(({ name }) => name === module)?.open ?? []).includes(state)
      return {
        cases: rows.toSorted((a, b) => Number(isClosed(a)) - Number(isClosed(b)) || (a.openedAt < b.openedAt ? 1 : -1)),
      }
    },
  })

async function noteShown(
  tx: Tx,
  asking: Asking,
  all: readonly CaseModule[],
  personId: string,
  cards: readonly CaseCard[],
): Promise<void> {
  for (const { name, rules } of all) {
    const ids = cards.filter(({ module }) => module === name).map(({ caseId }) => caseId)
    const looked = {
      module: name,
      action: 'see',
      record: rules.record,
      ids,
      people: [personId],
      reason: 'overview',
    } as const
    if (ids.length > 0) await auditRead(tx, asking, looked)
  }
}
