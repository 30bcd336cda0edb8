import { defineQuery, type Query, readChildren, type StoredRow } from '@nansen/store'
import { CASE_RECORDS } from '../records.ts'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, list, NAME, object, ROW } from './schemas.ts'

type Hanging = Readonly<Record<(typeof CASE_RECORDS)[number], readonly StoredRow[]>>

/** Rows of one kind that a page shows; the list of that record has the rest. */
const MOST = 100
/** Kinds whose protected fields the page shows to whoever may see them. */
const WHOLE = ['note', 'appointment'] as const
const NOTHING = Object.fromEntries(CASE_RECORDS.map(record => [record, []])) as unknown as Hanging

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
      const known = CASE_RECORDS.filter(record => record in module.records)
      const found = await readChildren(tx, asking, module, id, known, { most: MOST, whole: WHOLE })
      return { ...NOTHING, ...found }
    },
  })
