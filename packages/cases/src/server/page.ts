import { defineQuery, listRecords, type Query, type StoredRow } from '@nansen/store'
import { CASE_RECORDS } from '../records.ts'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, list, NAME, object, ROW } from './schemas.ts'

type Hanging = Readonly<Record<(typeof CASE_RECORDS)[number], readonly StoredRow[]>>

/** Rows of one kind that a page shows; the list of that record has the rest. */
const MOST = 100

/** What hangs on one case, by kind, the newest first, each row as the asker may see it. The case itself is read at its own address. */
export const page = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string; id: string }, Hanging>({
    name: 'cases.page',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object(Object.fromEntries(CASE_RECORDS.map(record => [record, list(ROW)]))),
    showsPeople: true,
    run: async (tx, asking, { module: name, id }) => {
      const { module } = caseModuleFor(all, asking.session, name)
      const found: [string, readonly StoredRow[]][] = []
      for (const record of CASE_RECORDS) {
        const listing = { where: { root_id: id }, limit: MOST, whole: record === 'note' || record === 'appointment' }
        const rows = record in module.records ? (await listRecords(tx, asking, module, record, listing)).rows : []
        found.push([record, rows])
      }
      return Object.fromEntries(found) as unknown as Hanging
    },
  })
