import { setTimeout as sleep } from 'node:timers/promises'
import { type PostgresOptions, type RunningPostgres, startPostgres } from '@nansen/store/embedded'

/** Its own processes may need a moment to notice that their parent is gone. Tries, and milliseconds between them. */
const TRIES = 20
const PAUSE = 500

/**
 * Starts PostgreSQL and, when it falls (killed for want of memory, by mistake), starts it again at the same port: whoever was connected
 * connects again. When it cannot be started any more the program ends.
 */
export async function keepRunning(
  dir: string,
  options: PostgresOptions,
  warn: (text: string) => void,
): Promise<Pick<RunningPostgres, 'ownerUrl' | 'stop'>> {
  let postgres = await startPostgres(dir, options)
  const { ownerUrl, port } = postgres
  let stopping = false
  let starting: Promise<void> = Promise.resolve()
  const again = async () => {
    for (let tried = 1; ; tried++) {
      try {
        postgres = await startPostgres(dir, { ...options, port })
        return watch()
      } catch (error) {
        if (tried === TRIES) throw error
        await sleep(PAUSE)
      }
    }
  }
  const watch = () => {
    void postgres.fell.then(() => {
      if (stopping) return
      warn('the database fell and is started again')
      starting = again().catch((error: Error) => {
        warn(`the database cannot be started again: ${error.message}`)
        process.exit(1)
      })
    })
  }
  watch()
  return {
    ownerUrl,
    stop: async () => {
      stopping = true
      await starting
      await postgres.stop()
    },
  }
}
