import type { GreyImage } from '../../image/grey.ts'

/** The image made smaller by `factor` (1 or more, need not be whole): each pixel is the mean of those it covers. */
export function reduced(image: GreyImage, factor: number): GreyImage {
  const width = Math.floor(image.width / factor)
  const height = Math.floor(image.height / factor)
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = span(y, factor, image.height)
    for (let x = 0; x < width; x++) {
      const [left, right] = span(x, factor, image.width)
      let sum = 0
      for (let v = top; v < bottom; v++) for (let u = left; u < right; u++) sum += image.pixels[v * image.width + u]!
      pixels[y * width + x] = Math.round(sum / (right - left) / (bottom - top))
    }
  }
  return { width, height, dpi: image.dpi === null ? null : image.dpi / factor, pixels }
}

function span(i: number, factor: number, length: number): [number, number] {
  return [Math.floor(i * factor), Math.max(Math.floor(i * factor) + 1, Math.min(length, Math.floor((i + 1) * factor)))]
}
