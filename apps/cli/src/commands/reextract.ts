import { reextracting } from '@nansen/identity/server'
import type { CliCommand } from '../command.ts'
import { matcherConfigOf } from '../duties.ts'
import { openInstallation } from '../installation.ts'
import { readSettings } from '../settings.ts'

export const reextract: CliCommand = {
  name: 'reextract',
  usage: '[--demo]',
  summary: 'Makes fingers and eyes that an older version stored anew, from their images.',
  help: `A server does this by itself after a start, beside its other work; with this it is done before anybody comes.
Each template stays in force until its better one takes its place; one whose image is gone or too poor stays as it is. Every opening of an image is
in the audit. Stop it whenever you like: it goes on where it stood. Stop the server first when it uses the database of npm.
  --demo   the installation of "nansen demo"`,
  options: { demo: 'flag' },
  run: async ({ flags }) => {
    const installation = await openInstallation(readSettings(flags.has('demo') ? 'demo' : 'real'), console.log)
    try {
      const work = await reextracting(matcherConfigOf(installation), ({ waiting, done, kept }) =>
        console.log(`${done} extracted again, ${kept} kept as they were, ${waiting} wait`),
      )
      if (work === null) console.log('Nothing is older than this version.')
      else await work.done
    } finally {
      await installation.stop()
    }
  },
}
