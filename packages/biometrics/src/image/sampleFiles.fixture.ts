/** Files made by hand for the tests of the decoders, so that none of them is anybody's. */

function bytesOf(
  write: (put: {
    u8(value: number): void
    u16(value: number): void
    u32(value: number): void
    all(bytes: Iterable<number>): void
  }) => void,
  bigEndian = false,
): Uint8Array {
  const out: number[] = []
  const number = (value: number, size: number) => {
    for (let i = 0; i < size; i++) out.push((value >>> (8 * (bigEndian ? size - 1 - i : i))) & 255)
  }
  write({
    u8: value => number(value, 1),
    u16: value => number(value, 2),
    u32: value => number(value, 4),
    all: bytes => out.push(...bytes),
  })
  return Uint8Array.from(out)
}

export function pgmOf(width: number, height: number, pixels: Uint8Array): Uint8Array {
  return bytesOf(put => {
    put.all(Buffer.from(`P5\n# made by hand\n${width} ${height}\n255\n`))
    put.all(pixels)
  })
}

/** 8 bits with a grey palette. */
export function bmpOf(
  width: number,
  height: number,
  pixels: Uint8Array,
  { topDown = false, perMetre = 0, claimedWidth = width } = {},
): Uint8Array {
  const stride = Math.ceil(width / 4) * 4
  return bytesOf(put => {
    put.all(Buffer.from('BM'))
    put.u32(54 + 1024 + stride * height)
    put.u32(0)
    put.u32(54 + 1024)
    put.u32(40)
    put.u32(claimedWidth)
    put.u32(topDown ? -height : height)
    put.u16(1)
    put.u16(8)
    put.u32(0)
    put.u32(0)
    put.u32(perMetre)
    put.u32(perMetre)
    put.u32(256)
    put.u32(0)
    for (let i = 0; i < 256; i++) put.all([i, i, i, 0])
    for (let row = 0; row < height; row++) {
      const y = topDown ? row : height - 1 - row
      put.all(pixels.subarray(y * width, (y + 1) * width))
      put.all(new Uint8Array(stride - width))
    }
  })
}

/** 8 bits grey in strips. */
export function tiffOf(
  width: number,
  height: number,
  pixels: Uint8Array,
  { bigEndian = false, packBits = false, whiteIsZero = false, rowsPerStrip = height, dpi = 0 } = {},
): Uint8Array {
  const strips = Array.from({ length: Math.ceil(height / rowsPerStrip) }, (_, i) => {
    const raw = pixels.subarray(i * rowsPerStrip * width, (i + 1) * rowsPerStrip * width)
    return packBits ? Uint8Array.from([...raw].flatMap(value => [0, value])) : raw
  })
  const fields: [number, number, number[]][] = [
    [256, 3, [width]],
    [257, 3, [height]],
    [258, 3, [8]],
    [259, 3, [packBits ? 32773 : 1]],
    [262, 3, [whiteIsZero ? 0 : 1]],
    [273, 4, strips.map(() => 0)],
    [278, 3, [rowsPerStrip]],
    [279, 4, strips.map(strip => strip.length)],
    ...(dpi > 0
      ? ([
          [282, 5, [dpi, 1]],
          [283, 5, [dpi, 1]],
        ] satisfies [number, number, number[]][])
      : []),
  ]
  const valuesAt = 8 + 2 + fields.length * 12 + 4
  const outside = ([, type, values]: [number, number, number[]]) =>
    type === 5 || values.length * (type === 3 ? 2 : 4) > 4 ? values.length * 4 : 0
  let stripAt = valuesAt + fields.reduce((sum, field) => sum + outside(field), 0)
  const starts = fields.find(([tag]) => tag === 273)![2]
  strips.forEach((strip, i) => {
    starts[i] = stripAt
    stripAt += strip.length
  })
  return bytesOf(put => {
    put.all(Buffer.from(bigEndian ? 'MM' : 'II'))
    put.u16(42)
    put.u32(8)
    put.u16(fields.length)
    let at = valuesAt
    for (const field of fields) {
      const [tag, type, values] = field
      put.u16(tag)
      put.u16(type)
      put.u32(type === 5 ? 1 : values.length)
      if (outside(field) > 0) {
        put.u32(at)
        at += outside(field)
      } else if (type === 3) {
        put.u16(values[0]!)
        put.u16(0)
      } else put.u32(values[0]!)
    }
    put.u32(0)
    for (const field of fields) if (outside(field) > 0) for (const value of field[2]) put.u32(value)
    for (const strip of strips) put.all(strip)
  }, bigEndian)
}
