const ZEROS = ['٠', '۰', '०', '၀'].map(zero => zero.codePointAt(0)!)

/** Arabic-Indic, Persian, Devanagari and Burmese digits as ASCII ones; all else stays. */
export function asciiDigits(text: string): string {
  return Array.from(text, letter => {
    const code = letter.codePointAt(0)!
    const zero = ZEROS.find(each => code >= each && code < each + 10)
    return zero === undefined ? letter : String(code - zero)
  }).join('')
}
