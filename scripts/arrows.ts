/**
 * What may import what. The first table is the architecture; the rules below it are the house's. Anything not allowed is forbidden.
 * Reads import lines only, so it needs no compiler and sees types as well as values.
 */

/** What each package may import of ours, besides itself. `*`: anything. */
const PACKAGES: Readonly<Record<string, readonly string[] | '*'>> = {
  kernel: [],
  model: ['kernel'],
  access: ['kernel', 'model'],
  cases: ['kernel', 'model'],
  'cases/server': ['kernel', 'model', 'access', 'store', 'cases'],
  'cases/web': ['kernel', 'model', 'ui', 'cases', 'sealed'],
  biometrics: ['kernel'],
  linkage: ['kernel'],
  scanner: [],
  errf: ['kernel'],
  sealed: ['kernel'],
  documents: ['kernel', 'model'],
  store: ['kernel', 'model', 'access'],
  auth: ['kernel', 'model', 'access', 'store'],
  http: ['kernel', 'model', 'access', 'store', 'auth'],
  ui: ['kernel', 'model', 'access', 'sealed'],
  world: ['kernel', 'model', 'biometrics'],
  testing: '*',
}

/** Packages that hold secrets, SQL or sockets: never in a browser. */
const SERVER_ONLY = ['store', 'auth', 'http', 'cases/server']

/** Exceptions to `modules-stand-on-registration`, each with its decision record: `tracing -> identity: docs/decisions/0009`. */
const MODULE_EXCEPTIONS: readonly { readonly from: string; readonly to: string; readonly decision: string }[] = [
  { from: 'adjudication', to: 'identity', decision: 'docs/decisions/0020-adjudication-stands-on-identity.md' },
]

/** Source files: path below the root, with `/` -> text. */
export type Sources = ReadonlyMap<string, string>

export interface Violation {
  readonly rule: string
  readonly file: string
  readonly imports: string
  readonly why: string
}

/** One import line: who, what as written, and the file or bare package it means. */
interface Arrow {
  readonly from: string
  readonly written: string
  /** Path of ours below the root, or the name of a package from npm, or `node:…`. */
  readonly to: string
  /** For the types only: gone when the program runs. */
  readonly typeOnly: boolean
}

interface Rule {
  readonly name: string
  readonly why: string
  readonly breaks: (arrow: Arrow) => boolean
}

/** `packages/NAME/test/` holds what only tests share. */
const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$|^[^/]+\/[^/]+\/test\/|^journeys\//.test(path)
const isOurs = (path: string): boolean => /^(packages|modules|apps|scripts|countries|journeys)\//.test(path)
/** A package with doors for server and browser is three: `cases`, `cases/server`, `cases/web`. */
const packageOf = (path: string): string | null => {
  const [, name, door] = /^packages\/([^/]+)\/(?:src\/(server|web)\/)?/.exec(path) ?? []
  return name === undefined ? null : door !== undefined && PACKAGES[`${name}/${door}`] ? `${name}/${door}` : name
}
const moduleOf = (path: string): string | null => /^modules\/([^/]+)\//.exec(path)?.[1] ?? null
const isIn = (path: string, folder: string): boolean => new RegExp(`^modules/[^/]+/${folder}/`).test(path)

export const RULES: readonly Rule[] = [
  {
    name: 'packages-know-their-place',
    why: 'The table PACKAGES in scripts/arrows.ts says what a package may import.',
    breaks: ({ from, to }) => {
      const name = packageOf(from)
      if (name === null || isTest(from) || !isOurs(to)) return false
      const may = PACKAGES[name] ?? []
      const target = packageOf(to)
      return may !== '*' && !(target !== null && (target === name || may.includes(target)))
    },
  },
  {
    name: 'definitions-are-pure',
    why: 'A definition must load in a browser, a worker and a warehouse.',
    breaks: ({ from, to }) =>
      /^modules\/[^/]+\/([^/]+|fields\/[^/]+)\.ts$/.test(from) &&
      !isTest(from) &&
      !to.startsWith('packages/kernel/') &&
      !to.startsWith('packages/model/') &&
      packageOf(to) !== 'cases' &&
      !(moduleOf(to) !== null && !isIn(to, 'server') && !isIn(to, 'web')),
  },
  {
    name: 'browser-never-meets-server',
    why: 'Code behind server/ may hold secrets and SQL.',
    breaks: ({ from, to, typeOnly }) =>
      (isIn(from, 'web') || from.startsWith('apps/web/src/') || from.startsWith('packages/ui/')) &&
      !isTest(from) &&
      (isIn(to, 'server') || to.startsWith('node:') || (SERVER_ONLY.includes(packageOf(to) ?? '') && !typeOnly)),
  },
  {
    name: 'server-never-meets-browser',
    why: 'No React on the server.',
    breaks: ({ from, to }) =>
      (isIn(from, 'server') || SERVER_ONLY.includes(packageOf(from) ?? '') || from.startsWith('apps/server/')) &&
      !isTest(from) &&
      (isIn(to, 'web') ||
        packageOf(to) === 'ui' ||
        packageOf(to) === 'cases/web' ||
        /^react(-dom)?$|^@mantine\//.test(to)),
  },
  {
    name: 'modules-have-three-doors',
    why: 'Enter by index.ts, server/index.ts or web/index.ts.',
    breaks: ({ from, to }) => {
      const target = moduleOf(to)
      if (target === null || target === moduleOf(from) || /^modules\/[^/]+\.gen\.ts$/.test(from)) return false
      return !/^modules\/[^/]+\/((server|web)\/)?index\.tsx?$/.test(to)
    },
  },
  {
    name: 'modules-stand-on-registration',
    why: 'Case modules meet through registration and its news. An exception is a line of MODULE_EXCEPTIONS and names its decision.',
    breaks: ({ from, to }) => {
      const [here, there] = [moduleOf(from), moduleOf(to)]
      if (here === null || there === null || here === there || here === 'registration') return false
      return there !== 'registration' && !MODULE_EXCEPTIONS.some(each => each.from === here && each.to === there)
    },
  },
  {
    name: 'registration-stands-alone',
    why: 'The person comes first.',
    breaks: ({ from, to }) =>
      moduleOf(from) === 'registration' && moduleOf(to) !== null && moduleOf(to) !== 'registration',
  },
  {
    name: 'sql-lives-on-the-server',
    why: 'Queries are read in one place.',
    breaks: ({ from, to }) =>
      from.startsWith('modules/') && !isIn(from, 'server') && !isTest(from) && /^(kysely|pg)$/.test(to),
  },
  {
    name: 'test-helpers-never-ship',
    why: 'They may bypass every rule.',
    breaks: ({ from, to }) =>
      !isTest(from) &&
      packageOf(from) !== 'testing' &&
      !from.endsWith('vitest.config.ts') &&
      packageOf(to) === 'testing',
  },
  {
    name: 'programs-are-not-libraries',
    why: 'Apps hold wiring only; what others need belongs in a package.',
    breaks: ({ from, to }) => {
      const app = /^apps\/[^/]+\//.exec(to)?.[0]
      return app !== undefined && !from.startsWith('apps/') && !isTest(from) && !from.startsWith('scripts/')
    },
  },
]

/** Every import that breaks a rule, and every circle of files. */
export function violations(sources: Sources): readonly Violation[] {
  const arrows = [...sources].flatMap(([path, text]) => arrowsOf(path, text, sources))
  const broken = arrows.flatMap(arrow =>
    RULES.filter(rule => rule.breaks(arrow)).map(rule => ({
      rule: rule.name,
      file: arrow.from,
      imports: arrow.written,
      why: rule.why,
    })),
  )
  return [...broken, ...cycles(arrows)]
}

const IMPORT =
  /^\s*(?:import|export)\b(?:\s+(type)\b)?[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

function arrowsOf(from: string, text: string, sources: Sources): readonly Arrow[] {
  return [...withoutComments(text).matchAll(IMPORT)].map(found => {
    const written = found[2] ?? found[3] ?? found[4] ?? ''
    return { from, written, to: resolve(from, written, sources), typeOnly: found[1] === 'type' }
  })
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

/** `@nansen/tracing/server` -> `modules/tracing/server/index.ts`; a relative path -> the path below the root; else the npm package. */
function resolve(from: string, written: string, sources: Sources): string {
  if (written.startsWith('.')) return normal(`${from.slice(0, from.lastIndexOf('/') + 1)}${written}`)
  const ours = /^@nansen\/([^/]+)(?:\/(.+))?$/.exec(written)
  if (!ours)
    return written.startsWith('@') ? written.split('/').slice(0, 2).join('/') : (written.split('/')[0] ?? written)
  const [, name = '', door] = ours
  if (PACKAGES[name]) return `packages/${name}/src/${door ? `${door}/` : ''}index.ts`
  const path = `modules/${name}/${door ? `${door}/` : ''}index.ts`
  return sources.has(path) || !sources.has(`${path}x`) ? path : `${path}x`
}

function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Circles of imports that remain when the program runs. A type may look at the file that uses it. */
function cycles(arrows: readonly Arrow[]): readonly Violation[] {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of arrows) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const found: Violation[] = []
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) {
      const why = `Two files that need each other are one idea in two places: ${[...path.slice(at), file].join(' -> ')}`
      found.push({ rule: 'no-cycles', file, imports: path.at(-1) ?? file, why })
    }
    if (at >= 0 || done.has(file)) return
    for (const each of next.get(file) ?? []) visit(each, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return found
}
