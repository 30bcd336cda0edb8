import type { BlockName, Generation } from './layout.ts'

/** What the form's own files stand in. The public schemas are of no namespace; receiving states pass over it: both are read. */
export const ERRF_NAMESPACE = 'http://tempuri.org/ElectronicRRF.xsd'

/** Element -> its text as written. An element that is left out is not in it; an empty one is `''`. */
export type Row = Readonly<Record<string, string>>

/** One resettlement case: rows of each block in their order. A block that is left out has no entry. */
export type ErrfCase = Readonly<Partial<Record<BlockName, readonly Row[]>>>

/** What one file of the electronic Resettlement Registration Form says. */
export interface ErrfDocument {
  readonly generation: Generation
  readonly namespace: typeof ERRF_NAMESPACE | ''
  /** `Single Submission` or `Group Submission`. */
  readonly indicator: string
  readonly cases: readonly ErrfCase[]
}

export const rowsOf = (one: ErrfCase, block: BlockName): readonly Row[] => one[block] ?? []
