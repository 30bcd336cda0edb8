import { Go, useWords } from '@nansen/ui'
import { findingName } from './findingName.ts'

/** One kind of finding, and how many people have it. */
export interface CountedFinding {
  readonly rule: string
  readonly severity: string
  readonly people: number
}

const SEVERITIES = ['critical', 'warning', 'information']
const byWeight = (one: CountedFinding, other: CountedFinding) =>
  SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || other.people - one.people

interface FindingBarsProps {
  readonly findings: readonly CountedFinding[]
  /** Kinds shown at most, the gravest first. */
  readonly most: number
  /** Added to the address of the list: `&office=…`. */
  readonly more?: string
}

/** What is amiss and with how many, the gravest first; each leads to the people. */
export function FindingBars({ findings, most, more = '' }: FindingBarsProps) {
  const words = useWords()
  const longest = Math.max(1, ...findings.map(({ people }) => people))
  return (
    <ul className="nansen-findings">
      {findings
        .toSorted(byWeight)
        .slice(0, most)
        .map(({ rule, severity, people }) => (
          <li key={rule} data-severity={severity}>
            <Go to={`/registration/quality?rule=${rule}${more}`} className="nansen-finding">
              {findingName(rule, words)}
            </Go>
            <span className="nansen-finding-severity">{words.say(`registration.severity.${severity}`)}</span>
            <span className="nansen-finding-amount">
              <span className="nansen-finding-track" aria-hidden="true">
                <span className="nansen-finding-bar" style={{ inlineSize: `${(people / longest) * 100}%` }} />
              </span>
              <span>{words.say('registration.quality.people', { count: people })}</span>
            </span>
          </li>
        ))}
    </ul>
  )
}
