import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openDocuments, recordPaper, recordTemplate } from '@nansen/documents'
import type { Papers } from '@nansen/http'
import type { Module } from '@nansen/model'

const ROOT = new URL('../../../', import.meta.url)

/** The typesetter, and every module's words: what prints the papers that follow from definitions. */
export function openPapers(modules: readonly Module[]): Papers & { readonly close: () => Promise<void> } {
  const documents = openDocuments()
  const known = new Map<string, Readonly<Record<string, string>>>()
  const labels = (language: string) => {
    const found = known.get(language) ?? read(language, modules)
    known.set(language, found)
    return found
  }
  return {
    print: async printed => {
      const made = await documents.render(
        recordTemplate,
        recordPaper(printed, { ...labels(printed.language), ...printed.words }),
      )
      return { pdf: made.pdf, sha256: made.sha256, template: made.template, templateVersion: made.templateVersion }
    },
    close: documents.close,
  }
}

/** All labels of a language by full key, as the pages have them. */
function read(language: string, modules: readonly Module[]): Readonly<Record<string, string>> {
  const of = (folder: string, prefix: string) => {
    const file = fileURLToPath(new URL(`${folder}/labels/${language}.json`, ROOT))
    const labels = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
    return Object.entries(labels).map(([key, text]) => [prefix + key, text] as const)
  }
  return Object.fromEntries([
    ...of('packages/ui', ''),
    ...modules.filter(each => each.case !== null).flatMap(({ name }) => ofEveryCase(of('packages/cases', ''), name)),
    ...modules.flatMap(({ name }) => of(`modules/${name}`, `${name}.`)),
  ])
}

/** What the platform says of every case's own records, as if the module had said it. */
const ofEveryCase = (labels: readonly (readonly [string, string])[], module: string) =>
  labels.map(([key, text]) => [key.replace(/^case\./, `${module}.`), text] as const)
