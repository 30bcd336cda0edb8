import type { CliCommand } from '../command.ts'
import { evaluate as run } from '../evaluate.ts'

/** Reads its own options: it is a program of its own, for laboratories. */
export const evaluate: CliCommand = {
  name: 'evaluate',
  usage: 'fingerprint|iris|linkage|tracing DIR…',
  summary: 'Measures how well the engine tells people apart, on folders of captures or lists of people.',
  help: 'Run it without folders to see its options.',
  options: 'own',
  run: async ({ words }) => {
    process.exitCode = await run([...words])
  },
}
