import type { GreyImage } from '../image/grey.ts'

/** An image of parallel waves `wavelength` pixels apart, upright unless turned by `angle` radians counter-clockwise. */
export function parallelRidges(side: number, wavelength: number, angle = Math.PI / 2): GreyImage {
  return painted(side, side, (x, y) =>
    Math.cos((2 * Math.PI * (x * Math.sin(angle) + y * Math.cos(angle))) / wavelength),
  )
}

/** Upright ridges, of which one ends in the middle: below, two ridges have room where above are three (a phase spiral). */
export function oneEnding(side: number, wavelength: number): GreyImage {
  const middle = side / 2
  return painted(side, side, (x, y) => Math.cos((2 * Math.PI * x) / wavelength + Math.atan2(y - middle, x - middle)))
}

/** A finger drawn by a formula: a loop of ridges with many endings, on white, as in no living person. */
export function drawnFinger(
  width: number,
  height: number,
  spirals: readonly (readonly [number, number, 1 | -1])[],
): GreyImage {
  const plain = painted(width, height, (x, y) => {
    let phase = (2 * Math.PI * (y + ((x - width / 2) / width) ** 2 * 90)) / 9
    for (const [sx, sy, sign] of spirals) phase += sign * Math.atan2(y - sy, x - sx)
    return Math.cos(phase)
  })
  return {
    ...plain,
    pixels: plain.pixels.map((level, i) => {
      const x = i % width
      const y = Math.floor(i / width)
      return Math.hypot((x - width / 2) / (0.46 * width), (y - height / 2) / (0.47 * height)) < 1 ? level : 255
    }),
  }
}

function painted(width: number, height: number, wave: (x: number, y: number) => number): GreyImage {
  const pixels = Uint8Array.from({ length: width * height }, (_, i) =>
    Math.round(128 + 90 * wave(i % width, Math.floor(i / width))),
  )
  return { width, height, dpi: 500, pixels }
}
