/**
 * Fourier transforms of the columns of a square of 64 by 64 complex numbers, radix two (Cooley and Tukey 1965), two steps at once so that
 * numbers are read and written three times and not six, four columns side by side. Of what is transformed only 32 harmonics each way can be
 * ridges, 0 to 15 and 48 to 63: others are neither made nor read.
 */

export const SIDE: i32 = 64
export const LINE: usize = 256
/** Highest harmonic kept is 15 (a wavelength of 4.2 pixels): of a transformed square rows and columns 0 to 15 and 48 to 63 live. */
export const LIVE: i32 = 16

const cosines = memory.data(32 * 4, 16)
const sines = memory.data(32 * 4, 16)
const reversed = memory.data(64, 16)

export function prepareTransform(): void {
  for (let i = 0; i < 32; i++) {
    const angle = (2.0 * Math.PI * <f64>i) / <f64>SIDE
    store<f32>(cosines + (i << 2), <f32>Math.cos(angle))
    store<f32>(sines + (i << 2), <f32>-Math.sin(angle))
  }
  for (let i = 0; i < SIDE; i++) {
    let backwards = 0
    for (let bit = 0; bit < 6; bit++) if (i & (1 << bit)) backwards |= 1 << (5 - bit)
    store<u8>(reversed + i, <u8>backwards)
  }
}

/** Where a row begins when rows lie bit-reversed. */
@inline
export function line(row: i32): usize {
  return <usize>load<u8>(reversed + row) * LINE
}

/** Transforms `count` columns in place. Rows arrive bit-reversed; of those that leave, in order, the live ones are whole. */
export function forward(real: usize, imaginary: usize, count: i32): void {
  for (let row: usize = 0; row < 64; row += 4) firstSteps(real + row * LINE, imaginary + row * LINE, count)
  middleSteps(real, imaginary, count)
  lastSteps(real, imaginary, count, false)
}

/** The inverse without division: called with parts exchanged. Of the rows that arrive, bit-reversed, only the live ones are read. */
export function backward(imaginary: usize, real: usize, count: i32): void {
  for (let row: usize = 0; row < 64; row += 4) firstStepsOfLive(imaginary + row * LINE, real + row * LINE, count)
  middleSteps(imaginary, real, count)
  lastSteps(imaginary, real, count, true)
}

/** Four rows: their turns are by nothing and by a quarter. */
@inline
function firstSteps(real: usize, imaginary: usize, count: i32): void {
  const end = real + (<usize>count << 2)
  let im = imaginary
  for (let re = real; re < end; re += 16, im += 16) {
    const ar = v128.load(re)
    const ai = v128.load(im)
    const br = v128.load(re + LINE)
    const bi = v128.load(im + LINE)
    const cr = v128.load(re + 2 * LINE)
    const ci = v128.load(im + 2 * LINE)
    const dr = v128.load(re + 3 * LINE)
    const di = v128.load(im + 3 * LINE)
    const abr = f32x4.add(ar, br)
    const abi = f32x4.add(ai, bi)
    const cdr = f32x4.add(cr, dr)
    const cdi = f32x4.add(ci, di)
    const ebr = f32x4.sub(ar, br)
    const ebi = f32x4.sub(ai, bi)
    const edr = f32x4.sub(cr, dr)
    const edi = f32x4.sub(ci, di)
    v128.store(re, f32x4.add(abr, cdr))
    v128.store(im, f32x4.add(abi, cdi))
    v128.store(re + LINE, f32x4.add(ebr, edi))
    v128.store(im + LINE, f32x4.sub(ebi, edr))
    v128.store(re + 2 * LINE, f32x4.sub(abr, cdr))
    v128.store(im + 2 * LINE, f32x4.sub(abi, cdi))
    v128.store(re + 3 * LINE, f32x4.sub(ebr, edi))
    v128.store(im + 3 * LINE, f32x4.add(ebi, edr))
  }
}

/** The same where the second and third of the four rows are nothing. */
@inline
function firstStepsOfLive(real: usize, imaginary: usize, count: i32): void {
  const end = real + (<usize>count << 2)
  let im = imaginary
  for (let re = real; re < end; re += 16, im += 16) {
    const ar = v128.load(re)
    const ai = v128.load(im)
    const dr = v128.load(re + 3 * LINE)
    const di = v128.load(im + 3 * LINE)
    v128.store(re, f32x4.add(ar, dr))
    v128.store(im, f32x4.add(ai, di))
    v128.store(re + LINE, f32x4.sub(ar, di))
    v128.store(im + LINE, f32x4.add(ai, dr))
    v128.store(re + 2 * LINE, f32x4.sub(ar, dr))
    v128.store(im + 2 * LINE, f32x4.sub(ai, di))
    v128.store(re + 3 * LINE, f32x4.add(ar, di))
    v128.store(im + 3 * LINE, f32x4.sub(ai, dr))
  }
}

function middleSteps(real: usize, imaginary: usize, count: i32): void {
  for (let k = 0; k < 4; k++) {
    turnBy(k << 3, k << 2, (k + 4) << 2)
    for (let row: usize = k; row < 64; row += 16)
      four(real + row * LINE, imaginary + row * LINE, 4 * LINE, count, true)
  }
}

function lastSteps(real: usize, imaginary: usize, count: i32, all: bool): void {
  for (let k = 0; k < 16; k++) {
    turnBy(k << 1, k, k + 16)
    four(real + <usize>k * LINE, imaginary + <usize>k * LINE, 16 * LINE, count, all)
  }
}

/** By what `four` turns: in the first of its steps, and the two halves of the second. */
let first: i32 = 0
let second: i32 = 0
let third: i32 = 0

@inline
function turnBy(inFirst: i32, inSecond: i32, inThird: i32): void {
  first = inFirst << 2
  second = inSecond << 2
  third = inThird << 2
}

/** Two steps for four rows that lie `apart`; `all` of them are written, or only the first and the last. */
@inline
function four(real: usize, imaginary: usize, apart: usize, count: i32, all: bool): void {
  const c1 = v128.load32_splat(cosines + first)
  const s1 = v128.load32_splat(sines + first)
  const c2 = v128.load32_splat(cosines + second)
  const s2 = v128.load32_splat(sines + second)
  const c3 = v128.load32_splat(cosines + third)
  const s3 = v128.load32_splat(sines + third)
  const end = real + (<usize>count << 2)
  let im = imaginary
  for (let re = real; re < end; re += 16, im += 16) {
    const br = v128.load(re + apart)
    const bi = v128.load(im + apart)
    const tr = f32x4.sub(f32x4.mul(br, c1), f32x4.mul(bi, s1))
    const ti = f32x4.add(f32x4.mul(br, s1), f32x4.mul(bi, c1))
    const dr = v128.load(re + 3 * apart)
    const di = v128.load(im + 3 * apart)
    const ur = f32x4.sub(f32x4.mul(dr, c1), f32x4.mul(di, s1))
    const ui = f32x4.add(f32x4.mul(dr, s1), f32x4.mul(di, c1))
    const ar = v128.load(re)
    const ai = v128.load(im)
    const cr = v128.load(re + 2 * apart)
    const ci = v128.load(im + 2 * apart)
    const er = f32x4.add(cr, ur)
    const ei = f32x4.add(ci, ui)
    const fr = f32x4.sub(cr, ur)
    const fi = f32x4.sub(ci, ui)
    const vr = f32x4.sub(f32x4.mul(er, c2), f32x4.mul(ei, s2))
    const vi = f32x4.add(f32x4.mul(er, s2), f32x4.mul(ei, c2))
    const wr = f32x4.sub(f32x4.mul(fr, c3), f32x4.mul(fi, s3))
    const wi = f32x4.add(f32x4.mul(fr, s3), f32x4.mul(fi, c3))
    const gr = f32x4.add(ar, tr)
    const gi = f32x4.add(ai, ti)
    const hr = f32x4.sub(ar, tr)
    const hi = f32x4.sub(ai, ti)
    v128.store(re, f32x4.add(gr, vr))
    v128.store(im, f32x4.add(gi, vi))
    v128.store(re + 3 * apart, f32x4.sub(hr, wr))
    v128.store(im + 3 * apart, f32x4.sub(hi, wi))
    if (!all) continue
    v128.store(re + apart, f32x4.add(hr, wr))
    v128.store(im + apart, f32x4.add(hi, wi))
    v128.store(re + 2 * apart, f32x4.sub(gr, vr))
    v128.store(im + 2 * apart, f32x4.sub(gi, vi))
  }
}

/** Transposes the rows and columns given (multiples of four), writing rows bit-reversed. */
@inline
export function transpose(from: usize, to: usize, row: i32, rowEnd: i32, column: i32, columnEnd: i32): void {
  for (let r = row; r < rowEnd; r += 4)
    for (let c = column; c < columnEnd; c += 4) {
      const at = from + r * LINE + (c << 2)
      const x = v128.load(at)
      const y = v128.load(at + LINE)
      const z = v128.load(at + 2 * LINE)
      const w = v128.load(at + 3 * LINE)
      const xy = v128.shuffle<f32>(x, y, 0, 4, 1, 5)
      const zw = v128.shuffle<f32>(z, w, 0, 4, 1, 5)
      const XY = v128.shuffle<f32>(x, y, 2, 6, 3, 7)
      const ZW = v128.shuffle<f32>(z, w, 2, 6, 3, 7)
      const target = to + (r << 2)
      v128.store(target + line(c), v128.shuffle<f32>(xy, zw, 0, 1, 4, 5))
      v128.store(target + line(c + 1), v128.shuffle<f32>(xy, zw, 2, 3, 6, 7))
      v128.store(target + line(c + 2), v128.shuffle<f32>(XY, ZW, 0, 1, 4, 5))
      v128.store(target + line(c + 3), v128.shuffle<f32>(XY, ZW, 2, 3, 6, 7))
    }
}
