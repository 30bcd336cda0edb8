import type { Log } from '@nansen/http'

/** A part of the server program beside serving: matching, sequencing, syncing. */
export interface Duty {
  readonly name: string
  /** Resolves with what ends it, once it works. */
  readonly start: () => Promise<() => Promise<void>>
}

/**
 * Starts each duty. One that does not start is logged and left out: people at the desks are served without it. Returns what ends them,
 * last started first.
 */
export async function startDuties(duties: readonly Duty[], log: Log): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = []
  for (const { name, start } of duties) {
    try {
      stops.unshift(await start())
    } catch (error) {
      log.error({ duty: name, err: error }, 'a duty did not start')
    }
  }
  return async () => {
    for (const stop of stops) await stop().catch(error => log.error({ err: error }, 'a duty did not end well'))
  }
}
