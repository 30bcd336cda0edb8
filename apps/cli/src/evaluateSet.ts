import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  compareAll,
  engineFor,
  labelOf,
  loadKernels,
  type Prepared,
  type Rates,
  ratesApart,
  type Sample,
  type Scores,
  type SetResult,
  type Site,
  setResult,
  type TwoEyes,
  twoEyes,
} from '@nansen/biometrics'
import type { ExtractionAsk, ExtractionReply } from './evaluateWorker.ts'

export interface SetAsk {
  readonly folder: string
  /** Resolution of every image, or null to believe the files. */
  readonly dpi: number | null
  readonly site: Site
  readonly form: 'stored' | 'travelling'
  readonly rule: RegExp | undefined
  /** Threads that extract. */
  readonly threads: number
  /** Told how many images are done, and of failures that are bugs. */
  readonly progress: (text: string) => void
}

interface MeasuredForm {
  readonly result: SetResult
  readonly scores: Scores
  /** Without the captures that could not be extracted; null where nothing is left. */
  readonly apart: Rates | null
  readonly twoEyes: TwoEyes | null
}

export interface MeasuredSet extends MeasuredForm {
  readonly folder: string
  /** Of fingers whose stored form was compared: what the travelling form of the same captures gives. */
  readonly travelling: MeasuredForm | null
  readonly captures: readonly MeasuredCapture[]
}

export interface MeasuredCapture extends Capture {
  readonly template: Uint8Array | null
  readonly prepared: Prepared | null
  /** 0 to 100; 0 where the extraction failed. */
  readonly quality: number
}

export interface Capture {
  readonly path: string
  readonly group: string
}

/** Extracts and compares a whole folder, or says in words why it cannot be measured. */
export async function evaluateSet(ask: SetAsk): Promise<MeasuredSet | string> {
  const captures = capturesIn(ask.folder, ask.rule)
  if (captures.length === 0) return 'no file is named like a capture; say how with --label'
  const classes = new Set(captures.map(({ group }) => group)).size
  if (classes < 2 || classes === captures.length) return 'error rates need two classes, and one of them twice'
  const replies = await extractAll(captures, ask)
  await loadKernels()
  const travelling = ask.site.startsWith('finger') && ask.form === 'stored'
  const { samples, ...whole } = measured(ask, captures, replies, ask.form)
  return {
    ...whole,
    folder: ask.folder,
    travelling: travelling ? measured(ask, captures, replies, 'travelling') : null,
    captures: captures.map((capture, i) => {
      const { quality, [ask.form]: template } = replies[i]!
      return { ...capture, template, prepared: samples[i]!.prepared, quality }
    }),
  }
}

function measured(
  { site, folder }: SetAsk,
  captures: readonly Capture[],
  replies: readonly ExtractionReply[],
  form: SetAsk['form'],
): MeasuredForm & { readonly samples: readonly Sample<Prepared>[] } {
  const engine = engineFor(site)
  const templates = replies.map(reply => reply[form])
  const samples = captures.map(({ group }, i) => ({
    group,
    prepared: templates[i] == null ? null : engine.prepare(templates[i]),
  }))
  const before = process.threadCpuUsage()
  const scores = compareAll(samples, (a, b) => engine.match(a, b))
  const { user, system } = process.threadCpuUsage(before)
  const made = samples.filter(({ prepared }) => prepared !== null).length
  const sizes = templates.flatMap(template => (template == null ? [] : [template.length]))
  const result = setResult(basename(resolve(folder)), scores, {
    images: captures.length,
    failed: captures.length - made,
    extractMs: mean(replies.map(({ cpuMs }) => cpuMs)),
    matchUs: made < 2 ? 0 : (user + system) / ((made * (made - 1)) / 2),
    templateBytes: mean(sizes),
  })
  const eyes = site.startsWith('iris') ? twoEyes(samples, scores) : null
  return { result, scores, samples, apart: ratesApart(samples, scores), twoEyes: eyes }
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

export function capturesIn(folder: string, rule: RegExp | undefined): readonly Capture[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .sort()
    .flatMap(path => {
      const label = labelOf(path, rule)
      return label === null ? [] : [{ path: join(folder, path), group: label.group }]
    })
}

/** One image at a time to each thread; the replies come back in the order of the captures. */
export async function extractAll(
  captures: readonly Capture[],
  { dpi, site, threads, progress }: Pick<SetAsk, 'dpi' | 'site' | 'threads' | 'progress'>,
): Promise<readonly ExtractionReply[]> {
  const replies: ExtractionReply[] = []
  let next = 0
  const work = async () => {
    const worker = new Worker(new URL('./evaluateWorker.ts', import.meta.url))
    try {
      while (next < captures.length) {
        const mine = next++
        const { path } = captures[mine]!
        const reply = await replyOf(worker, { path, dpi, site })
        replies[mine] = reply
        if (reply.bug) progress(`${path}: ${reply.why}`)
        else if ((mine + 1) % 100 === 0) progress(`${mine + 1} of ${captures.length} extracted`)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(threads, captures.length) }, work))
  return replies
}

/** One image, extracted by a thread of `evaluateWorker.ts`. */
export function replyOf(worker: Worker, ask: ExtractionAsk): Promise<ExtractionReply> {
  return new Promise((resolve, reject) => {
    const onMessage = (reply: ExtractionReply) => {
      worker.off('error', reject)
      resolve(reply)
    }
    worker.once('message', onMessage)
    worker.once('error', reject)
    worker.postMessage(ask)
  })
}
