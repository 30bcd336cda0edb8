/** A face is recognised and printed well at this size; larger costs the line. Pixels: ISO/IEC 19794-5 asks for 420 x 525 at least. */
export const MOST_WIDE = 900
const MOST_HIGH = 1125
const QUALITY = 0.85

/** The part of a picture that a portrait keeps: four fifths as wide as high, from the middle. Pixels of the picture. */
export function cropOf(
  width: number,
  height: number,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const wide = Math.min(width, height * 0.8)
  const high = wide / 0.8
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high }
}

type Size = { readonly width: number; readonly height: number }
type Frame = Size & { readonly x: number; readonly y: number }

export const sizeOf = (picture: ImageBitmap | HTMLVideoElement): Size =>
  picture instanceof HTMLVideoElement
    ? { width: picture.videoWidth, height: picture.videoHeight }
    : { width: picture.width, height: picture.height }

/**
 * A portrait as it is sent: cropped, at most 900 x 1125, re-encoded, so that nothing the camera wrote beside the picture (place, time,
 * device) leaves the machine.
 */
export async function portraitOf(picture: ImageBitmap, frame: Frame): Promise<Blob> {
  const scale = Math.min(1, MOST_WIDE / frame.width, MOST_HIGH / frame.height)
  const canvas = new OffscreenCanvas(Math.round(frame.width * scale), Math.round(frame.height * scale))
  canvas
    .getContext('2d')!
    .drawImage(picture, frame.x, frame.y, frame.width, frame.height, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}
