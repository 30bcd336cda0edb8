import { levelOf, type Observation } from './field.ts'
import { larger, type ReadName, type ReadVersion, type ReadWord } from './profile.ts'
import { likenessOfLetters, type WordLikeness } from './word.ts'

/** One word against one, with the chance that a stranger has one so alike. */
interface Met {
  readonly one: number
  readonly other: number
  readonly level: WordLikeness | 'elsewhere'
  readonly chance: number | null
  readonly part: string | null
}

/** What an assignment of words prefers. Only the order matters; what each is worth as evidence is learnt. */
const WORTH: Readonly<Record<Met['level'], number>> = {
  same: 64,
  elsewhere: 56,
  sound: 32,
  slip: 24,
  near: 12,
  short: 8,
  other: 0,
}
const LEVELS = Object.fromEntries(Object.keys(WORTH).map(name => [name, levelOf('word', name)])) as Readonly<
  Record<Met['level'], number>
>

/**
 * Every word of the shorter name against that of the other which it resembles most, each used once; what one name has more is unknown, not
 * different. The best of all versions of both names counts, those of one script before those of two.
 */
export function compareNames(field: string, one: ReadName, other: ReadName): readonly Observation[] {
  const [first, second] = one.key <= other.key ? [one, other] : [other, one]
  let best: readonly Met[] = []
  let bestWorth = -1
  let [script, spare] = [ACROSS, 0]
  for (const version of first.versions) {
    for (const against of second.versions) {
      const same = version.script === against.script
      const met = assigned(version, against)
      const worth = met.reduce((sum, { level }) => sum + WORTH[level], same ? 1 : 0) / Math.max(met.length, 1)
      if (worth <= bestWorth) continue
      ;[best, bestWorth, script] = [met, worth, same ? version.script : ACROSS]
      spare = Math.abs(version.words.length - against.words.length)
    }
  }
  return best.map(({ level, chance, part }) => ({
    field,
    aspect: 'word',
    level: LEVELS[level],
    chance,
    among: script,
    part,
    spare,
  }))
}

const ACROSS = 'across'

/** Best first; a word is used once. Words of the shorter name that are left over are different from all of the other. */
function assigned(version: ReadVersion, against: ReadVersion): readonly Met[] {
  const left = gluedLike(version.words, against.words)
  const right = gluedLike(against.words, version.words)
  const all = alike(left, right).sort((a, b) => WORTH[b.level] - WORTH[a.level])
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()]
  const met: Met[] = []
  for (const each of all) {
    if (usedLeft.has(each.one) || usedRight.has(each.other)) continue
    usedLeft.add(each.one)
    usedRight.add(each.other)
    met.push(each)
  }
  const most = Math.min(left.length, right.length)
  while (met.length < most) met.push(STRANGE)
  return met
}

const STRANGE: Met = { one: -1, other: -1, level: 'other', chance: null, part: null }

function alike(left: readonly ReadWord[], right: readonly ReadWord[]): Met[] {
  const all: Met[] = []
  for (let one = 0; one < left.length; one++) {
    for (let other = 0; other < right.length; other++) {
      const met = meeting(left[one]!, right[other]!, one, other)
      if (met !== null) all.push(met)
    }
  }
  return all
}

/** Null: nothing alike. */
function meeting(word: ReadWord, its: ReadWord, one: number, other: number): Met | null {
  const part = word.part ?? its.part
  if (word.text === its.text) {
    const elsewhere = word.part !== null && its.part !== null && word.part !== its.part
    return { one, other, level: elsewhere ? 'elsewhere' : 'same', chance: chanceOfWord(word, its), part }
  }
  for (let at = 0; at < word.sounds.length; at++) {
    const there = its.sounds.indexOf(word.sounds[at]!)
    if (there >= 0) return { one, other, level: 'sound', chance: chanceOfSound(word, its, at, there), part }
  }
  const level = likenessOfLetters(word.text, its.text)
  return level === 'other' ? null : { one, other, level, chance: null, part }
}

/** Who has a word in the same part is compared with those who have it there, not with all who have it somewhere. */
function chanceOfWord(word: ReadWord, its: ReadWord): number | null {
  const inPart = word.part === its.part ? larger(word.inPart?.share ?? null, its.inPart?.share ?? null) : null
  return inPart ?? larger(word.share, its.share)
}

function chanceOfSound(word: ReadWord, its: ReadWord, at: number, there: number): number | null {
  const mine = word.inPart?.soundShares[at] ?? null
  const inPart = word.part === its.part ? larger(mine, its.inPart?.soundShares[there] ?? null) : null
  return inPart ?? larger(word.soundShares[at] ?? null, its.soundShares[there] ?? null)
}

/** `abd rahman` where the other says `abdrahman`: two words that together are one of the other are read as that one. */
function gluedLike(words: readonly ReadWord[], model: readonly ReadWord[]): readonly ReadWord[] {
  for (let at = 0; at + 1 < words.length; at++) {
    const [one, two] = [words[at]!, words[at + 1]!]
    const whole = model.find(
      ({ text }) =>
        text.length === one.text.length + two.text.length && text.startsWith(one.text) && text.endsWith(two.text),
    )
    if (whole !== undefined) return [...words.slice(0, at), { ...whole, part: one.part }, ...words.slice(at + 2)]
  }
  return words
}
