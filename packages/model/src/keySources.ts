import type { Module } from './module.ts'
import type { RecordDefinition } from './record.ts'

/** A record whose search keys lead to another: itself, what hangs on it, or what it refers to. */
export interface KeySource {
  readonly module: Module
  readonly record: string
  /** The field of the searched record that refers to it; null for its own keys and those of what hangs on it. */
  readonly through: string | null
}

export const isSearched = ({ fields }: RecordDefinition): boolean =>
  Object.values(fields).some(({ search }) => search !== null)

/** By whose keys a record is found, as far as these modules say. None: it cannot be searched. */
export function keySources(modules: readonly Module[], module: Module, record: string): readonly KeySource[] {
  const own = [record, ...below(module, record)]
    .filter(name => isSearched(module.records[name]!))
    .map(name => ({ module, record: name, through: null }))
  return [...own, ...referred(modules, module.records[record]!)]
}

/** All that hangs on a root, at any depth. What hangs on a child is found with the root. */
function below(module: Module, record: string): readonly string[] {
  if (module.records[record]?.parent !== null) return []
  const under = (name: string): readonly string[] =>
    Object.keys(module.records)
      .filter(child => module.records[child]!.parent === name)
      .flatMap(child => [child, ...under(child)])
  return under(record)
}

/** A reference that not every reader of the record sees leads nowhere. */
function referred(modules: readonly Module[], { fields }: RecordDefinition): readonly KeySource[] {
  return Object.entries(fields).flatMap(([through, { refersTo, sensitivity }]) => {
    if (refersTo === null || sensitivity === 'protected' || sensitivity === 'sealed') return []
    const [name = '', record = ''] = refersTo.split('.')
    const target = modules.find(each => each.name === name)
    const definition = target?.records[record]
    return target !== undefined && definition?.parent === null && isSearched(definition)
      ? [{ module: target, record, through }]
      : []
  })
}
