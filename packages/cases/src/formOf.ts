import type { Module } from '@nansen/model'

/**
 * The module as the form of one case was: its root without fields that a later version brought, and without those that the case's version asked
 * no more; one that is answered stays, whichever version it is of.
 */
export function formOf(module: Module, row: Readonly<Record<string, unknown>>): Module {
  const { record, form } = module.case!
  const { since = {}, until = {}, days = {} } = form
  const opened = typeof row.form_version === 'number' ? row.form_version : 1
  const root = module.records[record]!
  const day = typeof row.created_at === 'string' ? row.created_at.slice(0, '2026-11-22'.length) : null
  const isAsked = (name: string) =>
    (since[name] ?? 1) <= opened &&
    opened <= (until[name] ?? Number.POSITIVE_INFINITY) &&
    (day === null || (days[name] ?? day) <= day)
  const gone = Object.keys(root.fields).filter(name => !isAsked(name) && row[name] == null)
  if (gone.length === 0) return module
  const fields = Object.fromEntries(Object.entries(root.fields).filter(([name]) => !gone.includes(name)))
  return { ...module, records: { ...module.records, [record]: { ...root, fields } } }
}
