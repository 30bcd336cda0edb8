/**
 * The layers of the small networks that find a face and its points. A picture lies row by row, channels last, as f32; channels out are a multiple of
 * 16, in a multiple of 4 where whole vectors are read. Sums run over taps, then channels in, in rising order: the TypeScript twin,
 * `src/face/layersSlowly.ts`, says the same to the last bit.
 */

/** What a layer does with its sums: 0 nothing, 1 a tenth of what is below zero, 2 nothing below zero. */
type Act = i32

export function heapBase(): usize {
  return __heap_base
}

// @ts-ignore: decorator
@inline
function acted(sum: v128, act: Act): v128 {
  if (act == 1) return f32x4.max(sum, f32x4.mul(sum, f32x4.splat(0.1)))
  if (act == 2) return f32x4.max(sum, f32x4.splat(0))
  return sum
}

/** 3 x 3 taps over `channels` in, `filters` out. Weights: tap row, tap column, channel, filter. Outside the picture is zero. */
export function conv(
  from: usize,
  height: i32,
  width: i32,
  channels: i32,
  weights: usize,
  bias: usize,
  filters: i32,
  stride: i32,
  top: i32,
  left: i32,
  outHeight: i32,
  outWidth: i32,
  to: usize,
  act: Act,
): void {
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      for (let f = 0; f < filters; f += 16) {
        const b = bias + (<usize>f << 2)
        let s0 = v128.load(b)
        let s1 = v128.load(b, 16)
        let s2 = v128.load(b, 32)
        let s3 = v128.load(b, 48)
        for (let tap = 0; tap < 9; tap++) {
          const row = y * stride - top + tap / 3
          const column = x * stride - left + (tap % 3)
          if (row < 0 || row >= height || column < 0 || column >= width) continue
          const pixel = from + (<usize>((row * width + column) * channels) << 2)
          for (let c = 0; c < channels; c++) {
            const value = f32x4.splat(load<f32>(pixel + (<usize>c << 2)))
            const w = weights + (<usize>((tap * channels + c) * filters + f) << 2)
            s0 = f32x4.add(s0, f32x4.mul(value, v128.load(w)))
            s1 = f32x4.add(s1, f32x4.mul(value, v128.load(w, 16)))
            s2 = f32x4.add(s2, f32x4.mul(value, v128.load(w, 32)))
            s3 = f32x4.add(s3, f32x4.mul(value, v128.load(w, 48)))
          }
        }
        const out = to + (<usize>((y * outWidth + x) * filters + f) << 2)
        v128.store(out, acted(s0, act))
        v128.store(out, acted(s1, act), 16)
        v128.store(out, acted(s2, act), 32)
        v128.store(out, acted(s3, act), 48)
      }
    }
  }
}

/** 3 x 3 taps, each channel by itself. Weights: tap row, tap column, channel. */
export function depthwise(
  from: usize,
  height: i32,
  width: i32,
  channels: i32,
  weights: usize,
  stride: i32,
  top: i32,
  left: i32,
  outHeight: i32,
  outWidth: i32,
  to: usize,
): void {
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const out = to + (<usize>((y * outWidth + x) * channels) << 2)
      for (let c = 0; c < channels; c += 4) {
        let sum = f32x4.splat(0)
        for (let tap = 0; tap < 9; tap++) {
          const row = y * stride - top + tap / 3
          const column = x * stride - left + (tap % 3)
          if (row < 0 || row >= height || column < 0 || column >= width) continue
          const value = v128.load(from + (<usize>((row * width + column) * channels + c) << 2))
          sum = f32x4.add(sum, f32x4.mul(value, v128.load(weights + (<usize>(tap * channels + c) << 2))))
        }
        v128.store(out + (<usize>c << 2), sum)
      }
    }
  }
}

/** Each of `count` pixels: `channels` in, `filters` out. Weights: channel, filter. Two pixels at a time. */
export function pointwise(
  from: usize,
  count: i32,
  channels: i32,
  weights: usize,
  bias: usize,
  filters: i32,
  to: usize,
  act: Act,
): void {
  for (let pixel = 0; pixel < count; pixel += 2) {
    const one = from + (<usize>(pixel * channels) << 2)
    const second = pixel + 1 < count ? pixel + 1 : pixel
    const two = from + (<usize>(second * channels) << 2)
    for (let f = 0; f < filters; f += 16) {
      const b = bias + (<usize>f << 2)
      let a0 = v128.load(b)
      let a1 = v128.load(b, 16)
      let a2 = v128.load(b, 32)
      let a3 = v128.load(b, 48)
      let b0 = a0
      let b1 = a1
      let b2 = a2
      let b3 = a3
      let w = weights + (<usize>f << 2)
      for (let c = 0; c < channels; c++) {
        const first = f32x4.splat(load<f32>(one + (<usize>c << 2)))
        const other = f32x4.splat(load<f32>(two + (<usize>c << 2)))
        const w0 = v128.load(w)
        const w1 = v128.load(w, 16)
        const w2 = v128.load(w, 32)
        const w3 = v128.load(w, 48)
        a0 = f32x4.add(a0, f32x4.mul(first, w0))
        a1 = f32x4.add(a1, f32x4.mul(first, w1))
        a2 = f32x4.add(a2, f32x4.mul(first, w2))
        a3 = f32x4.add(a3, f32x4.mul(first, w3))
        b0 = f32x4.add(b0, f32x4.mul(other, w0))
        b1 = f32x4.add(b1, f32x4.mul(other, w1))
        b2 = f32x4.add(b2, f32x4.mul(other, w2))
        b3 = f32x4.add(b3, f32x4.mul(other, w3))
        w += <usize>filters << 2
      }
      const outOne = to + (<usize>(pixel * filters + f) << 2)
      v128.store(outOne, acted(a0, act))
      v128.store(outOne, acted(a1, act), 16)
      v128.store(outOne, acted(a2, act), 32)
      v128.store(outOne, acted(a3, act), 48)
      const outTwo = to + (<usize>(second * filters + f) << 2)
      v128.store(outTwo, acted(b0, act))
      v128.store(outTwo, acted(b1, act), 16)
      v128.store(outTwo, acted(b2, act), 32)
      v128.store(outTwo, acted(b3, act), 48)
    }
  }
}

/** The greatest of 2 x 2 pixels, from each `stride`-th on; beyond the right and lower edge there is nothing. */
export function greatest(
  from: usize,
  height: i32,
  width: i32,
  channels: i32,
  stride: i32,
  outHeight: i32,
  outWidth: i32,
  to: usize,
): void {
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const row = y * stride
      const column = x * stride
      const right: usize = column + 1 < width ? <usize>channels << 2 : 0
      const below: usize = row + 1 < height ? <usize>(width * channels) << 2 : 0
      const corner = from + (<usize>((row * width + column) * channels) << 2)
      const out = to + (<usize>((y * outWidth + x) * channels) << 2)
      for (let at: usize = 0; at < <usize>channels << 2; at += 16) {
        const pixel = corner + at
        const upper = f32x4.max(v128.load(pixel), v128.load(pixel + right))
        v128.store(out + at, f32x4.max(upper, f32x4.max(v128.load(pixel + below), v128.load(pixel + below + right))))
      }
    }
  }
}

/** `count` numbers (a multiple of 4) of one added to those of another. */
export function sum(one: usize, other: usize, count: i32, to: usize, act: Act): void {
  for (let at: usize = 0; at < <usize>count << 2; at += 16)
    v128.store(to + at, acted(f32x4.add(v128.load(one + at), v128.load(other + at)), act))
}
