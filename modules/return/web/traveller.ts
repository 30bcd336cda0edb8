import type { useWords } from '@nansen/ui'

/** Who goes with a convoy, as `return.manifestOf` answers. */
export interface Traveller {
  readonly fileId: string
  readonly fileNumber: string
  readonly individual: string
  readonly role: string
  readonly number: string
  readonly name: string
  readonly sex: string
  readonly yearOfBirth: number | null
  readonly reconfirmedOn: string | null
  readonly care: string | null
}

/** `Female · 1990 · Adult · Ambulance`. */
export const inShort = ({ sex, yearOfBirth, role, care }: Traveller, words: ReturnType<typeof useWords>): string =>
  [
    words.option('registration', 'individual', 'sex', sex),
    ...(yearOfBirth === null ? [] : [String(yearOfBirth)]),
    words.option('return', 'member', 'role', role),
    ...(care === null ? [] : [words.option('return', 'fitness', 'care', care)]),
  ].join(' · ')
