/**
 * Keys of consonants under which a name is looked for besides its own, one letter heard otherwise: what some write d others write z (Reda,
 * Reza), a j inside may be a y (Sulejman), and s may be sh (Hisyam). Asked only; nobody is stored under them.
 *
 * @param key `s:` and the consonants, as `nameKeys` of the model makes them. Others have no such keys.
 */
export function heardOtherwise(key: string): readonly string[] {
  if (!key.startsWith('s:')) return []
  const found = [...key].flatMap((letter, at) =>
    at < 2 ? [] : (OTHERWISE[letter] ?? []).map(other => key.slice(0, at) + other + key.slice(at + 1)),
  )
  return [...new Set(found)].filter(each => each.length >= SHORTEST && each !== key)
}

const OTHERWISE: Readonly<Record<string, readonly string[]>> = { d: ['s'], s: ['d', 'x'], j: [''] }
/** Two consonants and the mark of the key. A single one is in everybody's name. */
const SHORTEST = 4
