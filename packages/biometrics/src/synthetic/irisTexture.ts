import type { SeededRandom } from '@nansen/kernel'

/** The sheet of an iris: columns around the pupil, rows from pupil to limbus. */
export const TEXTURE_COLUMNS = 1024
export const TEXTURE_ROWS = 64

/** Layers of detail: knots around and outwards, and how strong. Threads are lines where a layer crosses zero. */
const LAYERS = [
  { around: 30, outwards: 5, strength: 0.5, threads: false },
  { around: 70, outwards: 7, strength: 0.55, threads: false },
  { around: 110, outwards: 5, strength: 0.75, threads: true },
  { around: 190, outwards: 12, strength: 0.4, threads: false },
  { around: 300, outwards: 9, strength: 0.35, threads: true },
] as const

/**
 * The texture of one invented iris, `TEXTURE_COLUMNS * TEXTURE_ROWS` values around 0: threads from pupil to limbus that wave, dark
 * crypts between them, a bright jagged collarette, and faint rings where the iris folds.
 */
export function irisTexture(random: SeededRandom): Float32Array {
  const layers = LAYERS.map((layer, i) => ({
    ...layer,
    at: aroundNoise(random.stream(`layer ${i}`), layer.around, layer.outwards),
  }))
  const wave = aroundNoise(random.stream('wave'), 14, 4)
  const jag = aroundNoise(random.stream('jag'), 22, 2)
  const collarette = 0.28 + 0.06 * random.next()
  const folds = 2 + random.below(3)
  const crypts = cryptsOf(random.stream('crypts'))
  const texture = new Float32Array(TEXTURE_COLUMNS * TEXTURE_ROWS)
  for (let row = 0; row < TEXTURE_ROWS; row++) {
    const out = row / (TEXTURE_ROWS - 1)
    for (let column = 0; column < TEXTURE_COLUMNS; column++) {
      const turn = column / TEXTURE_COLUMNS
      const bent = turn + 0.012 * wave(turn, out)
      let value = 0
      for (const { at, strength, threads } of layers) {
        const noise = at(bent, out)
        value += strength * (threads ? 0.7 - 1.6 * Math.min(1, Math.abs(noise)) : noise)
      }
      const ring = (out - collarette - 0.035 * jag(turn, 0.5)) / 0.05
      value += 0.9 * Math.exp(-ring * ring) + 0.12 * Math.sin(out * folds * 2 * Math.PI)
      texture[row * TEXTURE_COLUMNS + column] = value - crypts(turn, out)
    }
  }
  return texture
}

/** Smooth noise that closes around: `turn` 0 to 1 and on, `out` 0 to 1. Standard normal at its knots. */
function aroundNoise(random: SeededRandom, around: number, outwards: number): (turn: number, out: number) => number {
  const knots = Float32Array.from({ length: around * (outwards + 2) }, () => random.normal())
  const eased = (t: number) => t * t * (3 - 2 * t)
  return (turn, out) => {
    const x = (turn - Math.floor(turn)) * around
    const left = Math.floor(x) % around
    const right = (left + 1) % around
    const y = Math.max(0, Math.min(1, out)) * outwards
    const row = Math.floor(y) * around
    const [across, down] = [eased(x % 1), eased(y % 1)]
    const top = knots[row + left]! * (1 - across) + knots[row + right]! * across
    const bottom = knots[row + around + left]! * (1 - across) + knots[row + around + right]! * across
    return top * (1 - down) + bottom * down
  }
}

/** Some tens of lens-shaped hollows, most of them near the collarette. */
function cryptsOf(random: SeededRandom): (turn: number, out: number) => number {
  const crypts = Array.from({ length: 22 + random.below(18) }, () => ({
    turn: random.next(),
    out: 0.18 + 0.5 * random.next() ** 1.5,
    wide: 0.006 + 0.009 * random.next(),
    long: 0.05 + 0.09 * random.next(),
    depth: 0.8 + 1.1 * random.next(),
  }))
  return (turn, out) => {
    let dark = 0
    for (const crypt of crypts) {
      const gap = Math.abs(turn - crypt.turn)
      const across = Math.min(gap, 1 - gap) / crypt.wide
      const along = (out - crypt.out) / crypt.long
      const distance = across * across + along * along
      if (distance < 4) dark += crypt.depth * Math.exp(-distance)
    }
    return dark
  }
}
