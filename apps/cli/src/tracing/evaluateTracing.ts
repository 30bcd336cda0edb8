import { parseArgs } from 'node:util'
import { measureTracing, type TracingReport } from './measureTracing.ts'

const USAGE = `nansen evaluate tracing [--people N] [--json]

Parts families of a practice world and looks for those who are missing, as their relatives describe them, among everybody registered.
Half of the searches are for somebody who never came. Nothing is learnt from the answers.

  --people  people of the practice world (default 10000)
  --json    machine-readable, rates as fractions`

const PEOPLE = 10_000
const FEWEST = 100

/** Runs `nansen evaluate tracing`. @returns the exit code: 0 done, 2 asked wrongly. */
export function evaluateTracing(args: string[]): number {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${USAGE}`)
    return 2
  }
  const report = measureTracing(asked.people)
  console.log(asked.json ? JSON.stringify(report, null, 2) : tracingTable(report))
  return 0
}

function readArgs(args: string[]): { readonly people: number; readonly json: boolean } | string {
  try {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, people: { type: 'string' } } })
    const people = Number(values.people ?? PEOPLE)
    if (!Number.isInteger(people) || people < FEWEST) return `the practice world has at least ${FEWEST} people`
    return { people, json: values.json ?? false }
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem)
  }
}

const fraction = (value: number): string => value.toFixed(3).replace(/^0/, '')
const HEAD = ['searches', 'answers', 'in top ten', 'first', 'over half', 'right']

/** What people read: how many are found, and what a chance is worth. */
function tracingTable({ people, ways }: TracingReport): string {
  const rows = ways.map(({ name, searches, answers, recallAtTen, first, likely, precision }) => [
    name,
    String(searches),
    String(answers),
    ...[recallAtTen, first, likely, precision].map(fraction),
  ])
  const bands = ways.flatMap(({ name, calibration }) =>
    calibration
      .filter(({ from }) => from > 0)
      .map(({ from, pairs, said, true: right }) => [
        name,
        `from ${fraction(from)}`,
        String(pairs),
        ...[said, right].map(fraction),
      ]),
  )
  const lines = [[`among ${people} people`, ...HEAD], ...rows, ['', 'chance', 'people', 'said', 'right'], ...bands]
  return lines.map(line => line.map((cell, at) => (at === 0 ? cell.padEnd(30) : cell.padStart(11))).join('')).join('\n')
}
