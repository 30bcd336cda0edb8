import { defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, TEXT } from './schemas.ts'

interface Colleague {
  readonly staffId: string
  readonly name: string
  /** Open tasks in this module, so that work is given to who has time. */
  readonly openTasks: number
}

/** To whom a case or a task of it can be given. */
export const colleagues = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string; id: string }, { colleagues: readonly Colleague[] }>({
    name: 'cases.colleagues',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({ colleagues: list(object({ staffId: ID, name: TEXT, openTasks: INTEGER })) }),
    showsPeople: false,
    run: async (tx, asking, { module, id }) => {
      const { name } = caseModuleFor(all, asking.session, module, 'change')
      const { rows } = await sql<Colleague>`
        select staff_id as "staffId", name, open_tasks as "openTasks" from cases.colleagues_for(${name}, ${id})`.execute(
        tx,
      )
      return { colleagues: rows }
    },
  })
