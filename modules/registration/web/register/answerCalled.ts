import type { Words } from '@nansen/ui'
import type { MemberForm } from './family.ts'
import { calledInForm } from './member.tsx'

/** What an answer of the form is called: `members.2.person.born` is "Amina Yusuf, Date of birth". */
export function answerCalled(path: string, members: readonly MemberForm[], words: Words): string {
  const parts = path.split('.')
  const [place, index, ...rest] = parts
  if (place !== 'members') return words.field('registration', 'registration_group', fieldOf(parts))
  const name = index === undefined ? null : calledInForm(members[Number(index)], Number(index), words)
  const what = answerName(rest, words)
  return [name, what].filter(part => part !== null).join(', ')
}

/** `person.phone.0.number` is "Telephone 1, Number". */
function answerName(path: readonly string[], words: Words): string | null {
  const [first, second, index, field] = path
  if (first === undefined) return null
  if (first === 'relationship') return words.field('registration', 'membership', 'relationship')
  if (second === undefined || second === 'name') return words.records('registration', 'name')
  if (index === undefined || field === undefined) return words.field('registration', 'individual', second)
  return `${words.record('registration', second)} ${Number(index) + 1}, ${words.field('registration', second, field)}`
}

/** `notSearchedBecause` of the command is `not_searched_because` of the record. */
const fieldOf = (parts: readonly string[]): string =>
  (parts.at(-1) ?? '').replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
