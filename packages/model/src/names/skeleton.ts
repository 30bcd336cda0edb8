import { ARABIC, CYRILLIC, ETHIOPIC_SERIES, LATIN_GROUPS, type Readings } from './letters.ts'

/** More readings than this of one word are not followed: the first letters' second readings matter most. */
const MAX_READINGS = 6

/**
 * The consonants of a word as classes of sounds, in every script alike: Muhammad, Mohamed and محمد are all `mhmd`. The first is the
 * usual reading. Empty when the word has no consonant we know.
 *
 * @param word one word, as `foldLetters` leaves it.
 */
export function skeletons(word: string): readonly string[] {
  let readings: readonly string[] = ['']
  for (const sounds of soundsOf(word)) {
    const next = readings.flatMap(sofar => [...sounds].map(sound => extended(sofar, sound)))
    readings = [...new Set(next)].slice(0, MAX_READINGS)
  }
  return [...new Set(readings.flatMap(endings))].filter(key => key.length > 0).slice(0, MAX_READINGS)
}

/** A capital is two sounds that one group of letters may also write: `S` is s and h, as in Ishaq. */
const extended = (sofar: string, sound: string): string => {
  const [first, second] = sound === sound.toLowerCase() ? [sound, ''] : [sound.toLowerCase(), 'h']
  return first === '-' || sofar.endsWith(first) ? sofar + second : sofar + first + second
}

/** Turkish and Chadian spellings harden the last letter (Ahmet, Mahamat); a last h is written or not. */
function endings(reading: string): readonly string[] {
  const open = reading.length > 1 && reading.endsWith('h') ? reading.slice(0, -1) : reading
  return open.endsWith('t') && open.length > 1 ? [open, `${open.slice(0, -1)}d`] : [open]
}

function soundsOf(word: string): readonly Readings[] {
  if (/\p{Script=Arabic}/u.test(word)) return opened(word, /^و/u, /^ي|^ی/u, letterSounds(word, ARABIC))
  if (/\p{Script=Cyrillic}/u.test(word)) return opened(word, /^у[аеоиэя]/u, /^[йяюёїє]/u, letterSounds(word, CYRILLIC))
  if (/\p{Script=Ethiopic}/u.test(word)) return ethiopicSounds(word)
  return opened(word, /^(w|ou[aei])/u, /^(y|i[aou])/u, hardened(word, latinSounds(word)))
}

/** W and y are heard as consonants where they open the word, and are vowels elsewhere. */
const opened = (word: string, w: RegExp, y: RegExp, sounds: readonly Readings[]): readonly Readings[] =>
  w.test(word) ? ['w', ...sounds] : y.test(word) ? ['y', ...sounds] : sounds

/** German and Slavic spellings open with j where others write y. */
const hardened = (word: string, sounds: readonly Readings[]): readonly Readings[] =>
  word.startsWith('j') ? ['jy', ...sounds.slice(1)] : sounds

const letterSounds = (word: string, alphabet: Readonly<Record<string, Readings>>): readonly Readings[] =>
  [...word].flatMap(letter => alphabet[letter] ?? [])

function ethiopicSounds(word: string): readonly Readings[] {
  const sounds = [...word].flatMap(syllable => {
    const series = syllable.codePointAt(0)! & ~7
    return ETHIOPIC_SERIES.find(([start]) => start === series)?.[1] ?? []
  })
  return sounds.filter((sound, at) => sound !== '' && (at === 0 || (sound !== 'w' && sound !== 'y')))
}

function latinSounds(word: string): readonly Readings[] {
  const sounds: Readings[] = []
  for (let at = 0; at < word.length; ) {
    const group = LATIN_GROUPS.find(([written]) => word.startsWith(written, at))
    // A soft c takes only the c: its vowel is no sound of its own here, but may open a group.
    at += group === undefined || /^c[ei]$/.test(group[0]) ? 1 : group[0].length
    if (group !== undefined) sounds.push(group[1])
  }
  return sounds
}
