import type { Language } from '@nansen/kernel'
import { SCRIPTS, type Script } from '@nansen/model'

const LETTERS: Readonly<Record<Script, RegExp>> = {
  Latn: /\p{Script=Latin}/u,
  Arab: /\p{Script=Arabic}/u,
  Ethi: /\p{Script=Ethiopic}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Mymr: /\p{Script=Myanmar}/u,
  Deva: /\p{Script=Devanagari}/u,
}

/** The script most of the letters are in, or null when there is no letter of a script we know. */
export function scriptOf(text: string): Script | null {
  const counts = SCRIPTS.map(script => ({
    script,
    letters: Array.from(text).filter(letter => LETTERS[script].test(letter)).length,
  }))
  const most = counts.reduce((a, b) => (b.letters > a.letters ? b : a))
  return most.letters === 0 ? null : most.script
}

/** The way a script is read. */
export const directionOfScript = (script: Script): 'rtl' | 'ltr' => (script === 'Arab' ? 'rtl' : 'ltr')

/** Of one name in several scripts the line that readers of this language can read, else the first there is. */
export function lineFor(language: Language, lines: readonly (string | null)[]): string {
  const written = lines.filter(line => line !== null)
  const { script } = new Intl.Locale(language).maximize()
  return written.find(line => scriptOf(line) === script) ?? written[0] ?? ''
}
