import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Labels } from '@nansen/documents'

const MODULES = new URL('../../../', import.meta.url)
const PLATFORM = new URL('../packages/ui/', MODULES)
const known = new Map<string, Labels>()

/** All labels of one language by full key, read once: `registration.field.individual.sex`. An extract speaks of every module. */
export function labelsOf(language: string): Labels {
  const there = known.get(language)
  if (there !== undefined) return there
  const of = (folder: URL, prefix: string) => {
    const file = new URL(`labels/${language}.json`, folder)
    const labels = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
    return Object.entries(labels).map(([key, text]) => [prefix + key, text] as const)
  }
  const folders = readdirSync(MODULES, { withFileTypes: true }).filter(entry => entry.isDirectory())
  const read = Object.fromEntries([
    ...of(PLATFORM, ''),
    ...folders.flatMap(({ name }) => of(new URL(`${name}/`, MODULES), `${name}.`)),
  ])
  known.set(language, read)
  return read
}

/** Says a label of this module, with its blanks filled in. */
export const sayer =
  (language: string) =>
  (key: string, blanks: Readonly<Record<string, string | number>> = {}): string =>
    (labelsOf(language)[`data_protection.${key}`] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(blanks[name] ?? ''),
    )
