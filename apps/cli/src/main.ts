import { fileURLToPath } from 'node:url'
import { CannotGoOn, inPlainWords } from './cannotGoOn.ts'
import type { CliCommand } from './command.ts'
import { fitting, inLines } from './fitting.ts'
import { ensureKernels } from './pages.ts'
import { readInput } from './readInput.ts'
import { leaveOnSignal } from './untilStopped.ts'

/** Loaded when named, so that `nansen --help` does not open a database driver. */
export const COMMANDS: Readonly<Record<string, () => Promise<CliCommand>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  demo: async () => (await import('./commands/demo.ts')).demo,
  migrate: async () => (await import('./commands/migrate.ts')).migrate,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  'audit verify': async () => (await import('./commands/auditVerify.ts')).auditVerify,
  'audit checkpoint': async () => (await import('./commands/auditCheckpoint.ts')).auditCheckpoint,
  'backup key': async () => (await import('./commands/backupKey.ts')).backupKey,
  reextract: async () => (await import('./commands/reextract.ts')).reextract,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  'breached-passwords': async () => (await import('./commands/breachedPasswords.ts')).breachedPasswords,
  'card key': async () => (await import('./commands/cardKey.ts')).cardKey,
  'card revoked': async () => (await import('./commands/cardRevoked.ts')).cardRevoked,
  'card verify': async () => (await import('./commands/cardVerify.ts')).cardVerify,
  capture: async () => (await import('./commands/capture.ts')).capture,
  captures: async () => (await import('./commands/captures.ts')).captures,
  synthesize: async () => (await import('./commands/synthesize.ts')).synthesize,
  bench: async () => (await import('./commands/bench.ts')).bench,
  'linkage learn': async () => (await import('./commands/linkageLearn.ts')).linkageLearn,
  'linkage use': async () => (await import('./commands/linkageUse.ts')).linkageUse,
  'errf validate': async () => (await import('./commands/errfValidate.ts')).errfValidate,
  'errf export': async () => (await import('./commands/errfExport.ts')).errfExport,
  'own-fields': async () => (await import('./commands/ownFields.ts')).ownFields,
  places: async () => (await import('./commands/places.ts')).places,
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluate,
}

/** `nansen WORD …`. Sets the exit code; never exits by itself, so that what was started can end. */
export async function main(given: readonly string[]): Promise<void> {
  try {
    const found = find(given)
    await ensureKernels()
    if (found === null) return console.log(await overview())
    const command = await found.load()
    if (found.rest.includes('--help')) return console.log(helpOf(command))
    leaveOnSignal()
    await command.run(readInput(command, found.rest))
  } catch (error) {
    const words = inPlainWords(error)
    console.error(words === null ? error : `nansen: ${words}`)
    process.exitCode = 1
  }
}

/** The longest name that the words begin with: `audit verify` before `audit`. Null: help is wanted. */
function find(
  given: readonly string[],
): { readonly load: () => Promise<CliCommand>; readonly rest: readonly string[] } | null {
  if (given.length === 0 || given[0] === '--help' || given[0] === 'help') return null
  for (const words of [2, 1]) {
    const load = COMMANDS[given.slice(0, words).join(' ')]
    if (load) return { load, rest: given.slice(words) }
  }
  throw new CannotGoOn(`there is no command "${given[0]}": see nansen --help`)
}

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map(load => load()))
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${inLines(summary, width + 4)}`)
  return `Nansen registers refugees, protects their identity and follows their cases.

${lines.join('\n')}

nansen COMMAND --help says more. From the environment:
  PORT          where it serves (default 3000)
  NANSEN_DATA   folder of the database that npm installed
  NANSEN_KEYS   file of the server's keys, outside that folder
  DATABASE_URL  a PostgreSQL (15 or newer) of your own, as its owner, instead
  NANSEN_ORIGIN, NANSEN_HOST and others: see nansen start --help`
}

const helpOf = ({ name, usage, summary, help }: CliCommand): string =>
  `${inLines(`nansen ${name} ${usage}`, 'nansen '.length, 0)}\n\n${inLines(summary, 0)}\n\n${fitting(help)}`

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
