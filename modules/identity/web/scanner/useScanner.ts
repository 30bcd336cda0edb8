import {
  capture,
  findScanners,
  fromBase64Url,
  preview,
  type Scanner,
  ScannerError,
  type ScannerFault,
  type Trust,
} from '@nansen/scanner'
import { api } from '@nansen/ui'
import { useEffect, useRef, useState } from 'react'
import { look, opened } from '../engine.ts'
import { stateOf } from '../sitting.ts'
import type { SittingInProgress } from '../useSitting.ts'
import type { Look, PictureProblem } from './opened.ts'
import { askOf, type StepName, typeOf } from './steps.ts'

/** Frames that must be good one after another before the scanner is asked by itself: a passing glimpse is none. */
const STEADY = 2
/** Of a frame at which the engine failed: the officer goes on without it. */
const UNSEEN: Look = { good: null, problem: null, advice: [] }

/** What went wrong, and at which step it can be tried again. */
export interface Trouble {
  readonly step: StepName
  readonly what: ScannerFault | PictureProblem
}
export type Phase = 'idle' | 'live' | 'taking'

const now = () => new Date()

/** A camera of faces takes no finger and no eye. */
const scannersHere = async () => (await findScanners()).filter(({ type }) => type !== 'Face')

/** The scanners of this machine: what was found, what is being taken, what went wrong. */
export function useScanner(sitting: SittingInProgress) {
  const [found, setFound] = useState<readonly Scanner[] | null>(null)
  const [phase, setPhase] = useState<Phase>('idle')
  const [step, setStep] = useState<StepName | null>(null)
  const [live, setLive] = useState<Look | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const running = useRef<Run | null>(null)

  async function search(): Promise<void> {
    setFound(null)
    setFound(await scannersHere())
  }
  useEffect(() => {
    let here = true
    void scannersHere().then(each => here && setFound(each))
    return () => {
      here = false
      running.current?.stop.abort()
    }
  }, [])

  /** @param sure the officer looked: it is the right hand, whatever its shape says */
  async function begin(wanted: StepName, sure = false): Promise<void> {
    const scanner = found?.find(({ type }) => type === typeOf(wanted))
    const ask = askOf(wanted, site => stateOf(sitting.sitting, site).is === 'excepted')
    if (scanner === undefined || ask === null) return
    const run: Run = { scanner, ask, stop: new AbortController(), takeNow: sure }
    running.current?.stop.abort()
    running.current = run
    setStep(wanted)
    setTrouble(null)
    setLive(null)
    setPhase('live')
    const taking = () => setPhase('taking')
    const what = await taken(run, sure, { canvas, setLive, taking, keep: sitting.take })
    if (running.current !== run) return
    setPhase('idle')
    if (run.stop.signal.aborted || what === null) return
    setTrouble({ step: wanted, what })
    if (what === 'unplugged') void search()
  }

  const stop = () => {
    running.current?.stop.abort()
    setPhase('idle')
  }
  const takeNow = () => {
    if (running.current) running.current.takeNow = true
  }
  return { found, phase, step, live, trouble, canvas, search, begin, stop, takeNow }
}

/** One step of a sitting under way. */
interface Run {
  readonly scanner: Scanner
  readonly ask: NonNullable<ReturnType<typeof askOf>>
  readonly stop: AbortController
  /** The officer does not wait for a good picture. */
  takeNow: boolean
}
interface Screen {
  readonly canvas: { readonly current: HTMLCanvasElement | null }
  readonly setLive: (said: Look) => void
  readonly taking: () => void
  readonly keep: SittingInProgress['take']
}

/** Null: taken, or stopped. */
async function taken(run: Run, sure: boolean, screen: Screen): Promise<Trouble['what'] | null> {
  try {
    const trust = await trusted()
    if (!sure) await watch(run, screen)
    if (run.stop.signal.aborted) return null
    screen.taking()
    return await take(run, trust, sure, screen.keep)
  } catch (error) {
    return error instanceof ScannerError ? error.fault : 'failed'
  }
}

/** Shows the live picture until it is good, or the officer says so, or stops. */
async function watch(run: Run, { canvas, setLive }: Screen): Promise<void> {
  let good = 0
  let looking = false
  for await (const frame of preview(run.scanner, run.ask, run.stop.signal)) {
    await draw(canvas.current, frame)
    if (run.takeNow || good >= STEADY || run.stop.signal.aborted) return
    if (looking) continue
    looking = true
    void look(frame, run.ask.sites)
      .catch(() => UNSEEN)
      .then(said => {
        looking = false
        good = said.good ? good + 1 : 0
        setLive(said)
      })
  }
  if (!run.stop.signal.aborted) throw new ScannerError('unplugged')
}

async function take({ scanner, ask }: Run, trust: Trust, sure: boolean, keep: Screen['keep']) {
  const captured = await capture(scanner, ask, trust, now)
  const files = []
  for (const { record, subType, device } of captured) {
    const said = await opened({ record, subType, expected: ask.sites, sure })
    if (said.problem !== null) return said.problem
    files.push(...said.files.map(each => ({ ...each, device })))
  }
  for (const { site, file, dpi, device } of files) await keep(site, file, dpi, device)
  return null
}

async function trusted(): Promise<Trust> {
  const { certificates } = await api.query<{ certificates: readonly string[] }>('identity.scannerTrust')
  return certificates.map(fromBase64Url)
}

/** On a canvas, so that no image address exists that could be kept or shared. */
async function draw(canvas: HTMLCanvasElement | null, frame: Uint8Array): Promise<void> {
  if (canvas === null) return
  const picture = await createImageBitmap(new Blob([new Uint8Array(frame)], { type: 'image/jpeg' }))
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  picture.close()
}
