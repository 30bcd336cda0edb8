import type { NamePart, RecordDefinition } from '@nansen/model'
import type { Words } from '../language/words.ts'

/** Where a record's labels stand. */
export interface TitlePlace {
  readonly module: string
  readonly record: string
  readonly definition: RecordDefinition
}

/** What a record is called in lists: its title fields, those that are filled, in order. */
export function titleOf(place: TitlePlace, row: Readonly<Record<string, unknown>>, words: Words): string {
  const parts = place.definition.title.map(name => plainText(place, name, row[name], words)).filter(text => text !== '')
  return parts.length === 0 ? words.say('ui.untitled') : parts.join(' · ')
}

function plainText({ module, record, definition }: TitlePlace, name: string, value: unknown, words: Words): string {
  const field = definition.fields[name]
  if (value === null || value === undefined) return ''
  if (field?.kind === 'name-part') return (value as NamePart).text
  if (field?.kind === 'partial-date' || field?.kind === 'date') return words.date(String(value))
  if (field?.kind === 'instant') return words.instant(String(value))
  const option = (code: unknown) =>
    field?.codes.includes(String(code)) ? words.option(module, record, name, String(code)) : String(code)
  return Array.isArray(value) ? value.map(option).join(', ') : option(value)
}
