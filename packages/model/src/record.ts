import { type Fields, withWords } from './field.ts'

/** A form preset: which fields a level of registration asks, in order. Which fields is data of an operation. */
export type Preset = readonly string[]

/** One kind of record in a module: a table, a form, a list, an API, from one value. Plain data: no functions. */
export interface RecordDefinition {
  readonly fields: Fields
  /**
   * The record it belongs to, in the same module; null for one that stands alone. A child is edited inline in its parent's screen, and
   * is seen by whoever sees the parent: the database copies the parent's owner columns down to it.
   */
  readonly parent: string | null
  /** Facts are only ever added: corrections are new facts. */
  readonly appendOnly: boolean
  /** Fields that name it in lists and timelines, most telling first. */
  readonly title: readonly string[]
  /** Columns of the derived list. */
  readonly listed: readonly string[]
  readonly presets: Readonly<Record<string, Preset>>
  /** It has a place of its own on its parent's page, and no questions in its parent's form. */
  readonly apart: boolean
}

interface RecordOptions<F extends Fields> {
  readonly fields: F
  readonly parent?: string
  readonly appendOnly?: true
  readonly title: readonly (keyof F & string)[]
  readonly listed?: readonly (keyof F & string)[]
  readonly presets?: Readonly<Record<string, readonly (keyof F & string)[]>>
  readonly apart?: true
}

export function defineRecord<const F extends Fields>(o: RecordOptions<F>): RecordDefinition & { readonly fields: F } {
  return {
    fields: withWords(o.fields),
    parent: o.parent ?? null,
    appendOnly: o.appendOnly ?? false,
    title: o.title,
    listed: o.listed ?? o.title,
    presets: o.presets ?? {},
    apart: o.apart ?? false,
  }
}
