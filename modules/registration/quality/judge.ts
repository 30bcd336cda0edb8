import { createHash } from 'node:crypto'
import { REGISTRATION_LEVELS } from '../fields/individual.ts'
import { expectedOf, isAnswered, type Levels, USUAL_LEVELS } from '../levels.ts'
import { agesOf, type Facts, isBornHere } from './facts.ts'
import { RULES, type Severity } from './rules.ts'

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

/** What an operation makes of the rules, and what is answered by one person of it. */
export interface Setting {
  readonly levels: Levels
  /** Where the operation says otherwise than the program; `off`: not looked at. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>
  /** Names of the questions that have an answer, or a reason why they have none. */
  readonly answered: readonly string[]
}

/** Nothing said by the operation, and answered what the facts themselves show. */
const usually = ({ answers, papers, addresses, consent }: Facts): Setting => ({
  levels: USUAL_LEVELS,
  severities: {},
  answered: [
    ...answers,
    ...(papers.length > 0 ? ['document_held'] : []),
    ...(addresses.length > 0 ? ['address'] : []),
    ...(consent ? ['consent'] : []),
  ],
})

/** Judges everybody counted among these, each beside those who live with them. @param on the day, `YYYY-MM-DD`. */
export function judge(
  people: readonly Facts[],
  on: string,
  settingOf: (person: Facts) => Setting = usually,
): readonly Judgement[] {
  const households = Map.groupBy(people, ({ group, id }) => group ?? id)
  return people
    .filter(({ counted }) => counted)
    .map(person => {
      const { levels, severities, answered } = settingOf(person)
      const asked = askedOf(person, levels, on)
      const all = new Set(answered)
      const missing = asked.filter(name => !isAnswered(name, all))
      const household = (households.get(person.group ?? person.id) ?? []).toSorted(bySequence)
      const judged = { person, household, on, missing }
      return {
        id: person.id,
        level: person.level,
        asked: asked.length,
        answered: asked.length - missing.length,
        findings: RULES.flatMap(({ name, severity, looksAt, holds }) => {
          const here = severities[name] ?? severity
          return here === 'off' || !holds(judged)
            ? []
            : [{ rule: name, severity: here, facts: hashOf([name, looksAt(judged)]) }]
        }),
      }
    })
}

/** What their level asks of somebody of their age: the same that the person's page counts. */
function askedOf(person: Facts, levels: Levels, on: string): readonly string[] {
  const level = REGISTRATION_LEVELS.find(each => each === person.level)
  const age = person.born === null ? null : agesOf(person, on).youngest
  return level === undefined ? [] : expectedOf(levels[level], age, isBornHere(person))
}

const bySequence = (one: Facts, other: Facts) => (one.sequence ?? 0) - (other.sequence ?? 0)
const hashOf = (looked: unknown): string =>
  createHash('sha256').update(JSON.stringify(looked)).digest('hex').slice(0, HASH)

/** Changes when a rule does: everybody is then judged anew. Raise `EDITION` when a rule's meaning changes and its name does not. */
const EDITION = 2
export const RULES_EDITION = hashOf([EDITION, RULES.map(({ name, severity }) => [name, severity])])
