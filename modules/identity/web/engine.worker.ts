import {
  decodeCapture,
  extract,
  type FingerPosition,
  loadKernels,
  type PersonTemplates,
  type Quality,
  repeatedSites,
  type Site,
} from '@nansen/biometrics'
import { Refusal } from '@nansen/kernel'

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

scope.onmessage = async ({ data }: MessageEvent<MeasureAsk | RepeatAsk>) => {
  await ready
  scope.postMessage(
    'sitting' in data ? ({ id: data.id, repeated: repeatedSites(data.sitting) } satisfies RepeatReply) : measure(data),
  )
}

const isFinger = (site: Site): site is `finger-${FingerPosition}` => site.startsWith('finger-')

function measure({ id, site, file, dpi }: MeasureAsk): MeasureReply {
  try {
    const image = decodeCapture(file)
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
