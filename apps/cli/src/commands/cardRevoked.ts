import { signRevoked } from '@nansen/documents'
import type { CliCommand } from '../command.ts'
import { withOwner } from '../openDatabase.ts'
import { openForLooking } from '../openForLooking.ts'
import { readSettings, type Settings } from '../settings.ts'

export const cardRevoked: CliCommand = {
  name: 'card revoked',
  usage: '[--demo]',
  summary: 'Prints a signed list of papers that no longer count.',
  help: `Prints the numbers of cards, attestations and certificates that were replaced, spoiled, given back or cancelled before their last day,
with what became of them and when, under the server's signature. They name nobody. Whoever checks papers without a network takes it along:
  nansen card revoked > 2026-11-22.txt
  nansen card verify TEXT --key KEYS --revoked 2026-11-22.txt
  --demo   of "nansen demo"
Works beside a running server.`,
  options: { demo: 'flag' },
  run: async ({ flags }) => {
    const settings = readSettings(flags.has('demo') ? 'demo' : 'real')
    process.stdout.write(await revokedList(settings, new Date().toISOString().slice(0, 10)))
  },
}

async function revokedList(settings: Settings, asOf: string): Promise<string> {
  const installation = await openForLooking(settings)
  try {
    const { rows } = await withOwner(installation.database.ownerUrl, client =>
      client.query<{ number: string; ended: string; endedOn: string }>(
        `select number, ended, ended_on::text as "endedOn" from papers.revoked($1)`,
        [asOf],
      ),
    )
    return signRevoked(installation.keys.store.papers, asOf, rows)
  } finally {
    await installation.stop()
  }
}
