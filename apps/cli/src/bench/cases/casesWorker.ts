import { parentPort, workerData } from 'node:worker_threads'
import { asker } from '../ask.ts'
import { measure } from '../measure.ts'
import { CASE_WORKS, type CaseClients } from './caseWorks.ts'

const { origin, officers, clients } = workerData as CaseClients
const { ask } = asker(origin)

/** Clients in a thread of their own, so that what they cost is not the server's. */
parentPort?.on('message', async ({ name, milliseconds }: { readonly name: string; readonly milliseconds: number }) => {
  const work = CASE_WORKS.find(each => each.name === name)!
  const before = process.threadCpuUsage()
  try {
    const measured = await measure(clients, milliseconds, async (client, turn) => {
      const officer = officers[client % officers.length]!
      const id = officer.cases[(turn * clients + client * 7) % officer.cases.length]!
      await Promise.all(work.asked(id, officer).map(asked => ask(officer.token, asked)))
    })
    const { user, system } = process.threadCpuUsage(before)
    parentPort?.postMessage({ measured, cpuMs: (user + system) / 1000, why: null })
  } catch (error) {
    parentPort?.postMessage({ measured: null, cpuMs: 0, why: (error as Error).message })
  }
})
