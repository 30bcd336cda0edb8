import { XML_LIMITS, type XmlLimits, XmlRefused } from './limits.ts'
import { attributesAt, type Scope, unescaped } from './markup.ts'

/** One element. `text` is what stands between its children, as written, with references resolved. */
export interface XmlElement {
  readonly name: string
  /** Empty: none. */
  readonly namespace: string
  readonly attributes: ReadonlyMap<string, string>
  /** From 1. */
  readonly line: number
  readonly text: string
  readonly children: readonly XmlElement[]
}

interface Open {
  readonly element: XmlElement & { text: string; readonly children: XmlElement[] }
  readonly written: string
  readonly scope: Scope
}

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y
/** XML 1.0, production 2: what may not stand in a document at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/

/**
 * Reads XML 1.0 (W3C, fifth edition) in UTF-8 and nothing that a form does not need: document types, entities of one's own, processing
 * instructions, other encodings and names beyond ASCII are refused, so no file outside is ever opened and nothing grows while it is read.
 * Comments are passed over.
 *
 * @throws XmlRefused with the line, for whatever is not well formed or beyond the limits.
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits = XML_LIMITS): XmlElement {
  if (bytes.length > limits.bytes) throw new XmlRefused(1, `the file is larger than ${limits.bytes} bytes`)
  return new Reader(textOf(bytes), limits).read()
}

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe))
    throw new XmlRefused(1, 'the file is in UTF-16: save it as UTF-8')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new XmlRefused(1, 'the file is not UTF-8: save it as UTF-8')
  }
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  const bad = FORBIDDEN.exec(plain)
  if (bad) throw new XmlRefused(lineAt(plain, bad.index), 'a control character stands here: take it out')
  return plain
}

const lineAt = (text: string, end: number): number => text.slice(0, end).split('\n').length

/** Walks the text once. Owns the place where it is. */
class Reader {
  readonly #text: string
  readonly #limits: XmlLimits
  readonly #open: Open[] = []
  #at = 0
  #line = 1
  #counted = 0
  #elements = 0
  #root: XmlElement | null = null

  constructor(text: string, limits: XmlLimits) {
    this.#text = text
    this.#limits = limits
  }

  read(): XmlElement {
    this.#declaration()
    while (this.#at < this.#text.length) this.#next()
    const left = this.#open.at(-1)
    if (left) throw this.#refused(`<${left.written}> is not closed: the file ends too early`)
    if (this.#root === null) throw this.#refused('there is no element in the file')
    return this.#root
  }

  #declaration(): void {
    const found = /^<\?xml\s([^?]*)\?>/.exec(this.#text)
    if (!found) return
    const said = /encoding\s*=\s*["']([^"']*)["']/.exec(found[1]!)?.[1]
    if (said !== undefined && !/^utf-?8$/i.test(said))
      throw this.#refused(`the encoding ${said} is not read: use UTF-8`)
    this.#at = found[0].length
  }

  #next(): void {
    const text = this.#text
    const from = this.#at
    if (text[from] !== '<') {
      this.#characters()
      return
    }
    if (text.startsWith('<!--', from)) {
      this.#comment()
      return
    }
    if (text.startsWith('<![CDATA[', from)) {
      this.#literal()
      return
    }
    if (text.startsWith('<!', from)) throw this.#refused('document types and entities are not read: take <!...> out')
    if (text.startsWith('<?', from)) throw this.#refused('processing instructions are not read: take <?...?> out')
    if (text[from + 1] === '/') {
      this.#close()
      return
    }
    this.#start()
  }

  #characters(): void {
    const end = this.#text.indexOf('<', this.#at)
    const raw = this.#text.slice(this.#at, end < 0 ? undefined : end)
    if (raw.includes(']]>')) throw this.#refused(']]> may not stand in text')
    this.#append(unescaped(raw, message => this.#refused(message)))
    this.#at += raw.length
  }

  #append(text: string): void {
    const top = this.#open.at(-1)?.element
    if (top === undefined) {
      if (text.trim() !== '') throw this.#refused('text stands outside of the form')
      return
    }
    if (top.text.length + text.length > this.#limits.text) throw this.#refused('the text of one element is too long')
    top.text += text
  }

  #comment(): void {
    const end = this.#text.indexOf('--', this.#at + 4)
    if (end < 0 || this.#text[end + 2] !== '>') throw this.#refused('a comment is not closed, or holds --')
    this.#at = end + 3
  }

  #literal(): void {
    const end = this.#text.indexOf(']]>', this.#at)
    if (end < 0) throw this.#refused('<![CDATA[ is not closed')
    if (this.#open.length === 0) throw this.#refused('text stands outside of the form')
    this.#append(this.#text.slice(this.#at + 9, end))
    this.#at = end + 3
  }

  #start(): void {
    const written = this.#name(this.#at + 1)
    const top = this.#open.at(-1)
    if (top === undefined && this.#root !== null) throw this.#refused(`<${written}> stands after the end of the form`)
    if (this.#open.length >= this.#limits.depth) throw this.#refused('too many elements inside each other')
    if (++this.#elements > this.#limits.elements) throw this.#refused('too many elements')
    const found = attributesAt(
      this.#text,
      this.#at + 1 + written.length,
      top?.scope ?? new Map(),
      this.#limits.attributes,
    )
    if (typeof found === 'string') throw this.#refused(found)
    const [prefix, name] = written.includes(':') ? (written.split(':') as [string, string]) : ['', written]
    const namespace = found.scope.get(prefix)
    if (prefix !== '' && namespace === undefined) throw this.#refused(`the prefix ${prefix}: is not declared`)
    const { attributes } = found
    const element = { name, namespace: namespace ?? '', attributes, line: this.#lineHere(), text: '', children: [] }
    if (top) top.element.children.push(element)
    else this.#root = element
    this.#at = found.end
    if (!found.closed) this.#open.push({ element, written, scope: found.scope })
  }

  #close(): void {
    const written = this.#name(this.#at + 2)
    const top = this.#open.pop()
    if (top?.written !== written)
      throw this.#refused(`</${written}> closes ${top ? `<${top.written}>` : 'nothing that is open'}`)
    const end = /\s*>/y
    end.lastIndex = this.#at + 2 + written.length
    if (!end.test(this.#text)) throw this.#refused(`</${written} is not closed`)
    this.#at = end.lastIndex
  }

  #name(at: number): string {
    NAME.lastIndex = at
    const found = NAME.exec(this.#text)
    if (!found) throw this.#refused('no name follows <: write &lt; for the character')
    return found[0]
  }

  #lineHere(): number {
    for (
      let at = this.#text.indexOf('\n', this.#counted);
      at >= 0 && at < this.#at;
      at = this.#text.indexOf('\n', at + 1)
    ) {
      this.#line++
      this.#counted = at + 1
    }
    return this.#line
  }

  #refused(message: string): XmlRefused {
    return new XmlRefused(this.#lineHere(), message)
  }
}
