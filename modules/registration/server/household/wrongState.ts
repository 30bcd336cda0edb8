import { Refusal } from '@nansen/kernel'

/** A refusal that says in the reader's language what is in the way: `registration.refusal.NAME`. `words` are for who reads no label. */
export const wrongState = (name: string, words: string): Refusal =>
  new Refusal('wrong-state', words, { label: `registration.refusal.${name}` })
