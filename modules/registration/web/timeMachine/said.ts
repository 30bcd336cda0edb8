import type { PartialDate } from '@nansen/kernel'
import { ageRange } from '@nansen/kernel'
import { type CodeEntry, entryLabel, type Words } from '@nansen/ui'
import type { Compared } from '../../timeMachine/frames.ts'

/** Lists whose codes a frame shows. */
export interface Lists {
  readonly relationship: readonly CodeEntry[]
  readonly country: readonly CodeEntry[]
  readonly marital_status: readonly CodeEntry[]
}

/** What was said of somebody, in words. */
export function said(
  words: Words,
  lists: Lists,
  groups: Readonly<Record<string, string>>,
  what: Compared | 'known',
  value: string | null | undefined,
  day: string,
): string {
  if (value === undefined) return words.say('registration.past.nobodyKnows')
  if (value === null)
    return words.say(`registration.past.${what === 'group' || what === 'known' ? `no-${what}` : 'nothing'}`)
  const listed = (list: readonly CodeEntry[]) => {
    const entry = list.find(({ code }) => code === value)
    return entry === undefined ? value : entryLabel(entry, words)
  }
  if (what === 'born') return bornInWords(words, value as PartialDate, day)
  if (what === 'relationship') return listed(lists.relationship)
  if (what === 'nationality') return listed(lists.country)
  if (what === 'marital_status') return listed(lists.marital_status)
  if (what === 'sex' || what === 'process_status') return words.option('registration', 'individual', what, value)
  if (what === 'legal_status') return words.option('registration', 'legal_status', 'status', value)
  return what === 'group' ? (groups[value] ?? words.say('registration.past.otherGroup')) : value
}

/** A birth with the age it made on that day. */
function bornInWords(words: Words, born: PartialDate, day: string): string {
  const { youngest, oldest } = ageRange(born, day)
  const age = youngest === oldest ? String(youngest) : `${Math.max(youngest, 0)}–${oldest}`
  return oldest < 0 ? words.date(born) : words.say('registration.past.born', { born: words.date(born), age })
}
