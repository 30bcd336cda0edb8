import { parentPort, workerData } from 'node:worker_threads'
import { type FingerHandle, FingerScanner, type FingerScores, loadKernels, scanShare } from '@nansen/biometrics'

/** One finger to be asked of everybody, told to every thread. */
export interface FingerTold {
  readonly shelf: number
  readonly probe: Uint8Array
  /** Written into by all. */
  readonly scores: FingerScores
  /** Counts the people who were taken. */
  readonly ticket: Int32Array<SharedArrayBuffer>
}

const { handle, thread } = workerData as { readonly handle: FingerHandle; readonly thread: number }
await loadKernels()
const scanner = new FingerScanner(handle, thread)
parentPort?.on('message', ({ shelf, probe, scores, ticket }: FingerTold) => {
  const before = process.threadCpuUsage()
  scanShare(scanner, shelf, probe, scores, ticket)
  const { user, system } = process.threadCpuUsage(before)
  parentPort?.postMessage((user + system) / 1000)
})
parentPort?.postMessage('ready')
