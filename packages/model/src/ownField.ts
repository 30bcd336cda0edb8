import { code, date, type Field, integer, text, boolean as yesOrNo } from './field.ts'
import type { Module } from './module.ts'

/** The closed list of what an operation's own question can be answered with: `ref.own_field`, decision 0170. */
export type OwnKind = 'text' | 'integer' | 'boolean' | 'date' | 'code'
type Label = Readonly<Record<string, string>>

/** A question of an operation's own in the form of a case. */
export interface OwnField {
  /** Of the case module whose root record asks it. */
  readonly module: string
  /** Begins with the operation's country: `tcd_national_number`. */
  readonly name: string
  readonly kind: OwnKind
  readonly label: Label
  /** Of a code. */
  readonly choices: readonly { readonly code: string; readonly label: Label }[]
  /** A column of the case list. */
  readonly listed: boolean
  /** Cases opened before this day were not asked it: `YYYY-MM-DD`. */
  readonly validFrom: string
  /** It is shown where it is answered, and asked no more. */
  readonly isRetired: boolean
}

const OWN = 'extra.'
/** What it is called among the fields of its record: `extra.tcd_national_number`. No field of a definition has a point in its name. */
export const ownName = (name: string): string => OWN + name
export const isOwnName = (name: string): boolean => name.startsWith(OWN)

const KINDS: Record<OwnKind, (own: OwnField) => Field<unknown>> = {
  text: own => text(said(own)),
  integer: own => integer(said(own)),
  boolean: own => yesOrNo(said(own)),
  date: own => date(said(own)),
  code: own =>
    code(
      own.choices.map(choice => choice.code),
      said(own),
    ),
}
const said = ({ isRetired }: OwnField) =>
  isRetired ? ({ optional: true, derived: true } as const) : ({ optional: true } as const)

/** The definition with the operation's own questions after its own, in every form and where asked in the list. Of what is no case: itself. */
export function withOwnFields(module: Module, all: readonly OwnField[]): Module {
  const own = all.filter(each => each.module === module.name)
  if (module.case === null || own.length === 0) return module
  const { record, form } = module.case
  const root = module.records[record]!
  const names = own.map(({ name }) => ownName(name))
  const listed = own.flatMap(each => (each.listed ? [ownName(each.name)] : []))
  const asks = {
    ...root,
    fields: { ...root.fields, ...Object.fromEntries(own.map(each => [ownName(each.name), KINDS[each.kind](each)])) },
    listed: [...root.listed, ...listed],
    presets: Object.fromEntries(Object.entries(root.presets).map(([name, preset]) => [name, [...preset, ...names]])),
  }
  const days = Object.fromEntries(own.map(({ name, validFrom }) => [ownName(name), validFrom]))
  return {
    ...module,
    records: { ...module.records, [record]: asks },
    case: { ...module.case, form: { ...form, days } },
  }
}

/** What these questions and their choices are called in one language, by the keys of the labels. */
export function wordsOfOwn(modules: readonly Module[], all: readonly OwnField[], language: string): Label {
  const lines = all.flatMap(({ module, name, label, choices }) => {
    const record = modules.find(each => each.name === module)?.case?.record
    if (record === undefined) return []
    const place = `${record}.${ownName(name)}`
    const in_ = (of: Label) => of[language] ?? of.en ?? name
    return [
      [`${module}.field.${place}`, in_(label)] as const,
      ...choices.map(choice => [`${module}.code.${place}.${choice.code}`, in_(choice.label)] as const),
    ]
  })
  return Object.fromEntries(lines)
}

type Values = Readonly<Record<string, unknown>>

/** A stored row with the answers to own questions flat beside the others, as the definition names them. */
export function withOwnAnswers<T extends Values>(row: T): T {
  const { extra } = row
  if (typeof extra !== 'object' || extra === null) return row
  const flat = Object.entries(extra).map(([name, value]) => [ownName(name), value] as const)
  return flat.length === 0 ? row : { ...row, ...Object.fromEntries(flat) }
}

/** The other way: what a form answers, as it is stored. An answer taken back is null. */
export function storedAnswers<T extends Values>(values: T): T {
  const own = Object.entries(values).filter(([name]) => isOwnName(name))
  if (own.length === 0) return values
  const others = Object.entries(values).filter(([name]) => !isOwnName(name))
  const extra = Object.fromEntries(own.map(([name, value]) => [name.slice(OWN.length), value]))
  return Object.fromEntries([...others, ['extra', extra]]) as T
}
