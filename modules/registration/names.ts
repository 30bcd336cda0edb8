import type { NamePart, Script } from '@nansen/model'

/** One part of a person's name, as `name` rows hold it. */
export interface SpokenPart {
  readonly name: NamePart
  /** Order in which the person says the parts. */
  readonly sequence: number
}

/** Parts that stand beside the name and are not said with it. */
export const BESIDE: readonly string[] = ['maiden', 'mother', 'commonly-used']

/** Unicode's name of each script we write. */
const LETTERS: Readonly<Record<Script, RegExp>> = {
  Latn: /\p{Script=Latin}/u,
  Arab: /\p{Script=Arabic}/u,
  Ethi: /\p{Script=Ethiopic}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Mymr: /\p{Script=Myanmar}/u,
  Deva: /\p{Script=Devanagari}/u,
}

/** The whole name in one script, in the order said; null when nothing is written in it. */
export function nameIn(parts: readonly SpokenPart[], script: Script): string | null {
  const said = parts
    .filter(({ name }) => name.script === script && !BESIDE.includes(name.part))
    .toSorted((a, b) => a.sequence - b.sequence)
    .map(({ name }) => name.text.trim().replace(/\s+/gu, ' '))
  return said.length === 0 ? null : said.join(' ').normalize('NFC')
}

/**
 * What lists and cards show: the name in Latin script, and in the person's own. Where nobody wrote it in Latin letters the own script
 * stands for both: a spelling we made up would become the person's name.
 */
export function displayNames(parts: readonly SpokenPart[]): { readonly latin: string; readonly native: string | null } {
  const latin = nameIn(parts, 'Latn')
  const scripts = parts.map(({ name }) => name.script).filter(script => script !== 'Latn')
  const native = scripts.map(script => nameIn(parts, script)).find(name => name !== null) ?? null
  return latin === null ? { latin: native ?? '', native: null } : { latin, native }
}

export type NameProblem = 'registration.problem.name-has-digits' | 'registration.problem.name-in-another-script'

/** Names hold letters of the script they say they are in; the Resettlement Registration Form refuses digits and control characters. */
export function nameProblem({ text, script }: NamePart): NameProblem | null {
  if (/[\p{N}\p{Cc}]/u.test(text)) return 'registration.problem.name-has-digits'
  const letters = [...text].filter(character => /\p{L}/u.test(character))
  const fits = letters.length > 0 && letters.every(letter => LETTERS[script].test(letter))
  return fits ? null : 'registration.problem.name-in-another-script'
}

/** A name's parts as lines `part:script:text`, the way a correction keeps them before and after. */
export const nameLines = (parts: readonly SpokenPart[]): string =>
  parts
    .toSorted((a, b) => a.sequence - b.sequence)
    .map(({ name }) => `${name.part}:${name.script}:${name.text}`)
    .join('\n')

export function partsOfLines(lines: string): readonly SpokenPart[] {
  return lines.split('\n').map((line, at) => {
    const [part, script, ...text] = line.split(':')
    return { name: { part, script, text: text.join(':') } as NamePart, sequence: at + 1 }
  })
}
