import type { Consequence, Follows } from '@nansen/store'
import { sql } from 'kysely'

interface Foreseen {
  readonly module: string
  readonly number: string
  readonly does: 'leave' | 'task' | 'move'
  /** The kind of task, or the move. */
  readonly task: string | null
}

/**
 * What happens to people reaches every open case they are in, as each module's definition says (`events`). What is said before covers the
 * cases that the asker may read; what is done covers all, and shows nothing.
 */
export const follows: Follows = {
  async foresee(tx, _asking, { name, ids }) {
    const { rows } = await sql<Foreseen>`
      select distinct module, number, does, task from cases.foresee(${name}, ${ids}::uuid[]) order by number, does`.execute(
      tx,
    )
    return rows.map(
      ({ module, number, does, task }): Consequence => ({
        label: `case.consequence.${does}`,
        severity: does === 'task' ? 'info' : 'warning',
        values: { number, module, ...(task === null ? {} : { what: task }) },
      }),
    )
  },
  async follow(tx, _asking, { name, ids, on }) {
    await sql`select cases.tell(${name}, ${ids}::uuid[], ${`${on}-01-01`.slice(0, 10)}::date)`.execute(tx)
  },
}
