/** Side of the square that is transformed at once. Pixels at 500 dpi: five to eight ridges. A power of two. */
export const SQUARE = 64

const HALF = SQUARE / 2
const COSINES = Float32Array.from({ length: HALF }, (_, i) => Math.cos((2 * Math.PI * i) / SQUARE))
const SINES = Float32Array.from({ length: HALF }, (_, i) => -Math.sin((2 * Math.PI * i) / SQUARE))
const BITS = Math.log2(SQUARE)
const REVERSED = Uint8Array.from({ length: SQUARE }, (_, i) => {
  let reversed = 0
  for (let bit = 0; bit < BITS; bit++) if (i & (1 << bit)) reversed |= 1 << (BITS - 1 - bit)
  return reversed
})

/**
 * Fourier transform of `SQUARE` complex numbers in place, radix two (Cooley and Tukey 1965). `step` 1 is a row, `SQUARE` a column.
 * The inverse is the same with the parts exchanged, without division.
 */
export function transformLine(real: Float32Array, imaginary: Float32Array, start: number, step: number): void {
  for (let i = 0; i < SQUARE; i++) {
    const j = REVERSED[i]!
    if (j <= i) continue
    const a = start + i * step
    const b = start + j * step
    const re = real[a]!
    const im = imaginary[a]!
    real[a] = real[b]!
    imaginary[a] = imaginary[b]!
    real[b] = re
    imaginary[b] = im
  }
  for (let half = 1; half < SQUARE; half *= 2) {
    const stride = HALF / half
    for (let k = 0; k < half; k++) {
      const cosine = COSINES[k * stride]!
      const sine = SINES[k * stride]!
      for (let i = k; i < SQUARE; i += 2 * half) {
        const a = start + i * step
        const b = a + half * step
        const re = real[b]! * cosine - imaginary[b]! * sine
        const im = real[b]! * sine + imaginary[b]! * cosine
        real[b] = real[a]! - re
        imaginary[b] = imaginary[a]! - im
        real[a] = real[a]! + re
        imaginary[a] = imaginary[a]! + im
      }
    }
  }
}
