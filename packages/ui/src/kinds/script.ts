import type { Language } from '@nansen/kernel'
import { type Script, scriptOf } from '@nansen/model'

export { scriptOf }

/** The way a script is read. */
export const directionOfScript = (script: Script): 'rtl' | 'ltr' => (script === 'Arab' ? 'rtl' : 'ltr')

/** Of one name in several scripts the line that readers of this language can read, else the first there is. */
export function lineFor(language: Language, lines: readonly (string | null)[]): string {
  const written = lines.filter(line => line !== null)
  const { script } = new Intl.Locale(language).maximize()
  return written.find(line => scriptOf(line) === script) ?? written[0] ?? ''
}
