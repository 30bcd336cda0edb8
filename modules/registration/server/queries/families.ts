import { auditRead, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { object } from '../commands/schemas.ts'
import { familiesOf } from './cards.ts'
import { type SearchAnswer, search } from './search.ts'

export interface FamilyFound {
  readonly id: string
  readonly number: string
  readonly size: number
  readonly office: string
  /** Names of present members whom the asker may see, the focal point first. */
  readonly names: readonly string[]
}

/** Families at the asker's own offices that somebody of this name or number belongs to, as the search of people finds them. */
export const families = defineQuery<{ readonly text: string }, { families: readonly FamilyFound[] }>({
  name: 'registration.families',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ text: { type: 'string', minLength: 1, maxLength: 200 } }),
  output: object({ families: { type: 'array', items: { type: 'object', additionalProperties: true } } }),
  async run(tx, asking, { text }) {
    const found = (await search.run(tx, asking, { text } as never)) as SearchAnswer
    const relatives = await familiesOf(
      tx,
      found.people.map(({ card }) => card.id),
    )
    const ids = [...new Set(relatives.map(({ group_id }) => group_id))].slice(0, MOST)
    const { rows } = await sql<FamilyFound & { people: readonly string[] }>`
      select array_agg(i.id) as people, g.id, g.number, g.size, o.name as office,
        array_agg(coalesce(i.display_name_native, i.display_name) order by m.focal_point desc, m.sequence) as names
      from registration.registration_group g
      join auth.office o on o.id = g.office_id
      join registration.membership m on m.parent_id = g.id and m.member_to is null and m.withdrawn_at is null
      join registration.individual i on i.id = m.individual
      where g.id = any (${ids}::uuid[])
      group by g.id, o.name order by array_position(${ids}::uuid[], g.id)`.execute(tx)
    const shown = rows.flatMap(({ people }) => people)
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'see',
      record: 'individual',
      ids: shown,
      reason: 'families',
    })
    return { families: rows.map(({ people: _people, ...family }) => family) }
  },
})

/** Families offered: as many as fit under a box. Who is not among them is looked for with one more word. */
const MOST = 8
