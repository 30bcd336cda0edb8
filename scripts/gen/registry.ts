import type { ModuleFolder } from './findModules.ts'

const HEAD = '// Written by `npm run gen`. Do not edit.\n'

/** `best-interests` -> `bestInterests`. */
const camel = (name: string): string => name.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())
/** What a list calls a module; `return` alone is a word of the language. */
const called = (name: string): string => (name === 'return' ? 'returning' : camel(name))

/** The three lists of what the house has: definitions and access columns, servers, screens. */
export function registryFiles(modules: readonly ModuleFolder[]): Map<string, string> {
  return new Map([
    ['modules/registry.gen.ts', registry(modules)],
    [
      'modules/servers.gen.ts',
      list(
        modules.filter(each => each.hasServer),
        'server',
        'ServerModule',
        '@nansen/store',
      ),
    ],
    [
      'modules/webs.gen.ts',
      list(
        modules.filter(each => each.web),
        'web',
        'WebModule',
        '@nansen/ui',
      ),
    ],
  ])
}

function registry(modules: readonly ModuleFolder[]): string {
  const built = modules.filter(each => each.definition)
  const imports = [
    "import type { Column, Module } from '@nansen/model'",
    ...modules.map(({ name }) => `import { access as ${camel(name)}Access } from './${name}/access.ts'`),
    ...built.map(({ name }) => `import { definition as ${camel(name)}Module } from './${name}/index.ts'`),
  ]
  const columns = modules.map(({ name }) => `  '${name}': ${camel(name)}Access,\n`).join('')
  const names = built.map(({ name }) => `  ${camel(name)}Module,\n`).join('')
  return `${HEAD}${imports.join('\n')}

/** Every module that is built: registration first, then by name. */
export const modules: readonly Module[] = [
${names}]

/** Module -> its column of the access matrix, also of modules that are agreed and not yet built. */
export const columns: Readonly<Record<string, Column>> = {
${columns}}
`
}

function list(modules: readonly ModuleFolder[], door: 'server' | 'web', type: string, from: string): string {
  const file = (each: ModuleFolder): string => `./${each.name}/${door}/${door === 'web' ? each.web : 'index.ts'}`
  const imports = modules.map(each => `import { ${door} as ${called(each.name)} } from '${file(each)}'\n`).join('')
  const names = modules.map(each => `  ${called(each.name)},\n`).join('')
  const cases = door === 'web' ? 'caseWeb' : 'caseServer'
  const registry = door === 'web' ? '' : "import { modules } from './registry.gen.ts'\n"
  return `${HEAD}import { ${cases} } from '@nansen/cases/${door}'
import type { ${type} } from '${from}'
${imports}${registry}
/** The modules' own, and what is about cases of all of them. */
export const ${door}s: readonly ${type}[] = [
${names}  ${door === 'web' ? cases : `${cases}(modules)`},
]
`
}
