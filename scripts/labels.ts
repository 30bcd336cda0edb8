import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CASE_FIELDS, CASE_RECORDS } from '@nansen/cases'
import { LANGUAGES, type Language } from '@nansen/kernel'
import { type Module, PROBLEMS } from '@nansen/model'
import { ROOT } from './gen/findModules.ts'

type Labels = Readonly<Record<string, string>>

/** Everything wrong with the labels of the house, as sentences. */
export function labelProblems(modules: readonly Module[], root: string = ROOT): readonly string[] {
  const folders = [
    'packages/ui/labels',
    'packages/cases/labels',
    ...modules.map(({ name }) => `modules/${name}/labels`),
  ]
  const needed = new Map<string, readonly string[]>([
    ['packages/ui/labels', PROBLEMS],
    ...modules.map(module => [`modules/${module.name}/labels`, neededKeys(module)] as const),
  ])
  return folders.flatMap(folder => {
    const read = LANGUAGES.map(language => [language, readLabels(join(root, folder, `${language}.json`))] as const)
    const missing = read
      .filter(([, labels]) => labels === null)
      .map(([language]) => `${folder}/${language}.json is missing`)
    const there = new Map(read.flatMap(([language, labels]) => (labels ? [[language, labels] as const] : [])))
    return [...missing, ...compare(folder, there, needed.get(folder) ?? [])]
  })
}

function readLabels(file: string): Labels | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Labels) : null
}

/** What the derived screens of a module ask for. What every case has, the platform says: packages/cases/labels. */
export function neededKeys(module: Module): readonly string[] {
  return module.case === null ? allKeys(module) : [...allKeys(module).filter(isOwn(module)), ...caseKeys(module)]
}

/** Whether a case module must say it itself: all but the platform's records and columns; who people are in the case is the module's. */
const isOwn = (module: Module) => (key: string) => {
  const [what, record = '', field = ''] = key.split('.')
  if (what === 'code' && record === 'member' && field === 'role') return true
  if (what === 'field' && record === module.case?.record && (field === 'subject' || field in CASE_FIELDS)) return false
  return !(['record', 'field', 'code'].includes(what ?? '') && CASE_RECORDS.some(each => each === record))
}

const caseKeys = ({ case: rules }: Module): readonly string[] => [
  ...rules!.tasks.map(kind => `task.${kind}`),
  ...Object.values(rules!.ready).flatMap(list => list.map(({ name }) => `ready.${name}`)),
  ...Object.keys(rules!.clocks).map(name => `clock.${name}`),
  ...rules!.links.map(kind => `link.${kind}`),
  ...rules!.approvals.map(kind => `approval.${kind}`),
  ...Object.keys(rules!.alerts).map(name => `alert.${name}`),
]

function allKeys(module: Module): readonly string[] {
  const records = Object.entries(module.records).flatMap(([record, { fields, presets }]) => [
    `record.${record}`,
    `record.${record}.plural`,
    ...Object.keys(fields).map(field => `field.${record}.${field}`),
    ...Object.entries(fields).flatMap(([field, { codes }]) => codes.map(code => `code.${record}.${field}.${code}`)),
    ...Object.keys(presets).map(preset => `preset.${preset}`),
  ])
  const { states = [], moves = {} } = module.lifecycle?.table ?? {}
  return [
    'module',
    ...records,
    ...states.map(state => `state.${state}`),
    ...Object.keys(moves).map(move => `move.${move}`),
    ...Object.keys(module.documents).map(document => `document.${document}`),
  ]
}

/** Same keys, same blanks to fill in, nothing empty or left in English, written as its language is, and each language's own plural forms. */
export function compare(
  folder: string,
  read: ReadonlyMap<string, Labels>,
  needed: readonly string[],
): readonly string[] {
  const english = read.get('en') ?? {}
  const all = new Set([...needed, ...[...read.values()].flatMap(labels => Object.keys(labels))])
  const counted = new Set([...all].flatMap(key => (key.endsWith('_other') ? [key.slice(0, -'_other'.length)] : [])))
  const plain = [...all].filter(key => !counted.has(key.replace(PLURAL, '')))
  return [...read].flatMap(([language, labels]) => {
    const forms = [...counted].flatMap(key =>
      FORMS[language as Language].map(form => [`${key}_${form}`, `${key}_other`] as const),
    )
    return [...plain.map(key => [key, key] as const), ...forms].flatMap(([key, model]) => {
      const problem = judge(language, labels[key], english[model] ?? '', key !== model)
      return problem ? [`${folder}/${language}.json: ${key} ${problem}`] : []
    })
  })
}

/** The plural forms i18next asks for. French and Spanish have `many` for whole millions: `other` serves there, see `startLanguage`. */
const FORMS: Readonly<Record<Language, readonly string[]>> = {
  en: ['one', 'other'],
  fr: ['one', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  es: ['one', 'other'],
}
const PLURAL = /_(zero|one|two|few|many|other)$/

/** @param mayOmit a form for one or two may spell the number out instead of filling it in */
function judge(language: string, label: string | undefined, english: string, mayOmit: boolean): string | null {
  if (label === undefined) return 'is missing'
  if (typeof label !== 'string' || label.trim() === '') return 'is empty'
  const [here, there] = [blanks(label), blanks(english)]
  const same = here.every(name => there.includes(name)) && (mayOmit || here.length === there.length)
  if (!same) return `fills in ${here.join(' ') || 'nothing'}, English ${there.join(' ') || 'nothing'}`
  return spelling(language, label, english)
}

function spelling(language: string, label: string, english: string): string | null {
  if (language === 'ar' && isProse(english) && !/\p{Script=Arabic}/u.test(label)) return 'is not in Arabic letters'
  if (language === 'fr' && BREAKS_BEFORE.test(label)) return 'lacks a no-break space before : ; ? ! % or inside « »'
  if (language !== 'es') return null
  if (label === english && isProse(english) && !SAME_IN_SPANISH.has(english)) return 'is the same as in English'
  return opened(label) ? null : 'lacks ¿ or ¡ before what ? or ! ends'
}

/** French sets a space there that must not end a line: U+00A0 or U+202F. A time (14:30) and a code (nansen:x) have none. */
const BREAKS_BEFORE = /(^| )[:;?!%»]|« |[\p{L}\d)}»][;?!]|[\p{L})}»]:(?= |$)/u

/** Words that English and Spanish share; a label that is one of them was translated, not forgotten. */
const SAME_IN_SPANISH: ReadonlySet<string> = new Set([
  'Animal',
  'Bikram Sambat',
  'Civil',
  'Devanagari',
  'Personal',
  'Prima facie',
  'Roles',
])

const opened = (label: string): boolean =>
  ['¿?', '¡!'].every(([before, after]) => label.split(before!).length === label.split(after!).length)

/** `{{count}} of {{total}}` or, on papers, `{issuer}` -> count, total, whatever the order. */
const blanks = (label: string): readonly (string | undefined)[] =>
  [...new Set([...label.matchAll(/\{-?\s*(\w+)\s*\}/g)].map(found => found[1]))].sort()

/** Words, beside blanks, codes and abbreviations: `PDF`, `{{number}}`, `A4`. */
const isProse = (english: string): boolean => /\p{Ll}{3}/u.test(english.replace(/\{\{[^}]*\}\}/g, ''))
