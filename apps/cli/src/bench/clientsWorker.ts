import { parentPort, workerData } from 'node:worker_threads'
import { asker } from './ask.ts'
import type { ClientsTold } from './clients.ts'
import { measure } from './measure.ts'
import { personFor } from './population.ts'
import { WORKS } from './work.ts'

const { origin, officers, clients } = workerData as ClientsTold
const { ask } = asker(origin)

parentPort?.on('message', async ({ name, milliseconds }: { readonly name: string; readonly milliseconds: number }) => {
  const work = WORKS.find(each => each.name === name)!
  const before = process.threadCpuUsage()
  try {
    const measured = await measure(clients, milliseconds, async (client, turn) => {
      const { officer, person } = personFor(officers, clients, client, turn)
      await ask(officer.token, work.asked(person))
    })
    const { user, system } = process.threadCpuUsage(before)
    parentPort?.postMessage({ measured, cpuMs: (user + system) / 1000, why: null })
  } catch (error) {
    parentPort?.postMessage({ measured: null, cpuMs: 0, why: (error as Error).message })
  }
})
