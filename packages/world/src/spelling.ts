import type { SeededRandom } from '@nansen/kernel'
import type { NamePart } from '@nansen/model'
import type { Culture, InventedName } from './names/culture.ts'

/** One name of one person, before a clerk writes it. */
export interface SpokenName {
  readonly part: NamePart['part']
  readonly name: InventedName
}

/** How one clerk writes a spoken name: in the person's script, and in one of the Latin spellings in use. */
export function written(random: SeededRandom, culture: Culture, spoken: readonly SpokenName[]): readonly NamePart[] {
  return spoken.flatMap(({ part, name }) => {
    const latin: NamePart = { part, text: spelling(random, name), script: 'Latn' }
    return culture.script === 'Latn' ? [latin] : [{ part, text: name.native, script: culture.script }, latin]
  })
}

/** Seven clerks of ten use the commonest spelling; the rest share the others. */
function spelling(random: SeededRandom, name: InventedName): string {
  const [common = name.native, ...others] = name.latin
  return others.length === 0 || random.chance(0.7) ? common : random.pick(others)
}

/** The names of one script in the order they are said, mother's and maiden names left out. */
export function display(names: readonly NamePart[], script: NamePart['script']): string {
  return names
    .filter(name => name.script === script && name.part !== 'mother' && name.part !== 'maiden')
    .map(name => name.text)
    .join(' ')
}
