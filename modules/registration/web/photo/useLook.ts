import type { FaceLook } from '@nansen/biometrics/face'
import { useEffect, useState } from 'react'
import { cropOf, portraitOf } from '../person/portrait.ts'
import type { FaceFinder } from './faces.ts'

/** A picture that was taken or chosen, as it would be kept. */
export interface Proposed {
  /** What is on it in its frame; null: this machine cannot look; undefined: it looks. */
  readonly look: FaceLook | null | undefined
  /** The portrait itself, or null until it is cut. */
  readonly portrait: Blob | null
  /** Whether the frame follows the face; without a face it cannot. */
  readonly cut: boolean
  readonly setCut: (cut: boolean) => void
}

/** Cuts a picture to the face on it, or as the officer wants to the middle as it is, and measures what would be kept. */
export function useLook(picture: ImageBitmap | null, finder: FaceFinder | null): Proposed {
  const [look, setLook] = useState<FaceLook | null | undefined>(undefined)
  const [portrait, setPortrait] = useState<Blob | null>(null)
  const [cut, setCut] = useState(true)
  useEffect(() => {
    if (picture === null || finder === null) return
    let closed = false
    setLook(undefined)
    setPortrait(null)
    const whole = cropOf(picture.width, picture.height)
    const propose = async () => {
      const said = await finder.look(picture, cut ? null : whole)
      const kept = await portraitOf(picture, (cut && said?.frame) || whole)
      if (closed) return
      setLook(said)
      setPortrait(kept)
    }
    void propose()
    return () => {
      closed = true
    }
  }, [picture, finder, cut])
  return { look, portrait, cut, setCut }
}
