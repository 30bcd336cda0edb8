import { posix } from 'node:path'

/** One thing that a program of others may use, or that its shape names. */
export interface Declared {
  readonly name: string
  /** File that declares it, below `lib`. */
  readonly path: string
  /** What its docstring says, in lines; empty where it has none. */
  readonly words: readonly string[]
  /** The declaration itself, without `export declare`. */
  readonly code: string
}

/** Code of a package: path of a declaration file -> its text. */
export type Declarations = ReadonlyMap<string, string>

/** One page, which parts of the engine stand on it, and from where they are imported. */
interface Page {
  readonly file: string
  readonly title: string
  readonly door: string
  readonly of: RegExp
}

const PAGES: readonly Page[] = [
  { file: 'faces.md', title: 'Faces', door: '@nansen/biometrics/face', of: /^face\// },
  { file: 'jpeg2000.md', title: 'JPEG 2000', door: '@nansen/biometrics/jpeg2000', of: /^image\/jpeg2000\/index/ },
  { file: 'many-eyes.md', title: 'Eyes of millions', door: '@nansen/biometrics', of: /^iris\/gallery\// },
  { file: 'fingers.md', title: 'Fingers', door: '@nansen/biometrics', of: /^fingerprint\// },
  { file: 'eyes.md', title: 'Eyes', door: '@nansen/biometrics', of: /^iris\// },
  { file: 'files.md', title: 'Images and records', door: '@nansen/biometrics', of: /^image\// },
  { file: 'measuring.md', title: 'Error rates', door: '@nansen/biometrics', of: /^evaluate\// },
  { file: 'invented.md', title: 'Invented people', door: '@nansen/biometrics', of: /^synthetic\// },
  { file: 'comparing.md', title: 'Captures, comparison and search', door: '@nansen/biometrics', of: /^/ },
]

/**
 * Pages that say of every function and every shape behind the doors what its docstring says, beside its declaration.
 * @param doors declaration files that a program may import from
 * @returns name of the page -> text, with `README.md`, the list of all
 */
export function apiPages(files: Declarations, doors: readonly string[]): ReadonlyMap<string, string> {
  const all = new Map([...files].map(([path, text]) => [path, declaredIn(path, text)]))
  const offered = new Map(doors.flatMap(door => [...offeredBy(door, files, all)]))
  const named = namedBy([...offered.values()], all)
  const pages = new Map<string, string>()
  const list: string[] = [OPENING]
  for (const page of [...PAGES].reverse()) {
    const mine = (each: Declared) => PAGES.find(({ of }) => of.test(each.path)) === page
    const [here, beside] = [[...offered.values()].filter(mine), named.filter(mine)]
    if (here.length === 0) continue
    pages.set(page.file, pageText(page, here, beside))
    list.push(`## [${page.title}](${page.file})\n`, '| | |', '|---|---|', ...here.toSorted(byName).map(rowOf(page)), '')
  }
  return pages.set('README.md', list.join('\n'))
}

const OPENING = `# What the engine offers

Written by \`npm run gen\` from the docstrings: change those. Lengths, angles and times have their units there; images are grey, eight bits a pixel,
row by row from the top left.
`

const byName = (a: Declared, b: Declared) => a.name.localeCompare(b.name, 'en')
const rowOf =
  ({ file }: Page) =>
  ({ name, words }: Declared) =>
    `| [\`${name}\`](${file}#${name.toLowerCase()}) | ${firstSentence(words).replaceAll('|', '\\|')} |`

/** Empty where the docstring says nothing but parameters. */
export function firstSentence(words: readonly string[]): string {
  const text = words.slice(0, words.findIndex(line => line.startsWith('@')) >>> 0).join(' ')
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? (text && `${text}.`)
}

function pageText({ title, door }: Page, here: readonly Declared[], beside: readonly Declared[]): string {
  const lines = [`# ${title}`, '', `\`import { … } from '${door}'\``, '', ...here.toSorted(byName).flatMap(entry)]
  if (beside.length > 0) lines.push('## Shapes that these name', '', ...beside.toSorted(byName).flatMap(entry))
  return `${lines.join('\n').trimEnd()}\n`
}

const entry = ({ name, words, code, path }: Declared): readonly string[] => [
  `### ${name}`,
  '',
  ...asMarkdown(words),
  '```ts',
  code,
  '```',
  '',
  `<sub>${path.replace(/\.d\.ts$/, '.ts')}</sub>`,
  '',
]

/** Paragraphs, then parameters, answers and refusals as a list. */
function asMarkdown(words: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (const line of words) {
    const { tag, rest } = /^@(?<tag>param|returns|throws|template) ?(?<rest>.*)$/.exec(line)?.groups ?? {}
    if (tag === undefined || rest === undefined) lines.push(line)
    else if (tag === 'param') lines.push(`- \`${rest.split(' ')[0]}\`: ${rest.slice(rest.indexOf(' ') + 1)}`)
    else lines.push(`- ${tag}: ${rest}`)
  }
  const spaced = lines.flatMap((line, i) =>
    line.startsWith('- ') && i > 0 && lines[i - 1] !== '' && !lines[i - 1]!.startsWith('- ') ? ['', line] : [line],
  )
  return spaced.length === 0 ? [] : [...spaced, '']
}

/** A docstring, and a declaration with the lines that belong to it: the compiler begins each at the left edge. */
const DECLARED =
  /(?:^\/\*\*(?<words>(?:(?!\*\/)[\s\S])*)\*\/\n)?^(?:export )?(?:declare )?(?<code>(?:function|interface|type|const|class) (?<name>\w+).*(?:\n .*)*(?:\n\}.*)?)/gm

/** The declarations of one file, by name; overloads stand together. */
export function declaredIn(path: string, text: string): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>()
  for (const { groups } of text.matchAll(DECLARED)) {
    const { name = '', words = '' } = groups ?? {}
    const code = groups!.code!.replace(/\n {4}#private;/, '').replaceAll('    ', '  ')
    const before = found.get(name)
    found.set(
      name,
      before ? { ...before, code: `${before.code}\n${code}` } : { name, path, words: linesOf(words), code },
    )
  }
  return found
}

const linesOf = (words: string): readonly string[] =>
  words
    .trim()
    .split('\n')
    .map(line => line.replace(/^\s*\*\s?/, '').trimEnd())
    .flatMap(line => line.split(/ +(?=@(?:param|returns|throws) )/))
    .filter((line, _, all) => line !== '' || all.length > 1)

type All = ReadonlyMap<string, ReadonlyMap<string, Declared>>

/** What a file exports, its own and what it passes on. */
function offeredBy(path: string, files: Declarations, all: All): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>()
  const text = files.get(path) ?? ''
  const to = (from: string) => posix.join(posix.dirname(path), from.replace(/\.js$/, '.d.ts'))
  for (const [name, each] of all.get(path) ?? [])
    if (new RegExp(`^export .*\\b${name}\\b`, 'm').test(text)) found.set(name, each)
  for (const [, from] of text.matchAll(/^export \* from '(\.[^']+)';/gm))
    for (const [name, each] of offeredBy(to(from!), files, all)) found.set(name, each)
  for (const [, names, from] of text.matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm)) {
    const there = offeredBy(to(from!), files, all)
    for (const name of names!.split(',').map(each => each.replace('type ', '').trim())) {
      const each = there.get(name)
      if (each !== undefined) found.set(name, each)
    }
  }
  return found
}

/** Shapes that the declarations name, and those that these name, that no door offers. */
function namedBy(offered: readonly Declared[], all: All): readonly Declared[] {
  const known = new Map(offered.map(each => [each.name, each]))
  const shapes = new Map(
    [...all.values()].flatMap(file => [...file]).filter(([, { code }]) => /^(interface|type)/.test(code)),
  )
  const found: Declared[] = []
  const open = [...offered]
  for (let each = open.pop(); each !== undefined; each = open.pop())
    for (const name of new Set(each.code.replace(/\/\*.*?\*\//gs, '').match(/\b[A-Z]\w+/g))) {
      const shape = all.get(each.path)?.get(name) ?? shapes.get(name)
      if (shape === undefined || known.has(name) || !/^(interface|type)/.test(shape.code)) continue
      known.set(name, shape)
      found.push(shape)
      open.push(shape)
    }
  return found
}
