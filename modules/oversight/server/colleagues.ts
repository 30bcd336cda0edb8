import { defineQuery, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { id, rows, text } from './act.ts'

/** Names offered to a search; more letters narrow it. */
const OFFERED = 20

/**
 * Colleagues whose names hold every word that was typed, wherever it stands: whom an auditor asks about. The disabled are among them; what
 * they did remains. Names only, so that looking for one is not written down; what is then asked about them is.
 */
export const colleagueSearch: Query = defineQuery<{ readonly text: string }, { rows: readonly unknown[] }>({
  name: 'oversight.colleagues',
  module: 'oversight',
  needs: { action: 'read', level: 'protected' },
  input: { type: 'object', properties: { text: text(100) }, required: ['text'], additionalProperties: false },
  output: rows({ id, name: text(200) }),
  showsPeople: false,
  run: async (tx: Tx, _, asked) => {
    const words = asked.text.trim().split(/\s+/).slice(0, 8)
    const found = await sql`select id, display_name as name from auth.staff
      where (select bool_and(position(lower(word) in lower(display_name)) > 0) from unnest(${words}::text[]) word)
      order by display_name, id limit ${OFFERED}`.execute(tx)
    return { rows: found.rows }
  },
})
