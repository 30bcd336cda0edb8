import type { FieldProblem, Refusal } from '@nansen/kernel'
import type { Words } from '../language/words.ts'

/** A refusal in the reader's language. The server's own sentence is the last resort: it is plain, but English. */
export function sayRefusal(refusal: Refusal, words: Words): string {
  const key = keyOf(refusal)
  const label = refusal.details.label
  if (typeof label === 'string' && words.has(label)) return words.say(label, valuesOf(refusal.details.values))
  return words.has(key) ? words.say(key) : refusal.message
}

/** What is wrong with one field. */
export const sayProblem = (problem: FieldProblem, words: Words): string =>
  words.say(problem.problem, problem.values ?? {})

/** The fields a refusal speaks of; empty when it is about something else. */
export function problemsOf(refusal: Refusal): readonly FieldProblem[] {
  const { problems, missing } = refusal.details
  if (Array.isArray(problems)) return problems as readonly FieldProblem[]
  return Array.isArray(missing) ? missing.map(path => ({ path: String(path), problem: 'problem.required' })) : []
}

const valuesOf = (values: unknown) => (values ?? {}) as Readonly<Record<string, string | number>>

function keyOf({ code, details }: Refusal): string {
  if (details.offline === true) return 'refusal.offline'
  return details.fault === true ? 'refusal.unexpected' : `refusal.${code}`
}
