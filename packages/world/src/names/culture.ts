import type { Script } from '@nansen/model'

/** A name as its bearer writes it, and the Latin spellings that clerks give it, commonest first. */
export interface InventedName {
  readonly native: string
  readonly latin: readonly string[]
}

/**
 * How a group of people name themselves. `chain`: given, father, grandfather (Arabic, Somali, Ethiopian, Sudanese);
 * `family`: given and an inherited family name; `single`: one name only, with the father's where a second is asked for.
 */
export interface Culture {
  readonly script: Script
  readonly system: 'chain' | 'family' | 'single'
  readonly men: readonly InventedName[]
  readonly women: readonly InventedName[]
  /** Inherited names of families, clans or places; empty where there is none. */
  readonly families: readonly InventedName[]
}

/** Reads a pool written one name a line: `native latin latin…`. Latin-script cultures write the Latin spellings only. */
export function pool(text: string, script: Script): readonly InventedName[] {
  return text
    .trim()
    .split('\n')
    .map(line => {
      const [first = '', ...rest] = line.trim().split(/\s+/)
      return script === 'Latn'
        ? { native: first, latin: [first, ...rest] }
        : { native: first.replaceAll('_', ' '), latin: rest }
    })
}
