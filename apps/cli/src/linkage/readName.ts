import type { Name, SaidWord } from '@nansen/linkage'
import { skeletons, soundCodes, wordsOf } from '@nansen/model'

/** Words of one part of a name, as the search hears them. An empty part: nobody said which. */
export function readName(parts: readonly (readonly [part: string, said: string])[]): Name {
  const words = parts.flatMap(([part, said]) => wordsOf(said).map(word => heard(word, part === '' ? null : part)))
  return words.length === 0 ? [] : [{ script: 'Latn', words }]
}

/** A word with every key of its sound. */
export function heard(text: string, part: string | null): SaidWord {
  return { text, part, sounds: [...skeletons(text).map(key => `s:${key}`), ...soundCodes(text).map(key => `d:${key}`)] }
}
