import { type FindingCode, WORDS } from './words.ts'

/**
 * `error`: a receiving state's import refuses the file. `warning`: probably wrong; somebody says that it is right, or corrects it. `notice`: worth
 * a look.
 */
export type Severity = 'error' | 'warning' | 'notice'

/** One thing that is wrong, where, and what helps. Never a name or another answer of a person; of codes, the code. */
export interface Finding {
  readonly severity: Severity
  readonly code: FindingCode
  /** `CASE[1]/dataIndividual[2]/SexCode`; empty: the whole file. */
  readonly path: string
  /** In the file, from 1. Null: the form was not read from a file. */
  readonly line: number | null
  /** What is wrong, in plain English. */
  readonly says: string
  /** What to do about it. */
  readonly remedy: string
}

export type Values = Readonly<Record<string, string | number>>

/** More characters of a code are not repeated: a code is short, and what is longer may be somebody's name in the wrong place. */
const MOST_REPEATED = 12

const shown = (value: string | number): string => {
  const text = String(value)
  return text.length > MOST_REPEATED ? `${text.slice(0, MOST_REPEATED)}…` : text
}

const filled = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

export function finding(
  severity: Severity,
  code: FindingCode,
  path: string,
  line: number | null,
  values: Values = {},
): Finding {
  const safe = values.value === undefined ? values : { ...values, value: shown(values.value) }
  const [says, remedy] = WORDS[code]
  return { severity, code, path, line, says: filled(says, safe), remedy: filled(remedy, safe) }
}
