import type { Site, Slap } from '@nansen/biometrics'

const FINGERS = ['thumb', 'index', 'middle', 'ring', 'little'] as const
const SIDES = { r: 0, right: 0, l: 5, left: 5 } as const

/**
 * Which finger or eye a file's name says it is, or null: `finger-3.png`, `right_index.wsq`, `L4.bmp`, `iris-left.png`, `eye_right.jpg`.
 * Scanners and folders name captures in a few ways; whatever is not understood is shown to the officer, never guessed.
 */
export function siteOfFile(name: string): Site | null {
  const words = wordsOf(name)
  const side = words.find((word): word is keyof typeof SIDES => Object.hasOwn(SIDES, word))
  if (words.includes('iris') || words.includes('eye'))
    return side === undefined ? null : side.startsWith('r') ? 'iris-right' : 'iris-left'
  const finger = FINGERS.findIndex(each => words.includes(each))
  if (finger >= 0 && side !== undefined) return `finger-${SIDES[side] + finger + 1}` as Site
  return numbered(words)
}

/** Which several fingers a file's name says it shows, or null: `right_four.png`, `slap-left.wsq`, `both thumbs.bmp`. */
export function slapOfFile(name: string): Slap | null {
  const words = wordsOf(name)
  if (words.includes('thumbs')) return 'thumbs'
  if (!words.some(word => word === 'four' || word === 'slap' || word === 'fingers')) return null
  const side = words.find((word): word is keyof typeof SIDES => Object.hasOwn(SIDES, word))
  return side === undefined ? null : side.startsWith('r') ? 'right-four' : 'left-four'
}

const wordsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .replace(/\.[a-z0-9]+$/, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

function numbered(words: readonly string[]): Site | null {
  const short = words.map(word => /^([rl])([1-5])$/.exec(word)).find(match => match !== null)
  if (short) return `finger-${(short[1] === 'l' ? 5 : 0) + Number(short[2])}` as Site
  const at = words.indexOf('finger')
  const position = Number(words[at + 1])
  return at >= 0 && Number.isInteger(position) && position >= 1 && position <= 10
    ? (`finger-${position}` as Site)
    : null
}
