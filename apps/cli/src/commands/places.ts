import { existsSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { withOwner } from '../openDatabase.ts'
import { openForLooking } from '../openForLooking.ts'
import { loadPlaces, readPlaces } from '../places.ts'
import { readSettings } from '../settings.ts'

/** Problems that are told at once: whoever has more mends the cause and not the lines. */
const TOLD = 20

export const places: CliCommand = {
  name: 'places',
  usage: 'FILE --country CODE [--look] [--demo]',
  summary: "Takes a country's places, by P-code, for addresses and offices.",
  help: `FILE is a table of comma-separated values with the head
  code,parent,en,fr,ar,es
of which fr, ar and es may be missing. Its first place is the country by its two letters; every other names the place above it. The
tables of administrative boundaries that OCHA publishes (COD-AB) have all of it under other names of columns.
It holds all places of the country: one that it no longer names is offered no more, and stays in the addresses where it was written.
When one line is wrong nothing is taken, and each wrong line is told.
  --country CODE  three letters, as of its offices
  --look          says what is wrong, or how many places there are, and takes nothing
  --demo          of "nansen demo"
Works beside a running server; colleagues see the places when they open a form next.`,
  options: { demo: 'flag', look: 'flag', country: 'value' },
  run: async ({ words: [file], flags, values }) => {
    const country = values.get('country')
    if (file === undefined || country === undefined)
      throw new CannotGoOn('say which and whose: nansen places FILE --country CODE')
    if (!existsSync(file)) throw new CannotGoOn(`there is no file ${file}`)
    const installation = await openForLooking(readSettings(flags.has('demo') ? 'demo' : 'real'))
    try {
      await withOwner(installation.database.ownerUrl, async client => {
        const iso2 = await lettersOf(client, country)
        const read = readPlaces(textOf(file), iso2)
        if (read.problems.length > 0) throw new CannotGoOn(told(read.problems))
        console.log(`${read.places.length} places of ${country} were read.`)
        if (flags.has('look')) return
        const { added, changed, retired } = await loadPlaces(client, iso2, read.places)
        console.log(`${added} are new, ${changed} were changed, ${retired} are offered no more.`)
      })
    } finally {
      await installation.stop()
    }
  },
}

/** @throws CannotGoOn when it is not UTF-8: names saved otherwise would be taken with other letters */
function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch {
    throw new CannotGoOn(`${file} is not in UTF-8: save it as "CSV UTF-8"`)
  }
}

/** @throws CannotGoOn when the country is not in the list of countries */
async function lettersOf(client: pg.ClientBase, country: string): Promise<string> {
  const { rows } = await client.query<{ iso2: string | null }>(
    `select external ->> 'iso2' as iso2 from ref.code where list = 'country' and code = $1`,
    [country],
  )
  const iso2 = rows[0]?.iso2
  if (!iso2) throw new CannotGoOn(`${country} is no country of the list: three capital letters, such as KEN`)
  return iso2
}

const told = (problems: readonly string[]) =>
  [
    'nothing was taken:',
    ...problems.slice(0, TOLD),
    ...(problems.length > TOLD ? [`and ${problems.length - TOLD} more`] : []),
  ].join('\n  ')
