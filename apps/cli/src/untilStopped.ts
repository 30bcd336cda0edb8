const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Until there is something to end in order, a signal ends the program, and the database that it started with it. */
export function leaveOnSignal(): void {
  for (const signal of SIGNALS) process.once(signal, () => process.exit(130))
}

/** Ctrl-C may arrive twice, from the terminal and from the program that started us. Milliseconds. */
const ONE_PRESS = 500

/**
 * Waits for Ctrl-C or SIGTERM, then ends in order. A second signal ends at once: what was confirmed is safe in the database either way.
 */
export async function untilStopped(say: (text: string) => void, stop: () => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => {
    let asked = 0
    for (const signal of SIGNALS)
      process.removeAllListeners(signal).on(signal, () => {
        if (asked > 0 && Date.now() - asked > ONE_PRESS) process.exit(130)
        if (asked > 0) return
        asked = Date.now()
        say('Stopping. Once more stops at once.')
        resolve()
      })
  })
  await stop()
}
