import type { FaceLook } from '@nansen/biometrics/face'
import {
  type CaptureAsk,
  capture,
  findScanners,
  fromBase64Url,
  preview,
  type Scanner,
  ScannerError,
  type ScannerFault,
  WHOLE_DEVICE,
} from '@nansen/scanner'
import { api } from '@nansen/ui'
import { useEffect, useRef, useState } from 'react'
import type { FaceFinder } from './faces.ts'
import { openFace } from './openFace.ts'
import type { Taken } from './photoDialog.tsx'

/** What a camera of faces is asked for: one picture, of a quality of its own at which it stops waiting (ours is measured afterwards, of 100). */
const ASK: CaptureAsk = {
  type: 'Face',
  count: 1,
  subId: WHOLE_DEVICE,
  wanted: [],
  exception: [],
  score: 60,
  timeout: 15_000,
}

/** What may be wrong; `unreadable`: its picture cannot be opened. */
export type DeviceFault = ScannerFault | 'unreadable'

/** Cameras of faces beside this browser; null while they are looked for. */
export function useFaceDevices(wanted: boolean): readonly Scanner[] | null {
  const [found, setFound] = useState<readonly Scanner[] | null>(null)
  useEffect(() => {
    if (!wanted) return
    let here = true
    void findScanners().then(each => here && setFound(each.filter(({ type }) => type === 'Face')))
    return () => {
      here = false
    }
  }, [wanted])
  return found
}

/** The live picture of a device, what is seen on it, and taking it. */
export function useFaceDevice(scanner: Scanner, finder: FaceFinder | null, onTake: (taken: Taken) => void) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [live, setLive] = useState<FaceLook | null>(null)
  const [sees, setSees] = useState(false)
  const [taking, setTaking] = useState(false)
  const [fault, setFault] = useState<DeviceFault | null>(null)
  useEffect(() => {
    if (taking || fault !== null) return
    const stop = new AbortController()
    const seen = { canvas, finder, onSees: () => setSees(true), onLook: setLive }
    watch(scanner, seen, stop.signal).catch(error => {
      if (!stop.signal.aborted) setFault(faultIn(error))
    })
    return () => {
      stop.abort()
      setSees(false)
      setLive(null)
    }
  }, [scanner, finder, taking, fault])

  async function take(): Promise<void> {
    setFault(null)
    setTaking(true)
    try {
      onTake(await taken(scanner))
    } catch (error) {
      setFault(faultIn(error))
    } finally {
      setTaking(false)
    }
  }
  return { canvas, live, sees, taking, fault, take, lookAgain: () => setFault(null) }
}

const faultIn = (error: unknown): DeviceFault => (error instanceof ScannerError ? error.fault : 'unreadable')

interface Seen {
  readonly canvas: { readonly current: HTMLCanvasElement | null }
  readonly finder: FaceFinder | null
  readonly onSees: () => void
  readonly onLook: (look: FaceLook | null) => void
}

/** Draws frame after frame, so that no image address exists that could be kept or shared, and looks at as many as the finder is free for. */
async function watch(scanner: Scanner, { canvas, finder, onSees, onLook }: Seen, signal: AbortSignal): Promise<void> {
  let looking = false
  for await (const frame of preview(scanner, ASK, signal)) {
    const picture = await createImageBitmap(new Blob([new Uint8Array(frame)], { type: 'image/jpeg' }))
    if (signal.aborted || canvas.current === null) return
    canvas.current.width = picture.width
    canvas.current.height = picture.height
    canvas.current.getContext('2d')?.drawImage(picture, 0, 0)
    onSees()
    if (looking || finder === null) continue
    looking = true
    void asTaken(picture)
      .then(whole => finder.look(whole, null, true))
      .then(look => {
        looking = false
        if (!signal.aborted) onLook(look)
      })
  }
  if (!signal.aborted) throw new ScannerError('unplugged')
}

/** A preview is smaller than what will be taken: it is judged as large as the standard asks of a camera, 1080 lines. */
const LINES = 1_080
const asTaken = (preview: ImageBitmap): Promise<ImageBitmap> =>
  createImageBitmap(preview, { resizeHeight: Math.max(LINES, preview.height), resizeQuality: 'high' })

async function taken(scanner: Scanner): Promise<Taken> {
  const { certificates } = await api.query<{ certificates: readonly string[] }>('identity.scannerTrust')
  const [photo] = await capture(scanner, ASK, certificates.map(fromBase64Url), () => new Date())
  const { name, serial } = photo!.device
  return { picture: await openFace(photo!.record), source: 'device', device: `${name}, ${serial}` }
}
