import type { Words } from '@nansen/ui'

/** A code that all share. */
export interface Code {
  readonly code: string
  readonly label: Readonly<Record<string, string>>
  readonly inForce: boolean
}
export interface OwnCode extends Code {
  readonly country: string
  readonly standsFor: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly mine: boolean
}
export interface WaitingCode extends Omit<OwnCode, 'inForce'> {
  readonly id: string
  readonly because: string
  readonly mayAnswer: boolean
}
export interface Codes {
  readonly extensible: boolean
  /** Operations for which the asker keeps lists. */
  readonly countries: readonly { readonly country: string; readonly name: Readonly<Record<string, string>> }[]
  readonly shared: readonly Code[]
  readonly own: readonly OwnCode[]
  readonly waiting: readonly WaitingCode[]
}

export const inLanguage = (label: Readonly<Record<string, string>>, words: Words, otherwise: string): string =>
  label[words.language] ?? label.en ?? otherwise
