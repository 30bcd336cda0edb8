/**
 * Ge'ez script by BGN/PCGN 1967 (Amharic), without its marks: a first-order vowel is `e` (`a` after h, ayn and alef), a fifth `e`, a
 * sixth is silent or `i`. Whether a sixth-order letter is silent the script does not say: here it is, unless the word could not be said.
 */
const SERIES: readonly (readonly [start: number, consonant: string])[] = [
  [0x1200, 'h'],
  [0x1208, 'l'],
  [0x1210, 'h'],
  [0x1218, 'm'],
  [0x1220, 's'],
  [0x1228, 'r'],
  [0x1230, 's'],
  [0x1238, 'sh'],
  [0x1240, 'k'],
  [0x1250, 'k'],
  [0x1260, 'b'],
  [0x1268, 'v'],
  [0x1270, 't'],
  [0x1278, 'ch'],
  [0x1280, 'h'],
  [0x1290, 'n'],
  [0x1298, 'ny'],
  [0x12a0, ''],
  [0x12a8, 'k'],
  [0x12b8, 'kh'],
  [0x12c8, 'w'],
  [0x12d0, ''],
  [0x12d8, 'z'],
  [0x12e0, 'zh'],
  [0x12e8, 'y'],
  [0x12f0, 'd'],
  [0x12f8, 'd'],
  [0x1300, 'j'],
  [0x1308, 'g'],
  [0x1318, 'ng'],
  [0x1320, 't'],
  [0x1328, 'ch'],
  [0x1330, 'p'],
  [0x1338, 'ts'],
  [0x1340, 'ts'],
  [0x1348, 'f'],
  [0x1350, 'p'],
]
/** Series whose consonant is said with rounded lips, in places of their own. */
const ROUNDED: readonly (readonly [start: number, consonant: string])[] = [
  [0x1248, 'kw'],
  [0x1258, 'kw'],
  [0x1288, 'hw'],
  [0x12b0, 'kw'],
  [0x12c0, 'khw'],
  [0x1310, 'gw'],
]
const VOWELS = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa'] as const
const OPEN_FIRST = new Set([0x1200, 0x1210, 0x1280, 0x12a0, 0x12d0])
const SIXTH = 5

/** Latin letters of an Ethiopic word in lower case; null where a character is no letter of the script. */
export function ethiopicWord(word: string): string | null {
  let latin = ''
  let isOpen = false // whether the letter before ended in a vowel
  const letters = [...word]
  for (const [at, letter] of letters.entries()) {
    const read = syllable(letter)
    if (read === null) return null
    const { consonant, vowel } = read
    const isLast = at === letters.length - 1
    const said: string = vowel === '' && (consonant === '' || !(isLast || isOpen)) ? 'i' : vowel
    latin += consonant + said
    isOpen = said !== ''
  }
  return latin
}

function syllable(letter: string): { readonly consonant: string; readonly vowel: string } | null {
  const point = letter.codePointAt(0)!
  const start = point & ~7
  const order = point & 7
  const plain = SERIES.find(([first]) => first === start)
  if (plain !== undefined) {
    const vowel = order === 0 && OPEN_FIRST.has(start) ? 'a' : VOWELS[order]!
    return { consonant: plain[1], vowel: order === SIXTH ? '' : vowel }
  }
  const rounded = ROUNDED.find(([first]) => first === start)
  if (rounded !== undefined) return { consonant: rounded[1], vowel: VOWELS[order]! === '' ? 'i' : VOWELS[order]! }
  if (point >= 0x1358 && point <= 0x135a) return { consonant: ['ry', 'my', 'fy'][point - 0x1358]!, vowel: 'a' }
  return null
}
