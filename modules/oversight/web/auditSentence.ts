import type { Words } from '@nansen/ui'

/** One line of the audit, as `oversight.audit` answers it. */
export interface AuditLine {
  readonly seq: number
  readonly at: string
  readonly staffId: string | null
  readonly staffName: string | null
  readonly purpose: string | null
  readonly module: string
  readonly action: string
  readonly record: string
  readonly ids: readonly string[]
  readonly fields: readonly string[]
  readonly outcome: 'allow' | 'deny'
  readonly reason: string | null
}

/** What a line says, as a sentence in the reader's language. An act without a sentence of its own is named as it is stored. */
export function auditSentence(line: AuditLine, words: Words): string {
  const who = line.staffName ?? words.say('oversight.audit.nobody')
  const what = thing(line, words)
  const key = sentencesFor(line).find(words.has)
  return key === undefined
    ? words.say('oversight.done.other', { who, what, action: line.action })
    : words.say(key, { who, what })
}

/** The most telling first: what was done to what; what was only tried; what was done, in full and by its first word. */
function sentencesFor({ action, record, outcome, staffId }: AuditLine): readonly string[] {
  const whole = [`${action}.${record}`, action, action.split('.')[0]!]
  const tried = outcome === 'deny' ? whole.map(each => `oversight.tried.${each}`) : []
  const unknown = staffId === null ? tried.map(each => `${each}.unknown`) : []
  return [...unknown, ...tried, ...whole.map(each => `oversight.done.${each}`)]
}

/** A page that shows several kinds of facts at once is one line with all their names. */
function thing({ module, record, ids }: AuditLine, words: Words): string {
  const name = record
    .split(' ')
    .map(each => {
      const key = [`${module}.record.${each}`, `oversight.thing.${each}`].find(words.has)
      return key === undefined ? each : words.say(key)
    })
    .join(', ')
  return ids.length > 1 ? words.say('oversight.audit.several', { what: name, count: ids.length }) : name
}

/** The fields a line speaks of, by their labels. */
export const fieldNames = ({ module, record, fields }: AuditLine, words: Words): readonly string[] =>
  fields.map(field => {
    const key = [
      `${module}.field.${record}.${field}`,
      `oversight.thing.${record}.${field}`,
      `oversight.thing.${field}`,
    ].find(words.has)
    return key === undefined ? field : words.say(key)
  })
