import type { Log } from '@nansen/http'

/** A part of the server program beside serving: matching, sequencing, syncing. */
export interface Duty {
  readonly name: string
  /** Resolves with what ends it, once it works. */
  readonly start: () => Promise<() => Promise<void>>
}

/**
 * Starts the duties beside each other; nobody at a desk waits for them. One that does not start is logged and left out. Returns what ends
 * them, the last named first.
 */
export function startDuties(duties: readonly Duty[], log: Log): () => Promise<void> {
  const started = duties.map(({ name, start }) => {
    const stop = start().catch(error => {
      log.error({ duty: name, err: error }, 'a duty did not start')
      return null
    })
    return { name, stop }
  })
  return async () => {
    for (const { name, stop } of started.toReversed()) {
      await (await stop)?.().catch(error => log.error({ duty: name, err: error }, 'a duty did not end well'))
    }
  }
}
