/**
 * Waits for Ctrl-C or SIGTERM, then ends in order. A second signal ends at once: what was confirmed is safe in the database either way.
 */
export async function untilStopped(say: (text: string) => void, stop: () => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (asked) process.exit(130)
        asked = true
        say('Stopping. Once more stops at once.')
        resolve()
      })
  })
  await stop()
}
