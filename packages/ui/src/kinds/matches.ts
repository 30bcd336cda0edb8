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

interface Item {
  readonly value: string
  readonly label: string
}

/** A filter for lists that are searched by typing. When nothing fits, the list says so in a row that cannot be chosen. */
export function listFilter(nothing: string) {
  return ({ options, search }: { readonly options: readonly unknown[]; readonly search: string }) => {
    const items = options as readonly Item[]
    const code = search.trim().toLowerCase()
    const found = items.filter(
      ({ value, label }) => matches(label, search) || (code !== '' && value.toLowerCase() === code),
    )
    return found.length > 0 ? [...found] : [{ value: '', label: nothing, disabled: true }]
  }
}
