import type { Column } from './access.ts'
import type { CaseDefinition } from './case.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { RecordDefinition } from './record.ts'

/** The template of papers that follow from the definition alone: every answer that is not protected, and what hangs on the record. */
export const RECORD_TEMPLATE = 'record'

/**
 * A letter, form or card the module prints. With the template `record` it is derived; any other is the module's own, and a command of the
 * document's name prints it.
 */
export interface DocumentDefinition {
  readonly template: string
  readonly record: string
  /** The action that prints it. */
  readonly languages: readonly string[]
  /** Fields and child records that stand on no such paper: it is given to somebody who is not to know them. */
  readonly leavesOut?: readonly string[]
}

/** What is counted: rows of a record by a few of its fields. Derived as a query within the viewer's scope. */
export interface Measure {
  readonly record: string
  readonly by: readonly string[]
}

/**
 * All that the house needs to know about one module. Plain data: no functions, so that storage, API, screens, documents, search,
 * warehouse and the manual can each read their part of it.
 */
export interface Module {
  /** Also the database schema and the path in the API: `tracing` -> `tracing.request`, `/api/tracing/request`. */
  readonly name: string
  /** Root records first, children after their parents. Table of a record: `MODULE.RECORD`. */
  readonly records: Readonly<Record<string, RecordDefinition>>
  /** Which record moves through the lifecycle; `state` is a column of it. Null: nothing moves. */
  readonly lifecycle: { readonly record: string; readonly table: Lifecycle<string, string> } | null
  /** What makes its root record a case; null for modules that are none. */
  readonly case: CaseDefinition | null
  readonly access: Column
  readonly documents: Readonly<Record<string, DocumentDefinition>>
  readonly measures: Readonly<Record<string, Measure>>
  /** Where the module stands in the menu; null keeps it out (its screens are reached from others). Icons are Tabler names. */
  readonly menu: { readonly icon: string; readonly order: number } | null
}

export function defineModule<const M extends Partial<Module> & Pick<Module, 'name' | 'records' | 'access'>>(
  module: M,
): M & Module {
  return { lifecycle: null, case: null, documents: {}, measures: {}, menu: null, ...module }
}
