import { readFileSync } from 'node:fs'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Guesses that somebody who stole the hashes would soon have made (zxcvbn, Wheeler 2016: its highest class begins here). Powers of ten. */
const ENOUGH_GUESSES = 10

/** Characters looked at: the rest can only make it longer, and the search grows with the cube. */
const LOOKED_AT = 64

/**
 * Whether a known way of guessing soon comes to it: words of the list one after another; common passwords, walks over the keyboard,
 * repetitions, sequences, dates and what is known of the person, also reversed or with letters replaced. The list of 49,000 is that of
 * zxcvbn-ts; what people invent in languages it does not have is caught only where it repeats or is on it.
 */
export function isEasilyGuessed(text: string, about: readonly string[]): boolean {
  const plain = lettersOf(text)
  const words = about.flatMap(each => each.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter(word => word.length > 2)
  const known = [...blocks(), ...words]
  if (new Set(plain).size < 5 || isBuiltFrom(plain, new Set(known))) return true
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LOOKED_AT })
  return estimator.check(text.slice(0, LOOKED_AT), [...known, ...about]).guessesLog10 < ENOUGH_GUESSES
}

let estimator: ZxcvbnFactory | undefined

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Whether the whole of `text` is words of `list` and digits, one after another: `passwordpassword123` is built of two that are. */
function isBuiltFrom(text: string, list: ReadonlySet<string>): boolean {
  const reached = new Set([0])
  for (let end = 1; end <= text.length; end++) {
    const starts = [...reached].filter(start => end - start <= LONGEST && isBlock(text.slice(start, end), list))
    if (starts.length > 0) reached.add(end)
  }
  return reached.has(text.length)
}

const isBlock = (part: string, list: ReadonlySet<string>) => list.has(part) || /^\d+$/.test(part)

/** Characters of the longest block looked for. */
const LONGEST = 64

let loaded: readonly string[] | undefined
/** The commonest passwords, the words they are built of and those of this work, written down from published top lists; one a line. */
function blocks(): readonly string[] {
  loaded ??= readFileSync(new URL('../commonPasswords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  return loaded
}
