import type { CliCommand } from '../command.ts'
import { openInstallation } from '../installation.ts'
import { readSettings } from '../settings.ts'

export const migrate: CliCommand = {
  name: 'migrate',
  usage: '[--demo]',
  summary: 'Brings the database up to date.',
  help: `Makes what is missing in the database and changes nothing that is already there; safe to repeat.
"nansen start" does it by itself. With DATABASE_URL it works on that database, and needs its owner there.
  --demo   the database of "nansen demo"`,
  options: { demo: 'flag' },
  run: async ({ flags }) => {
    const installation = await openInstallation(readSettings(flags.has('demo') ? 'demo' : 'real'), console.log)
    await installation.stop()
    const { applied } = installation
    console.log(applied.length === 0 ? 'The database was up to date.' : `Applied: ${applied.join(', ')}.`)
  },
}
