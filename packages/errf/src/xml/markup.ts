/** Prefix -> namespace; the empty prefix is the default. */
export type Scope = ReadonlyMap<string, string>

interface Attributes {
  /** Without declarations of namespaces. */
  readonly attributes: ReadonlyMap<string, string>
  readonly scope: Scope
  /** `<name/>` */
  readonly closed: boolean
  /** Behind the `>`. */
  readonly end: number
}

const ATTRIBUTE = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const END = /\s*(\/?)>/y

/** Of a namespace. */
const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:')

/** What stands between an element's name and its `>`. A text says what is wrong with it. */
export function attributesAt(text: string, from: number, outer: Scope, most: number): Attributes | string {
  const attributes = new Map<string, string>()
  let scope = outer
  let problem: string | null = null
  let at = from
  ATTRIBUTE.lastIndex = at
  for (let found = ATTRIBUTE.exec(text); found; found = ATTRIBUTE.exec(text)) {
    at = ATTRIBUTE.lastIndex
    const [, name = '', double, single] = found
    const value = unescaped(double ?? single ?? '', message => {
      problem = message
      return new Error(message)
    })
    if (attributes.has(name)) problem = `the attribute ${name} stands twice`
    if (attributes.size >= most) problem = 'an element has too many attributes'
    if (problem !== null) return problem
    attributes.set(name, value)
    if (isDeclaration(name)) scope = new Map(scope).set(name.slice(6), value)
  }
  END.lastIndex = at
  const end = END.exec(text)
  if (!end) return 'an element is not closed with >, or an attribute has no quotation marks'
  const others = new Map([...attributes].filter(([name]) => !isDeclaration(name)))
  return { attributes: others, scope, closed: end[1] === '/', end: END.lastIndex }
}

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** References to characters and to the five entities of XML; every other one is refused, so nothing is ever looked up. */
export function unescaped(text: string, refused: (message: string) => Error): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&<\s]{0,12};)?/g, (_, reference?: string) => {
    if (reference === undefined) throw refused('& stands alone: write &amp;')
    const name = reference.slice(0, -1)
    const character = name.startsWith('#') ? characterOf(name.slice(1)) : PREDEFINED[name]
    if (character === undefined)
      throw refused(`&${reference} is not read: only &lt; &gt; &amp; &quot; &apos; and numbers are`)
    return character
  })
}

function characterOf(number: string): string | undefined {
  const code = /^x[\da-f]+$/i.test(number)
    ? Number(`0${number.toLowerCase()}`)
    : /^\d+$/.test(number)
      ? Number(number)
      : 0
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined
}

/** XML 1.0, production 2. */
const isXmlCharacter = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff)
