import { type Field, type Module, may, type RecordDefinition, type Sensitivity, type Session } from '@nansen/model'

/** The definition as far as somebody may know of it; null when it does not exist for them. */
export function moduleFor(session: Session, module: Module): Module | null {
  if ((session.grants[module.name] ?? []).length === 0) return null
  const seen = sensitivitiesFor(session, module.name)
  const records = Object.fromEntries(
    Object.entries(module.records).map(([name, record]) => [
      name,
      onlyFields(record, field => seen.has(field.sensitivity)),
    ]),
  )
  return { ...module, records, measures: measuresFor(module, records), access: {} }
}

/** Counts by what somebody may know of. */
function measuresFor(module: Module, records: Module['records']): Module['measures'] {
  return Object.fromEntries(
    Object.entries(module.measures).map(([name, { record, by }]) => [
      name,
      { record, by: by.filter(field => field === 'state' || records[record]?.fields[field] !== undefined) },
    ]),
  )
}

/**
 * Who only sees summaries gets the fields that are open to all. Who writes down what they may not read back still needs the field
 * in the form.
 */
function sensitivitiesFor(session: Session, module: string): ReadonlySet<Sensitivity> {
  const works = (level: 'personal' | 'protected') =>
    (['read', 'create', 'change', 'flag'] as const).some(action => may(session, module, action, level))
  const seen = new Set<Sensitivity>(['open'])
  if (works('personal')) seen.add('personal')
  if (works('protected')) for (const each of ['protected', 'sealed'] as const) seen.add(each)
  return seen
}

function onlyFields(record: RecordDefinition, keep: (field: Field<unknown>) => boolean): RecordDefinition {
  const fields = Object.fromEntries(Object.entries(record.fields).filter(([, field]) => keep(field)))
  const known = (names: readonly string[]) => names.filter(name => Object.hasOwn(fields, name))
  const presets = Object.entries(record.presets).map(([name, preset]) => [name, known(preset)] as const)
  return {
    ...record,
    fields,
    title: known(record.title),
    listed: known(record.listed),
    presets: Object.fromEntries(presets),
  }
}
