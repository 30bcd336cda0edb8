import { LANGUAGES } from '@nansen/kernel'
import type pg from 'pg'
import type { ListedCode } from '../../../countries/countries.ts'
import { readCsv } from './linkage/readCsv.ts'

/** Levels below the country itself that forms of an address can show. */
const DEEPEST = 6
const CODE = /^[A-Z]{2}[A-Z0-9]{0,16}$/
const LONGEST = 200

export interface PlacesRead {
  readonly places: readonly ListedCode[]
  /** Line by line, in plain words. With one of them nothing is taken. */
  readonly problems: readonly string[]
}

/**
 * The places of a country from a table with a head `code,parent,en` and, where names have them, `fr`, `ar`, `es`. The first place is the country itself, by its two
 * letters; every other names the one above it. P-codes as OCHA publishes them (COD-AB) fit as they are.
 */
export function readPlaces(text: string, iso2: string): PlacesRead {
  const table = readCsv(text.replace(/^\uFEFF/, ''))
  const [first] = table
  if (first === undefined) return { places: [], problems: ['there is no place in it: a head and at least two lines'] }
  const lacking = ['code', 'parent', 'en'].filter(column => first[column] === undefined)
  if (lacking.length > 0) return { places: [], problems: [`line 1: the head lacks ${lacking.join(', ')}`] }
  // Empty lines are no rows, and count as a person counts who looks for the one that is named.
  const lines = text.split(/\r?\n/).flatMap((line, i) => (line.trim() === '' ? [] : [i + 1]))
  const rows = table.map((cells, i) => ({ line: lines[i + 1]!, of: (column: string) => cells[column] ?? '' }))
  const parents = new Map(rows.map(({ of }) => [of('code'), of('parent')]))
  const seen = new Map<string, number>()
  const problems = rows.flatMap(({ line, of }) => {
    const wrong = wrongWith(of, iso2, parents, seen.get(of('code')))
    if (!seen.has(of('code'))) seen.set(of('code'), line)
    return wrong === null ? [] : [`line ${line}: ${wrong}`]
  })
  if (!parents.has(iso2)) problems.unshift(`the country itself is missing: a line ${iso2} without a parent`)
  return { places: problems.length > 0 ? [] : rows.map(({ of }) => placeOf(of, parents)), problems }
}

type Cells = (column: string) => string

function wrongWith(of: Cells, iso2: string, parents: ReadonlyMap<string, string>, before?: number): string | null {
  const [code, parent] = [of('code'), of('parent')]
  if (!CODE.test(code)) return `"${code}" is no P-code: two letters of the country, then capital letters and digits`
  if (!code.startsWith(iso2)) return `${code} is not of this country: its places begin with ${iso2}`
  if (before !== undefined) return `${code} stands in line ${before} already`
  if (of('en') === '') return `${code} has no name in English`
  if (LANGUAGES.some(language => of(language).length > LONGEST))
    return `${code} has a name of more than ${LONGEST} letters`
  if (code === iso2) return parent === '' ? null : `${code} is the country: nothing is above it`
  if (parent === '') return `${code} does not say what is above it`
  if (!parents.has(parent)) return `${code} lies in ${parent}, which is not in the file`
  return levelOf(code, parents) > DEEPEST ? `${code} lies in a circle, or deeper than ${DEEPEST} levels` : null
}

/** 0 for the country. One more than the deepest when the way up does not end. */
function levelOf(code: string, parents: ReadonlyMap<string, string>): number {
  let level = 0
  for (let at = parents.get(code) ?? ''; at !== '' && level <= DEEPEST; at = parents.get(at) ?? '') level++
  return level
}

/** A name that is missing in a language is the English one, as gazetteers have it. */
function placeOf(of: Cells, parents: ReadonlyMap<string, string>): ListedCode {
  const label = Object.fromEntries(LANGUAGES.map(language => [language, of(language) || of('en')]))
  const parent = of('parent')
  return {
    code: of('code'),
    label: label as ListedCode['label'],
    ...(parent === '' ? {} : { parent }),
    external: { level: levelOf(of('code'), parents) },
  }
}

export interface PlacesTaken {
  readonly added: number
  readonly changed: number
  readonly retired: number
}

/** Takes the places of a country: all of them. One that is no longer named is offered no more and stays where it was written. Twice the same changes nothing. */
export async function loadPlaces(
  client: pg.ClientBase,
  iso2: string,
  places: readonly ListedCode[],
): Promise<PlacesTaken> {
  const rows = places.map((each, position) => ({ ...each, position, parent: each.parent ?? null }))
  const { rows: told } = await client.query<PlacesTaken>(
    `with meant as (select code, label, position, parent, external from jsonb_to_recordset($1)
         as r (code text, label jsonb, position int, parent text, external jsonb)),
       put as (insert into ref.code (list, code, label, position, parent, external)
         select 'place', code, label, position, parent, external from meant
         on conflict (list, code) do update set label = excluded.label, position = excluded.position, parent = excluded.parent,
           external = code.external || excluded.external, valid_to = null
         where (code.label, code.position, code.parent, code.external, code.valid_to)
           is distinct from (excluded.label, excluded.position, excluded.parent, code.external || excluded.external, null)
         returning xmax = 0 as is_new),
       gone as (update ref.code c set valid_to = current_date
         where c.list = 'place' and (c.code = $2 or starts_with(c.code, $2)) and c.valid_to is null
           and not exists (select from meant m where m.code = c.code) returning 1)
     select (select count(*)::int from put where is_new) as added, (select count(*)::int from put where not is_new) as changed,
       (select count(*)::int from gone) as retired`,
    [JSON.stringify(rows), iso2],
  )
  return told[0]!
}
