/**
 * The wave that the ridges make around a place: see src/fingerprint/stages/waves.ts. In f64; its TypeScript twin (wavesSlowly.ts) agrees
 * to many digits, not to the last: they take cosines from different libraries.
 */

/** How far around a place is looked, standard deviation of the bell and where it is cut. Pixels. */
const SIGMA: f64 = 8
const REACH: i32 = 17
const SPAN: i32 = 35
/** Radians a pixel: waves 18 and 4.5 pixels long. */
const SLOWEST: f64 = 0.3490658503988659
const FASTEST: f64 = 1.3962634015954636

const bell = memory.data(SPAN * 8, 16)
const cosX = memory.data(SPAN * 8, 16)
const sinX = memory.data(SPAN * 8, 16)

export function prepareWaves(): void {
  for (let i = 0; i < SPAN; i++) {
    const away = <f64>(i - REACH)
    store<f64>(bell + (i << 3), Math.exp(-(away * away) / (2 * SIGMA * SIGMA)))
  }
}

@inline
function weight(i: i32): f64 {
  return load<f64>(bell + ((i + REACH) << 3))
}

/**
 * Writes at `out` (f64): wave vector in x and y (radians a pixel, y down), phase at the place (radians, 0 on a ridge), and how much of
 * what is around the wave explains, 0 to 1; all 0 where there is nothing.
 */
export function waveAt(plane: usize, width: i32, height: i32, x: i32, y: i32, out: usize): void {
  memory.fill(out, 0, 32)
  const left = max(1, x - REACH)
  const right = min(width - 2, x + REACH)
  const top = max(1, y - REACH)
  const bottom = min(height - 2, y + REACH)
  let xx: f64 = 0
  let yy: f64 = 0
  let xy: f64 = 0
  let energy: f64 = 0
  let whole: f64 = 0
  for (let row = top; row <= bottom; row++) {
    const across = weight(row - y)
    for (let column = left; column <= right; column++) {
      const g = across * weight(column - x)
      const at = plane + ((row * width + column) << 2)
      const dx = 0.5 * (<f64>load<f32>(at + 4) - <f64>load<f32>(at - 4))
      const dy = 0.5 * (<f64>load<f32>(at + (width << 2)) - <f64>load<f32>(at - (width << 2)))
      const value = <f64>load<f32>(at)
      xx += g * dx * dx
      yy += g * dy * dy
      xy += g * dx * dy
      energy += g * value * value
      whole += g
    }
  }
  if (!(energy > 0)) return
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy)
  const steep = Math.asin(min<f64>(1, sqrt<f64>((xx + yy) / energy)))
  const speed = min<f64>(FASTEST, max<f64>(SLOWEST, steep))
  demodulate(plane, width, x, y, speed * Math.cos(angle), speed * Math.sin(angle), left, right, top, bottom, out)
  const re = load<f64>(out, 16)
  const im = load<f64>(out, 24)
  store<f64>(out, Math.atan2(-im, re), 16)
  store<f64>(out, min<f64>(1, (2 * (re * re + im * im)) / (whole * energy)), 24)
}

/** Leaves the wave vector and the sum over the wave's cosine and sine at `out`. */
function demodulate(
  plane: usize,
  width: i32,
  x: i32,
  y: i32,
  kx: f64,
  ky: f64,
  left: i32,
  right: i32,
  top: i32,
  bottom: i32,
  out: usize,
): void {
  for (let i = 0; i < SPAN; i++) {
    const g = load<f64>(bell + (i << 3))
    store<f64>(cosX + (i << 3), g * Math.cos(kx * <f64>(i - REACH)))
    store<f64>(sinX + (i << 3), g * Math.sin(kx * <f64>(i - REACH)))
  }
  let re: f64 = 0
  let im: f64 = 0
  for (let row = top; row <= bottom; row++) {
    let cosines: f64 = 0
    let sines: f64 = 0
    for (let column = left; column <= right; column++) {
      const value = <f64>load<f32>(plane + ((row * width + column) << 2))
      const at = (column - x + REACH) << 3
      cosines += value * load<f64>(cosX + at)
      sines += value * load<f64>(sinX + at)
    }
    const along = ky * <f64>(row - y)
    const c = weight(row - y) * Math.cos(along)
    const s = weight(row - y) * Math.sin(along)
    re += cosines * c - sines * s
    im += cosines * s + sines * c
  }
  store<f64>(out, kx)
  store<f64>(out, ky, 8)
  store<f64>(out, re, 16)
  store<f64>(out, im, 24)
}
