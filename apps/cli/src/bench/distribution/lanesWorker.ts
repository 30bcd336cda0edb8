import { parentPort, workerData } from 'node:worker_threads'
import { asker } from '../ask.ts'
import { measure } from '../measure.ts'
import { LANE_WORKS, type LanesTold } from './lanes.ts'

const { origin, lanes } = workerData as LanesTold
const { ask } = asker(origin)
/** Where each lane's queue is: families that were served do not come again. */
const next = lanes.map(() => 0)

/** Lanes in a thread of their own, so that what they cost is not the server's. */
parentPort?.on('message', async ({ name, milliseconds }: { readonly name: string; readonly milliseconds: number }) => {
  const work = LANE_WORKS.find(each => each.name === name)!
  const before = process.threadCpuUsage()
  try {
    const measured = await measure(lanes.length, milliseconds, async (at, turn) => {
      const lane = lanes[at]!
      const family = work.once ? lane.families[next[at]!] : lane.families[turn % lane.families.length]
      if (family === undefined) throw new Error('everybody was served before the time was over: more --people')
      if (work.once) next[at]!++
      for (const asked of work.asked(lane, family)) await ask(lane.token, asked)
    })
    const { user, system } = process.threadCpuUsage(before)
    parentPort?.postMessage({ measured, cpuMs: (user + system) / 1000, why: null })
  } catch (error) {
    parentPort?.postMessage({ measured: null, cpuMs: 0, why: (error as Error).message })
  }
})
