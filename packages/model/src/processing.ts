/** Why personal data of a record is kept. Each has a label `data_protection.purpose.NAME`. */
export const PURPOSES = [
  'identity',
  'family-unity',
  'contact',
  'protection',
  'solutions',
  'uniqueness',
  'quality',
  'oversight',
  'rights',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** Legitimate bases of UNHCR's policy on the protection of personal data of persons of concern (2015), 2.2. */
export const LEGAL_BASES = ['mandate', 'consent', 'vital-or-best-interests', 'safety-and-security'] as const
export type LegalBasis = (typeof LEGAL_BASES)[number]

/** Rules of retention; how long each is, and from when, is data of an operation (`data_protection.retention_rule`). */
export const RETENTION_RULES = [
  'case-file',
  'contact',
  'biometrics',
  'photo',
  'working-list',
  'rights',
  'oversight',
] as const
export type RetentionRule = (typeof RETENTION_RULES)[number]

/** What is said of one data class. `about`: the column that leads to the person; `root`: the row hangs on the person; null: about nobody. */
export interface ProcessingLine {
  readonly purpose: Purpose
  readonly basis: LegalBasis
  readonly retention: RetentionRule
  readonly about: string | null
  /** Whether the person is shown it when they ask what is held. `withheld`: it would name others, or reveal an investigation. */
  readonly extract: 'shown' | 'withheld'
}

/**
 * A module's lines in the register of processing: by record, and by `record.field` where a field differs from its record. Tables that no
 * definition names stand under `schema.table:`; their columns are of the same class.
 */
export interface Processing {
  readonly records: Readonly<Record<string, ProcessingLine>>
  readonly fields?: Readonly<
    Record<string, Partial<Pick<ProcessingLine, 'purpose' | 'basis' | 'retention' | 'extract'>>>
  >
  readonly tables?: Readonly<Record<string, ProcessingLine>>
}
