const CONSONANTS = 'bdfghjklmnprstvz'
const VOWELS = 'aeiou'
const SYLLABLES_A_WORD = 2
const WORDS = 7

/** Characters at least, for a passphrase of one's own. Whoever steals a lock may guess for as long as they like. Ours. */
export const SHORTEST = 20

/**
 * Words of nobody's language that anybody can say and write down: 14 syllables of 80 are some 88 bits, beyond guessing at 1.2 million rounds each.
 */
export function suggestedPassphrase(): string {
  const word = () => Array.from({ length: SYLLABLES_A_WORD }, () => picked(CONSONANTS) + picked(VOWELS)).join('')
  return Array.from({ length: WORDS }, word).join(' ')
}

/** Without bias: what is left over at the end of the range is drawn again. */
function picked(among: string): string {
  const limit = 256 - (256 % among.length)
  let drawn = limit
  while (drawn >= limit) drawn = crypto.getRandomValues(new Uint8Array(1))[0]!
  return among[drawn % among.length]!
}

/** What is weak about a passphrase, as a label's last part; null when nothing is seen. */
export function weakness(passphrase: string): 'short' | 'repeats' | null {
  const said = passphrase.normalize('NFKC').trim()
  if ([...said].length < SHORTEST) return 'short'
  // Ten different characters are fewer than any sentence of twenty has, and more than a repeated word has.
  return new Set(said).size < 8 ? 'repeats' : null
}
