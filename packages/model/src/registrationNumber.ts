/** The characters of ISO 7064 MOD 37,36, by value. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const M = ALPHABET.length

/** `KEN-DAD-0000001-K`: country (ISO 3166-1 alpha-3), office, gapless count of the office, check character. */
export const NUMBER_SHAPE = /^[A-Z]{3}-[A-Z0-9]{3}-\d{7}-[A-Z0-9]$/

/**
 * The check character of ISO 7064 MOD 37,36 (hybrid system): catches every single wrong character, and all but 1 in 630 swaps of
 * neighbours. Characters outside 0-9A-Z are skipped. The database's twin is `ref.check_character`.
 */
export function checkCharacter(text: string): string {
  let product = M
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) continue
    const sum = (product + value) % M
    product = ((sum === 0 ? M : sum) * 2) % (M + 1)
  }
  return ALPHABET[(M + 1 - product) % M]!
}

/** Whether a text is a registration number whose check character is right. */
export const isRegistrationNumber = (text: string): boolean =>
  NUMBER_SHAPE.test(text) && checkCharacter(text.slice(0, -1)) === text.at(-1)

/** The number of the `count`-th registration at an office with this prefix (`KEN-DAD`). */
export function registrationNumber(prefix: string, count: number): string {
  const number = `${prefix}-${String(count).padStart(7, '0')}`
  return `${number}-${checkCharacter(number)}`
}
