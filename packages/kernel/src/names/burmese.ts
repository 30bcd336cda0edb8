/**
 * Burmese by BGN/PCGN 1970 without tones, a syllable a word as names are written, and with two customs of passports: `kh` for the system's
 * hk and `ph` for its hp.
 */
const INITIALS = new Map(
  'က=k ခ=kh ဂ=g ဃ=g င=ng စ=s ဆ=s ဇ=z ဈ=z ဉ=ny ည=ny ဋ=t ဌ=ht ဍ=d ဎ=d ဏ=n တ=t ထ=ht ဒ=d ဓ=d န=n ပ=p ဖ=ph ဗ=b ဘ=b မ=m ယ=y ရ=y လ=l ဝ=w သ=th ဟ=h ဠ=l အ= ဿ=th ၐ=sh ၑ=sh'
    .split(' ')
    .map(pair => pair.split('=') as [string, string]),
)
const FREE_VOWELS = new Map(
  'ဣ=i ဤ=i ဥ=u ဦ=u ဧ=e ဩ=aw ဪ=aw ဨ=e ဢ=a ၌=hnaik ၍=ywe ၎=lagaung ၏=i'
    .split(' ')
    .map(pair => pair.split('=') as [string, string]),
)
/** Vowel signs in the order typed, without tones, and what they are before each kind of final. */
const RHYMES: Readonly<Record<string, readonly [open: string, k: string, ng: string, t: string, n: string]>> = {
  '': ['a', 'et', 'in', 'at', 'an'],
  'ာ': ['a', 'at', 'an', 'at', 'an'],
  'ိ': ['i', 'eik', 'ein', 'eik', 'ein'],
  'ီ': ['i', 'eik', 'ein', 'eik', 'ein'],
  'ု': ['u', 'ok', 'on', 'ok', 'on'],
  'ူ': ['u', 'ok', 'on', 'ok', 'on'],
  'ေ': ['ay', 'it', 'in', 'it', 'in'],
  'ဲ': ['e', 'et', 'e', 'et', 'e'],
  'ော': ['aw', 'auk', 'aung', 'auk', 'aung'],
  'ို': ['o', 'aik', 'aing', 'aik', 'aing'],
  'ွ': ['wa', 'wet', 'win', 'ut', 'un'],
}
const FINALS: readonly (readonly [letters: string, kind: 1 | 2 | 3 | 4])[] = [
  ['ကခဂဃ', 1],
  ['င', 2],
  ['တထဒဓပဖဗဘဋဌဍဎသ', 3],
  ['နမဏလဠ', 4],
]
const ASAT = '်'
const STACK = '္'
const TONES = /[့းႈ-ႍႏ]/gu
const SYLLABLE = /([ကခဂဃငစဆဇဈဉညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအဿၐၑ])([ျြွှ]*)(ော|ေ|ို|[ာါိီုူဲ])?(ံ)?((?:[က-အ]်)?)်?/uy

/** Latin words of a Burmese word, a syllable each, in lower case; null where a character is no letter of the script. */
export function burmeseWord(word: string): string | null {
  const text = word
    .normalize('NFC')
    .replace(TONES, '')
    .replaceAll('ါ', 'ာ')
    .replaceAll('ေါ', 'ော')
    .replaceAll('ိံ', 'ိမ်')
    .replaceAll('ုံ', 'ုမ်')
    // a stacked letter closes one syllable and opens the next
    .replaceAll(STACK, ASAT)
  const syllables: string[] = []
  for (let at = 0; at < text.length; ) {
    const free = FREE_VOWELS.get(text[at]!)
    if (free !== undefined) {
      syllables.push(free)
      at += 1
      while (/[ီု]/u.test(text[at] ?? '')) at++
      continue
    }
    SYLLABLE.lastIndex = at
    const match = SYLLABLE.exec(text)
    if (match === null) return null
    syllables.push(said(match))
    at = SYLLABLE.lastIndex
  }
  return syllables.join(' ')
}

/** Finals that make a rhyme of their own, after a plain vowel and after w. */
const OWN_RHYMES: Readonly<Record<string, readonly [plain: string, afterW: string]>> = {
  စ: ['it', 'wit'],
  ဆ: ['it', 'wit'],
  ဇ: ['it', 'wit'],
  ည: ['i', 'wi'],
  ဉ: ['in', 'win'],
  ယ: ['e', 'we'],
}
const SILENT_FINALS = 'ရဝဟအ'

function said([, initial = '', medials = '', vowel = '', nasal = '', final = '']: RegExpExecArray): string {
  const hasW = medials.includes('ွ')
  const rhyme = RHYMES[vowel === '' && hasW ? 'ွ' : vowel]!
  const start = opening(initial, medials.replace('ွ', ''), hasW && vowel !== '')
  const letter = final.slice(0, 1)
  const own = OWN_RHYMES[letter]
  if (nasal !== '') return start + rhyme[4]
  if (own !== undefined) return start + own[hasW ? 1 : 0]
  return start + rhyme[letter === '' || SILENT_FINALS.includes(letter) ? 0 : kindOf(letter)]
}

const kindOf = (final: string): 1 | 2 | 3 | 4 => FINALS.find(([letters]) => letters.includes(final))?.[1] ?? 3

function opening(initial: string, medials: string, w: boolean): string {
  const glide = /[ျြ]/u.test(medials)
  const breathed = medials.includes('ှ')
  const bare = INITIALS.get(initial) ?? ''
  const soft: Readonly<Record<string, string>> = { က: 'ky', ခ: 'ch', ဂ: 'gy', င: 'ny', သ: 'thy' }
  const withGlide = glide ? (soft[initial] ?? `${bare}y`) : bare
  const aired = breathed
    ? initial === 'ရ' || (initial === 'လ' && glide) || initial === 'ယ'
      ? 'sh'
      : `h${withGlide}`
    : withGlide
  return aired + (w ? 'w' : '')
}
