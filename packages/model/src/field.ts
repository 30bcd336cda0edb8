import type { Id } from '@nansen/kernel'
import type { Kind, ValueOf } from './kind.ts'

/**
 * Who may see a field, judged per module. `open` and `personal` live in the record's table, `protected` in a companion table with a
 * policy of its own, `sealed` is ciphertext made in the browser. Absent means `personal`, never `open`.
 */
export type Sensitivity = 'open' | 'personal' | 'protected' | 'sealed'

/** What happens when two sites changed a field unseen: the later wins, a person decides, or only the office with custody may write. */
export type MergeRule = 'latest' | 'review' | 'owner'

/** How a field can be looked for: by name keys (see `search.ts`), by exact value through a blind index, or not at all. */
export type SearchKey = 'name' | 'exact'

export interface FieldOptions {
  readonly optional?: true
  readonly sensitivity?: Sensitivity
  readonly merge?: MergeRule
  readonly search?: SearchKey
  /** Largest length of a text, in characters. Default 200, notes 10,000. */
  readonly max?: number
  /** Written by commands only: read-only in the derived form and refused by the derived create and change. */
  readonly derived?: true
  /** Of a partial date: where it was told in another calendar, the words stay beside it, as `NAME_as_said`. */
  readonly told?: true
}

/** One thing we record. `T` is the TypeScript type of its value; it exists only for the compiler. */
export interface Field<T> {
  readonly kind: Kind
  readonly optional: boolean
  readonly sensitivity: Sensitivity
  readonly merge: MergeRule
  readonly search: SearchKey | null
  readonly max: number | null
  readonly derived: boolean
  /** The values of our own lists: `text` with a check in the database. Empty for every other kind. */
  readonly codes: readonly string[]
  /** A list that an operation maintains (`country`, `language`, `need`…): foreign key to `ref.code`. */
  readonly list: string | null
  /** `schema.table` of what a reference refers to. */
  readonly refersTo: string | null
  /** Whether the words a date was told in are kept beside it. */
  readonly told: boolean
  /** Of such words: the date they say. */
  readonly says: string | null
  readonly valueType?: T
}

export type Fields = Readonly<Record<string, Field<unknown>>>

/** A stored record of these fields. One level deep, so that the compiler stays fast. */
export type Row<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

type Value<O extends FieldOptions, T> = O extends { readonly optional: true } ? T | null : T

interface Extras {
  readonly codes?: readonly string[]
  readonly list?: string
  readonly refersTo?: string
  readonly says?: string
}

/**
 * @throws Error for a sealed field with a search key: the server never reads what it would make one of; and for words beside what is no date, or
 *   is kept apart.
 */
function field<T>(kind: Kind, o: FieldOptions, extras: Extras = {}): Field<T> {
  if (o.sensitivity === 'sealed' && o.search !== undefined) throw new Error('a sealed field cannot be searched')
  if (o.told && !isOwnDate(kind, o)) throw new Error('only dates of the record itself are kept as told')
  return {
    kind,
    optional: o.optional ?? false,
    sensitivity: o.sensitivity ?? 'personal',
    merge: o.merge ?? 'latest',
    search: o.search ?? null,
    max: o.max ?? DEFAULT_MAX[kind] ?? null,
    derived: o.derived ?? false,
    codes: extras.codes ?? [],
    list: extras.list ?? null,
    refersTo: extras.refersTo ?? null,
    told: o.told ?? false,
    says: extras.says ?? null,
  }
}

const isOwnDate = (kind: Kind, { sensitivity = 'personal' }: FieldOptions): boolean =>
  kind === 'partial-date' && (sensitivity === 'personal' || sensitivity === 'open')

/** Where the words of a date are kept. */
export const asSaid = (date: string): string => `${date}_as_said`

/** Characters: a date in words, in any calendar. */
const LONGEST_DATE = 60

/** Each date that is kept as told, and after it what was said. */
export const withWords = <F extends Fields>(fields: F): F =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, date]) => {
      const own = { optional: true, max: LONGEST_DATE, sensitivity: date.sensitivity, merge: date.merge } as const
      const words = field<string | null>('text', date.derived ? { ...own, derived: true } : own, { says: name })
      return date.told ? [[name, date] as const, [asSaid(name), words] as const] : [[name, date] as const]
    }),
  ) as F

/** Characters. A note of 10,000 characters is about four printed pages; longer belongs in an attachment. */
const DEFAULT_MAX: Partial<Record<Kind, number>> = { text: 200, note: 10_000 }

const of =
  <K extends Kind>(kind: K) =>
  <const O extends FieldOptions>(o: O = {} as O): Field<Value<O, ValueOf[K]>> =>
    field(kind, o)

export const text = of('text')
export const namePart = of('name-part')
export const note = of('note')
export const integer = of('integer')
export const decimal = of('decimal')
export const boolean = of('boolean')
export const partialDate = of('partial-date')
export const date = of('date')
export const instant = of('instant')
export const money = of('money')
export const attachment = of('attachment')
export const place = of('place')
export const phone = of('phone')

/** One of our own closed list of words. */
export const code = <const C extends string, const O extends FieldOptions>(
  codes: readonly C[],
  o: O = {} as O,
): Field<Value<O, C>> => field('code', o, { codes })
export const codes = <const C extends string, const O extends FieldOptions>(
  among: readonly C[],
  o: O = {} as O,
): Field<Value<O, readonly C[]>> => field('codes', o, { codes: among })
/** One of a list that an operation maintains as data: `codeOf('country')`. */
export const codeOf = <const O extends FieldOptions>(list: string, o: O = {} as O): Field<Value<O, string>> =>
  field('code', o, { list })
export const codesOf = <const O extends FieldOptions>(
  list: string,
  o: O = {} as O,
): Field<Value<O, readonly string[]>> => field('codes', o, { list })
/** Another record: `reference('registration.individual')`, or `reference('auth.staff')`. */
export const reference = <const To extends string, const O extends FieldOptions>(
  to: To,
  o: O = {} as O,
): Field<Value<O, Id<To>>> => field('reference', o, { refersTo: to })
