/** Devanagari by the Hunterian system (India's own, UNGEGN), without marks; the vowel that ends a word is not said. */
const CONSONANTS = new Map(
  'क=k ख=kh ग=g घ=gh ङ=ng च=ch छ=chh ज=j झ=jh ञ=ny ट=t ठ=th ड=d ढ=dh ण=n त=t थ=th द=d ध=dh न=n ऩ=n प=p फ=ph ब=b भ=bh म=m य=y र=r ऱ=r ल=l ळ=l ऴ=l व=v श=sh ष=sh स=s ह=h क़=q ख़=kh ग़=gh ज़=z ड़=r ढ़=rh फ़=f य़=y ॸ=d ॹ=zh ॺ=y ॻ=g ॼ=j ॾ=d ॿ=b'
    .normalize('NFC')
    .split(' ')
    .map(pair => pair.split('=') as [string, string]),
)
const VOWELS = new Map(
  'अ=a आ=a इ=i ई=i उ=u ऊ=u ऋ=ri ॠ=ri ऌ=li ॡ=li ऍ=e ऎ=e ए=e ऐ=ai ऑ=o ऒ=o ओ=o औ=au ॲ=a ऄ=a ॳ=a ॴ=a ॵ=au ॶ=u ॷ=u ॐ=om'
    .split(' ')
    .map(pair => pair.split('=') as [string, string]),
)
const SIGNS = new Map(
  'ा=a ि=i ी=i ु=u ू=u ृ=ri ॄ=ri ॢ=li ॣ=li ॅ=e ॆ=e े=e ै=ai ॉ=o ॊ=o ो=o ौ=au ॏ=au ऺ=a ऻ=a ॖ=u ॗ=u ॎ=e ॕ=e'
    .split(' ')
    .map(pair => pair.split('=') as [string, string]),
)
const NASAL = /^[ँंऀ]$/u
const BREATH = 'ः'
const VIRAMA = '्'
/** Marks that change no letter: avagraha, accents of the Vedas, the dot of abbreviation. */
const SILENT = /^[ऽ॒॑॓॔॰ॱॽ]$/u

/** Latin letters of a word in lower case; null where a character is no letter of the script. */
export function devanagariWord(word: string): string | null {
  const letters = lettersOf(word.normalize('NFC')).filter(letter => !SILENT.test(letter))
  let latin = ''
  for (const [at, letter] of letters.entries()) {
    if (letter === VIRAMA) continue
    const read = SIGNS.get(letter) ?? standing(letter)
    if (read === null) return null
    const inherent = CONSONANTS.has(letters[at - 1] ?? '') && !SIGNS.has(letter)
    latin += (inherent ? 'a' : '') + read
  }
  return CONSONANTS.has(letters.at(-1) ?? '') && keepsVowel(latin, letters.length) ? `${latin}a` : latin
}

/** What stands by itself, and not as a sign on a consonant. */
const standing = (letter: string): string | null =>
  CONSONANTS.get(letter) ?? VOWELS.get(letter) ?? (NASAL.test(letter) ? 'n' : letter === BREATH ? 'h' : null)

/** A word of one consonant keeps its last vowel, and so does an end that could not be said without. */
const keepsVowel = (latin: string, letters: number): boolean =>
  letters === 1 || /[^aeiou]{3}$|[^aeiou][yvr]$/u.test(latin)

/** A letter with the dot below is one letter; where it is none of its own, the dot is left out. */
const lettersOf = (word: string): readonly string[] =>
  (word.match(/[^\u093c]\u093c?/gu) ?? []).map(letter => (CONSONANTS.has(letter) ? letter : letter.slice(0, 1)))
