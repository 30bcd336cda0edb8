import type { Auth } from '@nansen/auth'
import type { Log } from '@nansen/http'
import type { Duty } from './duties.ts'

/** Milliseconds between two rounds. */
const AN_HOUR = 3_600_000

/** Once at the start and then every hour: accounts that nobody used for 45 days are suspended, failures long past forgotten. */
export const houseKeeping = (auth: Auth, log: Log): Duty => ({
  name: 'housekeeping',
  start: async () => {
    const round = async () => {
      const suspended = await auth.keepHouse()
      if (suspended > 0) log.info({ suspended }, 'accounts were not used for 45 days')
    }
    await round()
    const timer = setInterval(() => round().catch(error => log.error({ err: error }, 'housekeeping failed')), AN_HOUR)
    timer.unref()
    return async () => clearInterval(timer)
  },
})
