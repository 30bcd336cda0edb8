import { useAsk } from '@nansen/ui'
import { useMemo } from 'react'

/** One sealed image as grey pixels, open on this screen. */
export interface Opened {
  readonly key: string
  readonly width: number
  readonly height: number
  readonly dpi: number | null
  readonly pixels: Uint8Array
}

interface Answer {
  readonly width: number
  readonly height: number
  readonly dpi: number | null
  readonly pixels: string
}

/** Opens one image of a pair; each opening is in the audit. */
export function useOpened(reviewId: string, image: string) {
  const { data, error } = useAsk<Answer>('adjudication.image', { reviewId, image })
  const opened = useMemo<Opened | null>(
    () =>
      data
        ? { ...data, key: image, pixels: Uint8Array.from(atob(data.pixels), character => character.charCodeAt(0)) }
        : null,
    [data, image],
  )
  return { opened, error }
}

export const viewBoxOf = ({ width, height }: Pick<Opened, 'width' | 'height'>) => `0 0 ${width} ${height}`
