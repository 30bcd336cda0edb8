import type { PartialDate } from '@nansen/kernel'
import { auditRead, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { isUnderFive } from './enrol.ts'
import { summariesOf } from './identify.ts'
import { ID, OF_PERSON, object, SUMMARY } from './schemas.ts'

interface Next {
  /** Null: everybody of the family whom the asker may see has been before the scanner, or is under five. */
  readonly next: Readonly<Record<string, unknown>> | null
  /** The family to go back to; null for who is in none that the asker may see. */
  readonly group: string | null
}

/**
 * Who of a person's family is captured next: the first after them in the family's order of whom nothing is on record, then from its beginning.
 * A sitting that has to be repeated counts as none.
 */
export const nextOfFamily = defineQuery<{ individualId: string }, Next>({
  name: 'identity.nextOfFamily',
  module: 'identity',
  needs: { action: 'read', level: 'personal' },
  input: OF_PERSON,
  output: object({ next: { anyOf: [SUMMARY, { type: 'null' }] }, group: { anyOf: [ID, { type: 'null' }] } }),
  showsPeople: true,
  async run(tx, asking, { individualId }) {
    const { rows } = await sql<{ group: string; id: string | null; born: PartialDate | null }>`
      select m.parent_id as "group", i.id, i.born from registration.membership m
      left join registration.membership o on o.parent_id = m.parent_id and o.individual <> m.individual
        and o.member_to is null and o.withdrawn_at is null
        and not exists (select from identity.enrolment e where e.individual = o.individual
          and e.state not in ('poor-quality', 'mixed', 'repeated', 'unlike-record'))
      left join registration.individual i on i.id = o.individual and i.process_status in ('active', 'hold')
      where m.individual = ${individualId}::uuid and m.member_to is null and m.withdrawn_at is null
      order by o.sequence < m.sequence, o.sequence`.execute(tx)
    const found = rows.find(({ id, born }) => id !== null && !isUnderFive(born, asking.now()))?.id ?? null
    const card = found === null ? null : ((await summariesOf(tx, [found])).get(found) ?? null)
    if (card !== null)
      await auditRead(tx, asking, { module: 'registration', action: 'see', record: 'individual', ids: [found!] })
    return { next: card, group: rows[0]?.group ?? null }
  },
})
