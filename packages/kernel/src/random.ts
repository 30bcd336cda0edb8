/** Numbers that look random and are the same every time for the same seed: for invented people and tests, never for keys. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform whole number in [0, below). */
  below(below: number): number
  /** Standard normal (Box-Muller). */
  normal(): number
  /** One of the list. The list must not be empty. */
  pick<T>(of: readonly T[]): T
  /** True with the given probability. */
  chance(probability: number): boolean
  /** An independent stream: the same name gives the same stream, whatever was drawn before. */
  stream(name: string): SeededRandom
}

/** xoshiro128** (Blackman and Vigna 2018), seeded through splitmix32. */
export function seededRandom(seed: number | string): SeededRandom {
  const text = String(seed)
  let mix = 0x9e3779b9
  for (let i = 0; i < text.length; i++) mix = Math.imul(mix ^ text.charCodeAt(i), 0x85ebca6b) ^ (mix >>> 13)
  const splitmix = () => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  const s = new Uint32Array([splitmix(), splitmix(), splitmix(), splitmix()])
  const rotate = (x: number, k: number) => ((x << k) | (x >>> (32 - k))) >>> 0
  const bits = () => {
    const result = Math.imul(rotate(Math.imul(s[1]!, 5) >>> 0, 7), 9) >>> 0
    const t = (s[1]! << 9) >>> 0
    s[2]! ^= s[0]!
    s[3]! ^= s[1]!
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= t
    s[3] = rotate(s[3]!, 11)
    return result
  }
  const random: SeededRandom = {
    next: () => bits() / 2 ** 32,
    below: below => Math.floor((bits() / 2 ** 32) * below),
    normal: () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()),
    pick: of => of[random.below(of.length)]!,
    chance: probability => random.next() < probability,
    stream: name => seededRandom(`${text}/${name}`),
  }
  return random
}
