import { same, type Values } from './answers.ts'

/** A field that somebody else changed meanwhile, to something else than we did. */
export interface Conflict {
  readonly field: string
  readonly mine: unknown
  readonly theirs: unknown
}

/**
 * What to ask when a record changed after it was read. `base` is what we read, `mine` our patch, `theirs` what is stored now.
 * A field only one side changed is no conflict, nor one that both changed alike.
 */
export function conflicts(base: Values, mine: Values, theirs: Values): readonly Conflict[] {
  return Object.keys(mine)
    .filter(field => !same(base[field], theirs[field]) && !same(mine[field], theirs[field]))
    .map(field => ({ field, mine: mine[field], theirs: theirs[field] }))
}
