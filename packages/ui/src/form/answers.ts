import type { FieldProblem } from '@nansen/kernel'
import type { Field, Fields, Module, RecordDefinition } from '@nansen/model'

/** The answers of one record while they are being given. Absent and null both mean: not answered. */
export type Values = Readonly<Record<string, unknown>>

/** A child row on the form. `id` and `version` once it is stored. */
export interface ChildRow {
  /** Stable while the form is open. */
  readonly key: string
  readonly id?: string
  readonly version?: number
  readonly values: Values
  /** Stored, and taken back by whoever fills in the form. */
  readonly withdrawn?: true
}

export interface Answering {
  readonly values: Values
  /** By name of the child record. */
  readonly children: Readonly<Record<string, readonly ChildRow[]>>
}

/**
 * Fields a person answers: those of the preset in its order, else all; never those that commands write, nor sealed ones: what a derived
 * form sends, the server reads. The words of a date are answered with it.
 */
export function asked(
  definition: RecordDefinition,
  preset: string | null,
): readonly (readonly [string, Field<unknown>])[] {
  const names = (preset === null ? undefined : definition.presets[preset]) ?? Object.keys(definition.fields)
  return names.flatMap(name => {
    const field = definition.fields[name]
    const isAsked = field !== undefined && !field.derived && field.says === null && field.sensitivity !== 'sealed'
    return isAsked ? [[name, field] as const] : []
  })
}

/** The records that are edited inside another one, in the order of the definition. */
export const childrenOf = (module: Module, record: string): readonly (readonly [string, RecordDefinition])[] =>
  Object.entries(module.records).filter(([, { parent, apart }]) => parent === record && !apart)

/** Whether its form has anything to ask: what commands alone write is not changed there. */
export const hasForm = (module: Module, record: string): boolean =>
  [module.records[record]!, ...childrenOf(module, record).map(([, child]) => child)].some(
    definition => !definition.appendOnly && Object.values(definition.fields).some(({ derived }) => !derived),
  )

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What is still missing. Only the obvious: the server judges the rest. */
export function missing(
  fields: readonly (readonly [string, Field<unknown>])[],
  values: Values,
  prefix = '',
): readonly FieldProblem[] {
  return fields
    .filter(([name, field]) => !field.optional && isEmpty(values[name]))
    .map(([name]) => ({ path: `${prefix}${name}`, problem: 'problem.required' }))
}

/** The answers that differ from what was read; an answer taken back is null. */
export function changed(fields: Fields, before: Values, now: Values): Values {
  const names = Object.keys(fields).filter(name => !fields[name]!.derived && name in now)
  return Object.fromEntries(names.filter(name => !same(before[name], now[name])).map(name => [name, now[name] ?? null]))
}

/** Whether two answers say the same, however they are written. */
export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

function canonical(value: unknown): string {
  return JSON.stringify(isEmpty(value) ? null : value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** The anchor of a field's input, by the path of its problem: `child.0.field`. */
export const anchorOf = (path: string): string => `answer-${path.replaceAll('.', '-')}`
