/** A picture in colour: red, green, blue and a fourth byte that is not read, row by row from the top left, as a browser's `ImageData` has it. */
export interface Colour {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array | Uint8ClampedArray
}

/** Pixels of a picture; may reach beyond it. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Rgb = readonly [red: number, green: number, blue: number]

/** Bytes a pixel. */
const BYTES = 4

/**
 * The part of a picture in `box` as a square of `side`, in the numbers that a network wants: red, green, blue less the means it was trained around, by 255. What the
 * box has beyond the picture is the mean. Each number is the mean of the pixels below it, or lies between neighbours where the picture is smaller.
 */
export function squareOf({ width, height, pixels }: Colour, box: Box, side: number, means: Rgb): Float32Array {
  const square = new Float32Array(side * side * 3)
  const [across, down] = [
    spansOf(box.x, box.width / side, side, width),
    spansOf(box.y, box.height / side, side, height),
  ]
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [columns, rows] = [across[x]!, down[y]!]
      let [red, green, blue, seen] = [0, 0, 0, 0]
      for (const [row, tall] of rows) {
        for (const [column, wide] of columns) {
          const at = (row * width + column) * BYTES
          red += pixels[at]! * wide * tall
          green += pixels[at + 1]! * wide * tall
          blue += pixels[at + 2]! * wide * tall
          seen += wide * tall
        }
      }
      const at = (y * side + x) * 3
      square[at] = (red - seen * means[0]) / 255
      square[at + 1] = (green - seen * means[1]) / 255
      square[at + 2] = (blue - seen * means[2]) / 255
    }
  }
  return square
}

type Span = readonly (readonly [index: number, share: number])[]

/** For each of `count` steps, the pixels below it and their shares; those beyond the picture are left out. */
function spansOf(from: number, step: number, count: number, size: number): readonly Span[] {
  return Array.from({ length: count }, (_, i) => {
    const middle = from + (i + 0.5) * step
    const half = Math.max(step, 1) / 2
    const [first, last] = [Math.floor(middle - half), Math.ceil(middle + half)]
    const span: [number, number][] = []
    for (let at = first; at < last; at++) {
      const share = Math.min(at + 1, middle + half) - Math.max(at, middle - half)
      if (at >= 0 && at < size && share > 0) span.push([at, share / (2 * half)])
    }
    return span
  })
}
