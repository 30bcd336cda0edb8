/** Marks above and below letters: Latin accents after decomposition, Arabic vowel signs, and the lengthening stroke. */
const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g

/** Text as it is compared while somebody types: without case, accents or vowel signs, and with the Arabic letters that are mixed up in haste made one. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .toLowerCase()
}

/** Whether every word typed begins a word of the text. */
export function matches(text: string, typed: string): boolean {
  const words = plain(text).split(/[\s'’()\-–/,.]+/)
  return plain(typed)
    .split(/\s+/)
    .every(part => words.some(word => word.startsWith(part)))
}
