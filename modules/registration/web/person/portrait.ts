/** A face is recognised and printed well at this size; larger costs the line. Pixels: ISO/IEC 19794-5 asks for 420 x 525 at least. */
const MOST_WIDE = 900
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

/**
 * A portrait as it is sent: cropped, at most 900 x 1125, re-encoded, so that nothing the camera wrote beside the picture (place, time,
 * device) leaves the machine.
 */
export async function portraitOf(source: Blob | HTMLVideoElement): Promise<Blob> {
  const picture = source instanceof Blob ? await createImageBitmap(source, { imageOrientation: 'from-image' }) : source
  const [width, height] =
    picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]
  const crop = cropOf(width, height)
  const scale = Math.min(1, MOST_WIDE / crop.width, MOST_HIGH / crop.height)
  const canvas = new OffscreenCanvas(Math.round(crop.width * scale), Math.round(crop.height * scale))
  canvas
    .getContext('2d')!
    .drawImage(picture, crop.x, crop.y, crop.width, crop.height, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}
