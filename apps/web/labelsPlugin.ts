import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const PREFIX = 'virtual:labels/'

/**
 * `import('virtual:labels/ar')` is every label of one language: the platform's as they are, each module's with the module's name before
 * its keys. One file a language, fetched when it is chosen.
 */
export function labels(root: string): Plugin {
  return {
    name: 'nansen-labels',
    resolveId: id => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null
      const language = id.slice(PREFIX.length + 1)
      const modules = readdirSync(join(root, 'modules'), { withFileTypes: true }).filter(entry => entry.isDirectory())
      const read = (folder: string) => {
        const file = join(root, folder, 'labels', `${language}.json`)
        if (!existsSync(file)) return {}
        this.addWatchFile(file)
        return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
      }
      const merged = modules.flatMap(({ name }) =>
        Object.entries(read(`modules/${name}`)).map(([key, text]) => [`${name}.${key}`, text] as const),
      )
      return `export const labels = ${JSON.stringify({ ...read('packages/ui'), ...read('packages/cases'), ...Object.fromEntries(merged) })}`
    },
  }
}
