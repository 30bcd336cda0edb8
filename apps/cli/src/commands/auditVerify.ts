import { existsSync, readFileSync } from 'node:fs'
import { checkpointVerifier, readCheckpoint, type Verdict, verifyAudit } from '@nansen/store'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand, CliInput } from '../command.ts'
import { storeOf } from '../installation.ts'
import { openForLooking } from '../openForLooking.ts'
import { readSettings } from '../settings.ts'

export const auditVerify: CliCommand = {
  name: 'audit verify',
  usage: '[--checkpoint FILE] [--demo]',
  summary: 'Reads the whole audit again and says whether anything in it was changed.',
  help: `Compares every row with the tree that was built over it and with every signed checkpoint, and names the first place that differs.
Whoever holds the server's key could rewrite the end of the log and sign it again: only a checkpoint that was kept elsewhere shows
that. Keep one outside, for example the printed one of the day, and bring it along.
  --checkpoint FILE   a checkpoint kept elsewhere
  --demo              the audit of "nansen demo"
Works beside a running server. Exit code 1: something was changed.`,
  options: { checkpoint: 'value', demo: 'flag' },
  run: async input => {
    const settings = readSettings(input.flags.has('demo') ? 'demo' : 'real')
    const installation = await openForLooking(settings)
    const store = storeOf(installation, () => undefined)
    try {
      const checkpoint = readGiven(input, installation.keys.store)
      report(await verifyAudit(store, checkpoint === null ? {} : { checkpoint }), checkpoint !== null)
    } finally {
      await store.close()
      await installation.stop()
    }
  },
}

function readGiven(input: CliInput, keys: Parameters<typeof checkpointVerifier>[0]): string | null {
  const file = input.values.get('checkpoint')
  if (file === undefined) return null
  if (!existsSync(file)) throw new CannotGoOn(`there is no file ${file}`)
  const note = readFileSync(file, 'utf8')
  const checkpoint = readCheckpoint(note, checkpointVerifier(keys))
  if (!checkpoint) throw new CannotGoOn(`${file} is not a checkpoint that this installation signed`)
  console.log(`The checkpoint you brought is of ${checkpoint.at} and covers ${checkpoint.size} rows.`)
  return note
}

const FAULTS: Readonly<Record<NonNullable<Verdict['fault']>['what'], string>> = {
  'row-changed': 'a row is not what was written',
  'row-missing': 'a row is missing',
  'tree-differs': 'a row and its leaf were changed together',
  'checkpoint-forged': 'a stored checkpoint was not signed by this installation',
  'checkpoint-differs': 'the log is not the one a checkpoint was signed over',
  'log-shorter-than-checkpoint': 'the log is shorter than it was: its end was cut off',
}

function report({ size, root, checkpoints, waiting, fault }: Verdict, brought: boolean): void {
  if (fault) throw new CannotGoOn(`THE AUDIT WAS CHANGED: ${FAULTS[fault.what]}, at position ${fault.position}`)
  console.log(`The audit is whole: ${size} rows, ${checkpoints} checkpoints, root ${root.toString('base64')}.`)
  if (waiting > 0) console.log(`${waiting} newer rows wait for their position; nothing vouches for them yet.`)
  if (!brought)
    console.log('Without a checkpoint kept elsewhere nobody can say that its end was not cut off: see --checkpoint.')
}
