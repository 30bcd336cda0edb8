import type { Auth } from '@nansen/auth'
import type { Log } from '@nansen/http'
import type { Duty } from './duties.ts'

/** Milliseconds between two rounds. */
const AN_HOUR = 3_600_000

/** Once at the start and then every hour: what days do to accounts and assignments, and failures long past are forgotten. */
export const houseKeeping = (auth: Auth, log: Log): Duty => ({
  name: 'housekeeping',
  start: async () => {
    const round = async () => {
      const kept = await auth.keepHouse()
      if (Object.values(kept).some(many => many > 0))
        log.info(kept, 'accounts and assignments ended or were asked about')
    }
    await round()
    const timer = setInterval(() => round().catch(error => log.error({ err: error }, 'housekeeping failed')), AN_HOUR)
    timer.unref()
    return async () => clearInterval(timer)
  },
})
