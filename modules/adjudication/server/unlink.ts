import { defineCommand } from '@nansen/store'
import { sql } from 'kysely'
import { ID, object } from './schemas.ts'

/** Takes back that two records are one person: both are again what they were. @throws Refusal `not-found`. */
export const unlink = defineCommand<{ linkId: string; because: string }, { other: string }>({
  name: 'adjudication.unlink',
  module: 'adjudication',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: object({ linkId: ID, because: { type: 'string', minLength: 10, maxLength: 1_000 } }),
  output: object({ other: ID }),
  async run(tx, _asking, { linkId, because }) {
    const { rows } = await sql<{
      other: string
    }>`select adjudication.unlink_people(${linkId}::uuid, ${because}) as other`.execute(tx)
    return { other: rows[0]!.other }
  },
  async preview(tx, _asking, { linkId }) {
    const { rows } = await sql<{ first: string; second: string }>`
      select s.number as first, o.number as second from adjudication.link l
      join registration.individual s on s.id = l.survivor join registration.individual o on o.id = l.other where l.id = ${linkId}::uuid`.execute(
      tx,
    )
    const [pair] = rows
    return pair === undefined
      ? []
      : [
          {
            label: 'adjudication.consequence.unlinked',
            values: { first: pair.first, second: pair.second },
            severity: 'warning',
          },
        ]
  },
})
