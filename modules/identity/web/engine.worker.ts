import {
  extract,
  type FingerPosition,
  loadKernels,
  type PersonTemplates,
  type Quality,
  repeatedSites,
  type Site,
  type Slap,
} from '@nansen/biometrics'
import { Refusal } from '@nansen/kernel'
import { openCapture, openSlapPicture } from './openCapture.ts'
import { picturesIn, type Unpacked } from './picturesIn.ts'
import { type Look, lookAt, type Opened, openRecord, type ToOpen } from './scanner/opened.ts'

export interface MeasureAsk {
  readonly id: number
  readonly site: Site
  readonly file: Uint8Array
  /** Said by the officer where the file does not carry it; dots per inch. */
  readonly dpi: number | null
}

/** Whether a sitting shows one finger or eye at two places. */
export interface RepeatAsk {
  readonly id: number
  readonly sitting: PersonTemplates
}
export interface RepeatReply {
  readonly id: number
  readonly repeated: readonly [Site, Site] | null
}

/** A signed capture, to be opened and cut into single fingers. */
export interface OpenAsk extends ToOpen {
  readonly id: number
}
export type OpenReply = Opened & { readonly id: number }

/** A frame of a live picture, to be judged. */
export interface LookAsk {
  readonly id: number
  readonly frame: Uint8Array
  readonly expected: readonly Site[]
}
export type LookReply = Look & { readonly id: number }

/** A file of several fingers or eyes, to be taken apart. */
export interface UnpackAsk {
  readonly id: number
  readonly several: Uint8Array
  readonly slap: Slap | null
}
export type UnpackReply = Unpacked & { readonly id: number }

export type Ask = MeasureAsk | RepeatAsk | OpenAsk | LookAsk | UnpackAsk
export type Reply = MeasureReply | RepeatReply | OpenReply | LookReply | UnpackReply

/** Nobody foresaw it: said all the same, because whoever asked would wait for ever. */
export interface Fault {
  readonly id: number
  readonly fault: string
}

export type MeasureReply =
  | {
      readonly id: number
      readonly outcome: 'measured'
      readonly quality: Quality
      /** Full stored form. */
      readonly template: Uint8Array
      readonly width: number
      readonly height: number
      /** Grey, for the preview. */
      readonly pixels: Uint8Array
    }
  /** Readable, but nothing of use was found in it: take it again. */
  | {
      readonly id: number
      readonly outcome: 'too-poor'
      readonly width: number
      readonly height: number
      readonly pixels: Uint8Array
    }
  | { readonly id: number; readonly outcome: 'needs-dpi' }
  | { readonly id: number; readonly outcome: 'unreadable'; readonly message: string }

const ready = loadKernels()
const scope = self as unknown as Worker

scope.onmessage = async ({ data }: MessageEvent<Ask>) => {
  const fault = (error: unknown): Fault => ({ id: data.id, fault: String(error) })
  scope.postMessage(await ready.then(() => replyTo(data)).catch(fault))
}

async function replyTo(ask: Ask): Promise<Reply> {
  if ('sitting' in ask) return { id: ask.id, repeated: repeatedSites(ask.sitting) }
  if ('record' in ask) return { id: ask.id, ...(await openRecord(ask, openSlapPicture)) }
  if ('several' in ask) return { id: ask.id, ...(await picturesIn(ask.several, ask.slap, openSlapPicture)) }
  if ('frame' in ask) return { id: ask.id, ...lookAt(ask.frame, ask.expected) }
  return measure(ask)
}

const isFinger = (site: Site): site is `finger-${FingerPosition}` => site.startsWith('finger-')

async function measure({ id, site, file, dpi }: MeasureAsk): Promise<MeasureReply> {
  try {
    const image = await openCapture(file)
    const known = { ...image, dpi: image.dpi ?? dpi }
    if (isFinger(site) && known.dpi === null) return { id, outcome: 'needs-dpi' }
    const { width, height, pixels } = image
    try {
      const { quality, stored } = extract(site, known)
      return { id, outcome: 'measured', quality, template: stored, width, height, pixels }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'too-poor')
        return { id, outcome: 'too-poor', width, height, pixels }
      throw error
    }
  } catch (error) {
    if (error instanceof Refusal) return { id, outcome: 'unreadable', message: error.message }
    throw error
  }
}
