import { foldLetters } from './fold.ts'

/** Articles and words of kinship: they are said or left out. Latin and Arabic script. */
const PARTICLES = new Set(
  'al el ul as ash ad ar an az at bin ben ibn bint bent bt binti wa de da di du van von der la le ولد بن ابن بنت ال آل'.split(
    ' ',
  ),
)

/** Ways of shortening Muhammad on lists and cards. */
const SHORTENED: Readonly<Record<string, string>> = {
  md: 'muhammad',
  mohd: 'muhammad',
  muhd: 'muhammad',
  mhd: 'muhammad',
}

/** Servant of: half of a name, written apart or together with the other half. */
const SERVANT = /^(abdu?|abd[aeiou]l|abdoul|عبد)$/u
const ARTICLE = /^(al|el|ul)-?(?=[^aeiou])/u

/**
 * The words of a name that identify: folded, particles left out, `Abd al-Rahman` as one word `abdrahman`, an article that is written
 * together with its name taken off. At most `MAX_WORDS`, in the order said.
 */
export function wordsOf(name: string): readonly string[] {
  const raw = foldLetters(name)
    .split(/[^\p{L}]+/u)
    .filter(word => word.length > 0)
    .map(word => SHORTENED[word] ?? word)
  const words = servantsJoined(raw)
    .filter(word => !PARTICLES.has(word))
    .map(withoutArticle)
    .map(servantTogether)
  return (words.length > 0 ? words : raw).slice(0, MAX_WORDS)
}

/** `abd`, `al`, `rahman` -> `abdrahman`. */
function servantsJoined(raw: readonly string[]): readonly string[] {
  const at = raw.findIndex((word, i) => SERVANT.test(word) && i < raw.length - 1)
  if (at < 0) return raw
  const after = raw.slice(at + 1)
  const other = Math.max(
    after.findIndex(word => !PARTICLES.has(word)),
    0,
  )
  const servant = isArabic(raw[at]!) ? 'عبد' : 'abd'
  return [...raw.slice(0, at), servant + withoutArticle(after[other]!), ...servantsJoined(after.slice(other + 1))]
}

/** A name of more words than this is a sentence: six is a person's own, father's and grandfather's, each of two words. */
const MAX_WORDS = 6

const isArabic = (word: string): boolean => /\p{Script=Arabic}/u.test(word)

/** `alhassan` -> `hassan`, `الحسن` -> `حسن`; Ali, Elias, and short names stay. */
const withoutArticle = (word: string): string =>
  isArabic(word)
    ? word.replace(/^ال(?=..)/u, '')
    : word.length > 5 && ARTICLE.test(word)
      ? word.replace(ARTICLE, '')
      : word

/** `abdulrahman`, `abdelkader`, `عبدالرحمن` -> without the article inside; `abdullah` and `abdoulaye` are one word already. */
const servantTogether = (word: string): string =>
  isArabic(word)
    ? word.replace(/^عبدال(?=..)/u, 'عبد')
    : word.replace(/^abd(?:ou|[aeiou])l(?=[^aeioul][a-z]{2})/u, 'abd')
