import { availableParallelism, loadavg } from 'node:os'
import type { Measured } from './measure.ts'

/** Two runs of each, taken in turns. */
export interface Line {
  readonly name: string
  readonly product: readonly [Measured, Measured]
  readonly bare: readonly [Measured, Measured]
}

const mean = (a: number, b: number): number => (a + b) / 2

/** A table of medians, 95 % and ratios, and under what load it was taken. */
export function reportLines(people: number, clients: number, lines: readonly Line[]): string {
  const head = `${people} people, ${clients} clients at once, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}
${'over HTTP, as somebody'.padEnd(20)}     p50 ms   p95 ms   per second | bare SQL p50 ms   ratio`
  return [head, ...lines.map(row)].join('\n')
}

function row({ name, product, bare }: Line): string {
  const p50 = mean(product[0].p50, product[1].p50)
  const p95 = mean(product[0].p95, product[1].p95)
  const rate = mean(product[0].perSecond, product[1].perSecond)
  const plain = mean(bare[0].p50, bare[1].p50)
  const cells = [p50.toFixed(1).padStart(8), p95.toFixed(1).padStart(8), rate.toFixed(0).padStart(12)]
  return `${name.padEnd(22)}  ${cells.join(' ')} | ${plain.toFixed(1).padStart(15)} ${(p50 / plain).toFixed(1).padStart(7)}`
}
