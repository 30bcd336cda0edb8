import { createHash } from 'node:crypto'
import type { Facts } from './facts.ts'
import { isAsked, QUESTIONS, RULES, type Severity } from './rules.ts'

/** How a person's record stands. */
export interface Judgement {
  readonly id: string
  readonly level: string
  /** Questions of their level and age, and those with an answer. */
  readonly asked: number
  readonly answered: number
  readonly findings: readonly { readonly rule: string; readonly severity: Severity; readonly facts: string }[]
}

/** Hexadecimal digits kept of a hash of facts: what is compared is one rule of one person, so that chance finds no other. */
const HASH = 32

/** Judges everybody counted among these, each beside those who live with them. @param on the day, `YYYY-MM-DD`. */
export function judge(people: readonly Facts[], on: string): readonly Judgement[] {
  const households = Map.groupBy(people, ({ group, id }) => group ?? id)
  return people
    .filter(({ counted }) => counted)
    .map(person => {
      const household = (households.get(person.group ?? person.id) ?? []).toSorted(bySequence)
      const judged = { person, household, on }
      const asked = QUESTIONS.filter(question => isAsked(question, person, on))
      return {
        id: person.id,
        level: person.level,
        asked: asked.length,
        answered: asked.filter(({ answered }) => answered(person)).length,
        findings: RULES.filter(({ holds }) => holds(judged)).map(({ name, severity, looksAt }) => ({
          rule: name,
          severity,
          facts: hashOf([name, looksAt(judged)]),
        })),
      }
    })
}

const bySequence = (one: Facts, other: Facts) => (one.sequence ?? 0) - (other.sequence ?? 0)
const hashOf = (looked: unknown): string =>
  createHash('sha256').update(JSON.stringify(looked)).digest('hex').slice(0, HASH)

/** Changes when a rule does: everybody is then judged anew. Raise `EDITION` when a rule's meaning changes and its name does not. */
const EDITION = 1
export const RULES_EDITION = hashOf([EDITION, RULES.map(({ name, severity }) => [name, severity])])
