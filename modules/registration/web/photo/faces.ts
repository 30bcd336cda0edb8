import type { Box, FaceLook } from '@nansen/biometrics/face'
import { MOST_WIDE, sizeOf } from '../person/portrait.ts'
import type { FaceReply } from './face.worker.ts'

/** A picture is made as large as this to be looked at: faces are found in small ones, and a quick answer is worth more. Pixels of its longer side. */
const LOOKED_AT = 1_280
const LIVE = 560

/** The finder of faces in its own thread: the live picture must not stutter. Started at the first photo, ended by `close`. */
export function faceFinder() {
  const worker = new Worker(new URL('./face.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (look: FaceLook | null) => void>()
  let next = 0
  let dead = false
  const giveUp = () => {
    dead = true
    for (const answer of waiting.values()) answer(null)
    waiting.clear()
  }
  worker.onmessage = ({ data }: MessageEvent<FaceReply>) => {
    waiting.get(data.id)?.(data.look)
    waiting.delete(data.id)
  }
  worker.onerror = giveUp

  /** What is on a picture, in its own pixels; null when this machine cannot look. @param frame that is kept; null: the one that fits the face */
  async function look(
    picture: ImageBitmap | HTMLVideoElement,
    frame: Box | null,
    live = false,
  ): Promise<FaceLook | null> {
    if (dead) return null
    const { width, height } = sizeOf(picture)
    const scale = Math.max(1, Math.max(width, height) / (live ? LIVE : LOOKED_AT))
    const canvas = new OffscreenCanvas(Math.round(width / scale), Math.round(height / scale))
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (context === null || canvas.width === 0 || canvas.height === 0) return null
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const id = next++
    const said = await new Promise<FaceLook | null>(resolve => {
      waiting.set(id, resolve)
      const ask = { id, width: canvas.width, height: canvas.height, pixels: data.buffer, scale, mostWide: MOST_WIDE }
      worker.postMessage({ ...ask, frame: frame && times(frame, 1 / scale) }, [data.buffer])
    })
    return said && { ...said, frame: said.frame && times(said.frame, scale) }
  }
  const close = () => {
    worker.terminate()
    giveUp()
  }
  return { look, close }
}
export type FaceFinder = ReturnType<typeof faceFinder>

const times = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x * by,
  y: y * by,
  width: width * by,
  height: height * by,
})
