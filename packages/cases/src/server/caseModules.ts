import { tableName } from '@nansen/access'
import { Refusal } from '@nansen/kernel'
import { type Action, type CaseDefinition, type Module, may, type Session } from '@nansen/model'
import { type RawBuilder, sql } from 'kysely'

/** A module that is a case, with its rules at hand. */
export interface CaseModule {
  readonly module: Module
  readonly name: string
  readonly rules: CaseDefinition
  /** States in which there is something to do. */
  readonly open: readonly string[]
  /** `needs.need`, to be written into SQL. */
  readonly root: RawBuilder<unknown>
  /** The table of one of its child records. */
  readonly table: (record: string) => RawBuilder<unknown>
}

/** The case modules among all modules, in their order. */
export const caseModules = (modules: readonly Module[]): readonly CaseModule[] =>
  modules.flatMap(module => {
    const { name, case: rules, lifecycle } = module
    if (rules === null || lifecycle === null) return []
    const table = (record: string) => sql.raw(tableName(name, record))
    const open = lifecycle.table.states.filter(state => !rules.closed.includes(state))
    return [{ module, name, rules, open, root: table(rules.record), table }]
  })

/**
 * The one that an input names, for somebody who may do this somewhere in it.
 * @throws Refusal `not-found`, also for a module that does not exist for them; `not-allowed`.
 */
export function caseModuleFor(
  all: readonly CaseModule[],
  session: Session,
  name: string,
  action: Action = 'read',
): CaseModule {
  const found = all.find(each => each.name === name)
  if (found === undefined || (session.grants[name] ?? []).length === 0)
    throw new Refusal('not-found', 'there is nothing here')
  if (!may(session, name, action, 'personal')) throw new Refusal('not-allowed', 'this is not among what you may do')
  return found
}

/** Those in which somebody reads. */
export const readableBy = (all: readonly CaseModule[], session: Session): readonly CaseModule[] =>
  all.filter(({ name }) => may(session, name, 'read', 'personal'))
