import type { NamePart, RecordDefinition } from '@nansen/model'
import type { Words } from '../language/words.ts'

/** What a record is called in lists: its title fields, those that are filled, in order. */
export function titleOf(definition: RecordDefinition, row: Readonly<Record<string, unknown>>, words: Words): string {
  const parts = definition.title
    .map(name => plainText(definition.fields[name]?.kind, row[name], words))
    .filter(text => text !== '')
  return parts.length === 0 ? words.say('ui.untitled') : parts.join(' · ')
}

function plainText(kind: string | undefined, value: unknown, words: Words): string {
  if (value === null || value === undefined) return ''
  if (kind === 'name-part') return (value as NamePart).text
  if (kind === 'partial-date' || kind === 'date') return words.date(String(value))
  if (kind === 'instant') return words.instant(String(value))
  return Array.isArray(value) ? value.join(', ') : String(value)
}
