import { SCRIPTS, type Script } from './kind.ts'

const LETTERS: { readonly [script in Script]: RegExp } = {
  Latn: /\p{Script=Latin}/gu,
  Arab: /\p{Script=Arabic}/gu,
  Ethi: /\p{Script=Ethiopic}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Mymr: /\p{Script=Myanmar}/gu,
  Deva: /\p{Script=Devanagari}/gu,
}

/** The script most of the letters are in, or null when there is no letter of a script we know. */
export function scriptOf(text: string): Script | null {
  let found: Script | null = null
  let most = 0
  for (const script of SCRIPTS) {
    const letters = text.match(LETTERS[script])?.length ?? 0
    if (letters <= most) continue
    found = script
    most = letters
  }
  return found
}
