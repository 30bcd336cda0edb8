import type { Log } from '@nansen/http'
import { type Store, sequence, startSequencer } from '@nansen/store'
import type { Duty } from './duties.ts'

/** The duty that gives audit and change rows their positions and signs checkpoints. Several servers may have it; one at a time works. */
export function sequencing(store: Store, log: Log): Duty {
  return {
    name: 'sequence',
    start: async () => {
      const stop = startSequencer(store, {
        onError: error => log.error({ err: error }, 'rows wait for their position'),
      })
      return async () => {
        await stop()
        await sequence(store, { sign: true }) // the day's last rows are under a signature before the keys are put away
      }
    },
  }
}
