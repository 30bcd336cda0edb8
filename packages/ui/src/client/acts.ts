import { newId } from '@nansen/kernel'

/**
 * Identifiers of acts that had no answer yet. An act is what is asked, word for word: pressing again after a lost connection sends the
 * same identifier, so the server does it once; another content is another act.
 */
export interface Acts {
  /** The identifier of this act: the same until it is settled. */
  idOf(path: string, content: unknown): string
  /** The server answered, yes or no. */
  settle(path: string, content: unknown): void
}

export function openActs(): Acts {
  const unanswered = new Map<string, string>()
  const key = (path: string, content: unknown) => `${path} ${JSON.stringify(content)}`
  return {
    idOf(path, content) {
      const known = unanswered.get(key(path, content)) ?? newId<'command'>()
      unanswered.set(key(path, content), known)
      return known
    },
    settle: (path, content) => void unanswered.delete(key(path, content)),
  }
}
