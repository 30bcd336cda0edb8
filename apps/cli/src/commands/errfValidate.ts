import { readFileSync, statSync } from 'node:fs'
import { type Finding, type Severity, validateErrf, XML_LIMITS } from '@nansen/errf'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'

export const errfValidate: CliCommand = {
  name: 'errf validate',
  usage: 'FILE... [--strict] [--json]',
  summary: 'Says what a receiving state would refuse in a resettlement form (eRRF).',
  help: `Reads electronic Resettlement Registration Forms of generation 3.1 or 4.1, and needs no network and no database. Each finding has its line,
its place in the form, what is wrong and what helps; no name is repeated. It is judged by the public schemas and code tables and by the
checks of receiving states; what their own officers ask for besides is not known here.
  error     the file would be refused
  warning   probably wrong: correct it, or know why it is right
  notice    worth a look
  --strict  warnings count, too
  --json    one line a finding, for programs
Exit code 1: an error (or, with --strict, a warning) in any file.`,
  options: { strict: 'flag', json: 'flag' },
  run: async ({ words, flags }) => {
    if (words.length === 0) throw new CannotGoOn('say which: nansen errf validate FILE')
    const counting: readonly Severity[] = flags.has('strict') ? ['error', 'warning'] : ['error']
    const today = new Date().toISOString().slice(0, 10)
    for (const file of words) {
      const findings = validateErrf(contentOf(file), today)
      if (flags.has('json')) for (const found of findings) console.log(JSON.stringify({ file, ...found }))
      else console.log(reportOf(file, findings))
      if (findings.some(each => counting.includes(each.severity))) process.exitCode = 1
    }
  },
}

function contentOf(file: string): Uint8Array {
  const entry = statSync(file, { throwIfNoEntry: false })
  if (!entry?.isFile()) throw new CannotGoOn(`there is no file ${file}`)
  if (entry.size > XML_LIMITS.bytes) throw new CannotGoOn(`${file} is larger than ${XML_LIMITS.bytes} bytes`)
  return readFileSync(file)
}

function reportOf(file: string, findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ severity, line, path, says, remedy }) => [
    `  ${severity.padEnd(7)}  ${line === null ? '' : `line ${line}  `}${path}`,
    `           ${printable(says)} ${printable(remedy)}`,
  ])
  return [`${file}: ${countsOf(findings)}`, ...lines].join('\n')
}

function countsOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing is wrong'
  const count = (severity: Severity): number => findings.filter(each => each.severity === severity).length
  return (['error', 'warning', 'notice'] as const)
    .filter(severity => count(severity) > 0)
    .map(severity => `${count(severity)} ${severity}${count(severity) === 1 ? '' : 's'}`)
    .join(', ')
}

/** What a code holds is read by a person, never obeyed by the terminal. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD')
