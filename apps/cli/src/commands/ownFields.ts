import { readFileSync } from 'node:fs'
import { LANGUAGES } from '@nansen/kernel'
import type { CountryField } from '../../../../countries/countries.ts'
import { modules } from '../../../../modules/registry.gen.ts'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { loadOwnFields } from '../lists.ts'
import { withOwner } from '../openDatabase.ts'
import { openForLooking } from '../openForLooking.ts'
import { readSettings } from '../settings.ts'

export const ownFields: CliCommand = {
  name: 'own-fields',
  usage: 'FILE --country CODE [--demo]',
  summary: "Takes a country's own questions in the forms of cases.",
  help: `FILE is a fields.json as in countries/practice-b: which case module asks what, what kind of answer, labels in four languages. It holds
all of the country's own questions: one that it no longer names is asked no more, and what was answered stays.
  --country CODE  three letters, as of its offices
  --demo          of "nansen demo"
Works beside a running server; colleagues see it when they sign in next.`,
  options: { demo: 'flag', country: 'value' },
  run: async ({ words: [file], flags, values }) => {
    const country = values.get('country')
    if (file === undefined || country === undefined)
      throw new CannotGoOn('say which and whose: nansen own-fields FILE --country CODE')
    const fields = readFields(file, country)
    const installation = await openForLooking(readSettings(flags.has('demo') ? 'demo' : 'real'))
    try {
      await withOwner(installation.database.ownerUrl, client => loadOwnFields(client, [{ country, fields }]))
      console.log(`${fields.length} questions of ${country} are in force.`)
    } finally {
      await installation.stop()
    }
  },
}

function readFields(file: string, country: string): readonly CountryField[] {
  const fields = JSON.parse(readFileSync(file, 'utf8')) as readonly CountryField[]
  for (const field of fields) {
    const wrong = wrongWith(field, country)
    if (wrong !== null) throw new CannotGoOn(`${field.name}: ${wrong}`)
  }
  return fields
}

/** What is wrong with a question that a country declares, in plain words; null: nothing. The database refuses the rest. */
export function wrongWith(
  { module, name, label, choices = [], neededFor }: CountryField,
  country: string,
): string | null {
  const found = modules.find(each => each.name === module)
  if (!found?.case) return `${module} is no case module`
  if (!name.startsWith(`${country.toLowerCase()}_`)) return `its name begins with ${country.toLowerCase()}_`
  const unnamed = LANGUAGES.find(language =>
    [label, ...choices.map(each => each.label)].some(each => !each[language]?.trim()),
  )
  if (unnamed !== undefined) return `it has no label in ${unnamed}`
  const move = neededFor.find(each => !Object.hasOwn(found.lifecycle?.table.moves ?? {}, each))
  return move === undefined ? null : `${module} has no move ${move}`
}
