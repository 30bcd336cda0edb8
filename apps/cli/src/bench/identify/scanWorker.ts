import { parentPort, workerData } from 'node:worker_threads'
import { EyeScanner, type GalleryHandle, loadKernels, type ScanWishes, searchShare } from '@nansen/biometrics'

/** One search, told to every thread. */
export interface ScanTold {
  /** Eyes of each probe that was laid. */
  readonly eyes: readonly number[]
  readonly blocks: number
  readonly wishes: ScanWishes
  /** Counts the blocks that were taken. */
  readonly ticket: Int32Array<SharedArrayBuffer>
}

const { handle, thread } = workerData as { readonly handle: GalleryHandle; readonly thread: number }
await loadKernels()
const scanner = new EyeScanner(handle, thread)
parentPort?.on('message', ({ eyes, blocks, wishes, ticket }: ScanTold) => {
  const before = process.threadCpuUsage()
  const found = searchShare(scanner, blocks, eyes, wishes, ticket)
  const { user, system } = process.threadCpuUsage(before)
  parentPort?.postMessage({ found, cpuMs: (user + system) / 1000 })
})
parentPort?.postMessage('ready')
