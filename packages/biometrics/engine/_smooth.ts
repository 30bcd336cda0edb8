/** Averages along the ridges, four pixels at once: see src/fingerprint/stages/smoothing.ts, whose TypeScript twin says the same slowly. */

/** Side of the squares that share one direction. Pixels; as many as a vector holds. */
const PATCH: i32 = 4
/** In place of a direction where there is no finger. */
const NONE: u8 = 255

/**
 * Sums `taps` weighed neighbours (weights f32) of each pixel. `plane` has `stride` pixels a row, with room around for every offset; `turns`
 * says for each patch which list of offsets (i32, bytes, `taps` each) it follows; `result` has `stride` pixels a row too.
 */
export function smoothPatches(
  plane: usize,
  stride: i32,
  across: i32,
  down: i32,
  turns: usize,
  offsets: usize,
  weights: usize,
  taps: i32,
  result: usize,
): void {
  const line = <usize>stride << 2
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      const turn = load<u8>(turns + row * across + column)
      if (turn == NONE) continue
      const start = (<usize>(row * PATCH) * stride + column * PATCH) << 2
      const list = offsets + ((<usize>turn * taps) << 2)
      let a = f32x4.splat(0)
      let b = a
      let c = a
      let d = a
      for (let tap = 0; tap < taps; tap++) {
        const at = plane + start + load<i32>(list + (tap << 2))
        const weight = v128.load32_splat(weights + (tap << 2))
        a = f32x4.add(a, f32x4.mul(weight, v128.load(at)))
        b = f32x4.add(b, f32x4.mul(weight, v128.load(at + line)))
        c = f32x4.add(c, f32x4.mul(weight, v128.load(at + 2 * line)))
        d = f32x4.add(d, f32x4.mul(weight, v128.load(at + 3 * line)))
      }
      v128.store(result + start, a)
      v128.store(result + start + line, b)
      v128.store(result + start + 2 * line, c)
      v128.store(result + start + 3 * line, d)
    }
}
