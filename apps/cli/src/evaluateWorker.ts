import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { decodeImage, extract, loadKernels, type Site } from '@nansen/biometrics'
import { Refusal } from '@nansen/kernel'

/** One image to extract. `dpi` null: what the file says, else `FALLBACK_DPI`. */
export interface ExtractionAsk {
  readonly path: string
  readonly dpi: number | null
  readonly site: Site
}

export interface ExtractionReply {
  /** Null where it failed; then `why` says so. */
  readonly stored: Uint8Array | null
  readonly travelling: Uint8Array | null
  readonly why: string | null
  /** 0 to 100; 0 where it failed. */
  readonly quality: number
  /** True where the failure is a bug of ours, not a poor image. */
  readonly bug: boolean
  /** CPU of this thread for the extraction alone, in milliseconds. */
  readonly cpuMs: number
}

/** FVC's files do not say it. */
const FALLBACK_DPI = 500

await loadKernels()
parentPort?.on('message', (ask: ExtractionAsk) => parentPort?.postMessage(extracted(ask)))

function extracted({ path, dpi, site }: ExtractionAsk): ExtractionReply {
  let before = process.threadCpuUsage()
  const spent = () => {
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  }
  try {
    const image = decodeImage(new Uint8Array(readFileSync(path)))
    before = process.threadCpuUsage()
    const { stored, travelling, quality } = extract(site, { ...image, dpi: dpi ?? image.dpi ?? FALLBACK_DPI })
    return { stored, travelling, why: null, bug: false, quality: quality.score, cpuMs: spent() }
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem)
    return { stored: null, travelling: null, why, bug: !(problem instanceof Refusal), quality: 0, cpuMs: spent() }
  }
}
