import type { Words } from '@nansen/ui'
import { registration } from '../../index.ts'

const MISSING = 'missing-'

/** A finding in words: `missing-born` is "Missing: Date of birth". */
export function findingName(rule: string, words: Words): string {
  if (!rule.startsWith(MISSING)) return words.say(`registration.rule.${rule}`)
  return words.say('registration.quality.missing', { what: questionName(rule.slice(MISSING.length), words) })
}

function questionName(name: string, words: Words): string {
  if (words.has(`registration.quality.${name}`)) return words.say(`registration.quality.${name}`)
  return name in registration.records.individual.fields
    ? words.field('registration', 'individual', name)
    : words.record('registration', name)
}
