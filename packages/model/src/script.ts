import { SCRIPTS, type Script } from './kind.ts'

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
