import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { noteCare } from '../noteCare.ts'
import { withOwner } from '../openDatabase.ts'
import { openForLooking } from '../openForLooking.ts'
import { readSettings, type Settings } from '../settings.ts'

export const auditCheckpoint: CliCommand = {
  name: 'audit checkpoint',
  usage: '[--demo]',
  summary: 'Prints the newest signed checkpoint of the audit, to be kept elsewhere.',
  help: `Prints a few lines: where the log stands, how many rows it has, what they are, and the server's signature. They name nobody.
Send them out of the house every day, to a file, a mailbox or paper that whoever runs the server cannot reach:
  nansen audit checkpoint > 2026-11-22.txt
"nansen audit verify --checkpoint FILE" later says whether the log still leads there.
  --demo   of "nansen demo"
Works beside a running server.`,
  options: { demo: 'flag' },
  run: async ({ flags }) => {
    process.stdout.write(await newestCheckpoint(readSettings(flags.has('demo') ? 'demo' : 'real'), { taken: true }))
  },
}

/** A signed note (C2SP), as `audit verify --checkpoint` reads it. @throws CannotGoOn when nothing was signed yet */
export async function newestCheckpoint(settings: Settings, o: { readonly taken?: true } = {}): Promise<string> {
  const installation = await openForLooking(settings)
  try {
    const { rows } = await withOwner(installation.database.ownerUrl, client =>
      client.query<{ note: string }>('select note from audit.checkpoint order by size desc limit 1'),
    )
    const [newest] = rows
    if (newest === undefined)
      throw new CannotGoOn(
        'no checkpoint was signed yet: a running server signs one every minute in which something was written',
      )
    if (o.taken) await noteCare(installation.database.ownerUrl, 'take-out', 'checkpoint')
    return newest.note
  } finally {
    await installation.stop()
  }
}
