import { availableParallelism, loadavg } from 'node:os'
import type { Noted } from './auditCost.ts'
import type { Share } from './bytes.ts'
import type { Measured } from './measure.ts'
import type { Judged } from './policies.ts'

/** Processor time in milliseconds for one request; null where the system does not tell. */
export interface Spent {
  readonly server: number
  readonly database: number | null
  readonly clients: number
}

/** Two runs of each, taken in turns. */
export interface Line {
  readonly name: string
  readonly product: readonly [Measured, Measured]
  readonly spent: readonly [Spent, Spent]
  /** Null where no bare SQL is the same question. */
  readonly bare: readonly [Measured, Measured] | null
}

export interface Report {
  readonly people: number
  readonly clients: number
  /** The database was read into memory first. */
  readonly isWarm: boolean
  readonly lines: readonly Line[]
  readonly policies: readonly Judged[]
  readonly audit: readonly Noted[]
  readonly shares: readonly Share[]
}

const mean = (a: number, b: number): number => (a + b) / 2
const ms = (value: number, width = 8): string => value.toFixed(value < 10 ? 2 : 1).padStart(width)

/** Tables of medians, 95 % and ratios, and under what load they were taken. */
export function reportLines({ people, clients, isWarm, lines, policies, audit, shares }: Report): string {
  return [
    `${people} people, ${clients} clients at once, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}, ${isWarm ? 'read into memory first' : 'larger than the memory'}`,
    `${'over HTTP, as somebody'.padEnd(22)}   p50 ms   p95 ms  slowest  a second | ms of processor a request: server database clients | bare SQL p50  ratio`,
    ...lines.map(row),
    '',
    `${'row policies'.padEnd(26)}  with ms  without  ratio`,
    ...policies.map(each => compared(each.name, each.withPolicies, each.without)),
    '',
    `${'audit and history'.padEnd(26)}  with ms  without  ratio`,
    ...audit.map(each => compared(each.name, each.withAudit, each.without)),
    '',
    `${'on disk'.padEnd(26)}  bytes a person`,
    ...shares.map(({ name, bytes }) => `${name.padEnd(26)} ${(bytes / people).toFixed(0).padStart(10)}`),
  ].join('\n')
}

const compared = (name: string, one: number, other: number): string =>
  `${name.padEnd(26)} ${ms(one)} ${ms(other)} ${(one / other).toFixed(2).padStart(6)}`

function row({ name, product, spent, bare }: Line): string {
  const [p50, p95] = [mean(product[0].p50, product[1].p50), mean(product[0].p95, product[1].p95)]
  const rate = mean(product[0].perSecond, product[1].perSecond).toFixed(0).padStart(9)
  const [one, two] = spent
  const database =
    one.database === null || two.database === null ? '?'.padStart(8) : ms(mean(one.database, two.database))
  const cost = `${ms(mean(one.server, two.server), 34)} ${database} ${ms(mean(one.clients, two.clients), 7)}`
  const plain = bare === null ? null : mean(bare[0].p50, bare[1].p50)
  const ratio = plain === null ? '' : `${ms(plain, 13)} ${(p50 / plain).toFixed(1).padStart(6)}`
  const slowest = Math.max(product[0].slowest, product[1].slowest)
  return `${name.padEnd(22)} ${ms(p50)} ${ms(p95)} ${ms(slowest)} ${rate} | ${cost} | ${ratio}`
}
