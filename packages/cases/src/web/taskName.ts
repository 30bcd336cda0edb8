import type { Words } from '@nansen/ui'

/** A kind of task in words; kinds that a module no longer has are said as they are. */
export const taskName = (module: string, kind: string, words: Words): string => {
  const known = [`${module}.task.${kind}`, `case.task.${kind}`].find(words.has)
  return known === undefined ? kind : words.say(known)
}
