import { ERRF_NAMESPACE, type ErrfCase, type ErrfDocument, type Row } from './document.ts'
import { type Finding, finding, type Values } from './finding.ts'
import { type Block, type Generation, INDICATORS, LAYOUTS } from './layout.ts'
import { valueProblem } from './values.ts'
import type { FindingCode } from './words.ts'
import { XML_LIMITS, type XmlLimits, XmlRefused } from './xml/limits.ts'
import { readXml, type XmlElement } from './xml/readXml.ts'

/** What a file says, and what of its structure is wrong. */
export interface ErrfReading {
  /** Null: it is no form that is read here. What had no place in the form is not in it: see `findings`. */
  readonly document: ErrfDocument | null
  /** About structure only: see `checkErrf` for the rest. */
  readonly findings: readonly Finding[]
  /** Path -> line in the file. */
  readonly lines: ReadonlyMap<string, number>
}

/**
 * Reads generation 3.1 or 4.1, in the form's namespace or in none. Structure is judged as the public schemas do: elements, order, how often,
 * and types. Never throws for what a file holds.
 */
export function readErrf(bytes: Uint8Array, limits: XmlLimits = XML_LIMITS): ErrfReading {
  try {
    return new FormReader().read(readXml(bytes, limits))
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error
    return {
      document: null,
      findings: [finding('error', 'xml', '', error.line, { why: error.message })],
      lines: new Map(),
    }
  }
}

/** A place in a sequence: what may stand there. */
interface Part {
  readonly name: string
  readonly least: 0 | 1
  readonly many: boolean
}

interface Placed {
  readonly element: XmlElement
  readonly path: string
}

/** Blocks and fields that only later generations have. */
const NEWER = new Set(['dataContact', 'NoOccupationCategory', 'LegalStatus'])

/** Gathers findings and lines while it walks the elements. */
class FormReader {
  readonly #findings: Finding[] = []
  readonly #lines = new Map<string, number>()
  #generation: Generation = '4.1'
  #namespace = ''

  read(root: XmlElement): ErrfReading {
    const document = this.#form(root)
    return { document, findings: this.#findings, lines: this.#lines }
  }

  #form(root: XmlElement): ErrfDocument | null {
    if (root.name !== 'UNHCR_RRF') return this.#add('not-a-form', '', root, { value: root.name })
    if (root.namespace !== '' && root.namespace !== ERRF_NAMESPACE)
      return this.#add('namespace', '', root, { expected: ERRF_NAMESPACE })
    this.#namespace = root.namespace
    const newer = find(root, each => NEWER.has(each.name))
    if (newer) return this.#add('newer', '', newer)
    this.#generation = find(root, each => each.name === 'IndividualGUID') ? '4.1' : '3.1'
    const { manyCases } = LAYOUTS[this.#generation]
    const parts: readonly Part[] = [
      { name: 'RRFBATCHTYPE', least: 1, many: false },
      { name: 'CASE', least: 1, many: manyCases },
    ]
    const placed = this.#sequence(root, parts, '', true)
    const cases = (placed.get('CASE') ?? []).map(one => this.#case(one))
    const [batch] = placed.get('RRFBATCHTYPE') ?? []
    return {
      generation: this.#generation,
      namespace: this.#namespace === '' ? '' : ERRF_NAMESPACE,
      indicator: batch ? this.#indicator(batch) : '',
      cases,
    }
  }

  #indicator({ element, path }: Placed): string {
    const placed = this.#sequence(element, [{ name: 'GroupIndividualIndicator', least: 1, many: false }], path)
    const [found] = placed.get('GroupIndividualIndicator') ?? []
    if (!found) return ''
    const text = this.#textOf(found)
    if (text !== INDICATORS.single && text !== INDICATORS.group)
      this.#add('indicator', found.path, found.element, { value: text })
    return text
  }

  #case({ element, path }: Placed): ErrfCase {
    const { blocks } = LAYOUTS[this.#generation]
    const placed = this.#sequence(element, blocks, path, true)
    return Object.fromEntries(
      blocks.flatMap(block => {
        const found = placed.get(block.name)
        return found ? [[block.name, found.map(each => this.#row(block, each))]] : []
      }),
    )
  }

  #row(block: Block, { element, path }: Placed): Row {
    const parts = block.fields.map(({ name, optional }) => ({ name, least: optional ? 0 : 1, many: false }) as const)
    const placed = this.#sequence(element, parts, path)
    const row: Record<string, string> = {}
    for (const { name, kind } of block.fields) {
      const [found] = placed.get(name) ?? []
      if (!found) continue
      const text = this.#textOf(found)
      row[name] = text
      const problem = valueProblem(kind, text)
      if (problem) this.#add(problem.code, found.path, found.element, { name, ...problem.values })
    }
    return row
  }

  #textOf({ element, path }: Placed): string {
    if (element.children.length > 0) this.#add('not-simple', path, element, { name: element.name })
    return element.text
  }

  /**
   * The children in the places of a fixed order. What stands too late, too often or nowhere is found; a missing one is, too.
   * `numbered`: there may be several of a name, and a path says which.
   */
  #sequence(
    parent: XmlElement,
    parts: readonly Part[],
    path: string,
    numbered = false,
  ): ReadonlyMap<string, readonly Placed[]> {
    const placed = new Map<string, Placed[]>()
    let reached = 0
    for (const element of parent.children) {
      const at = element.namespace === this.#namespace ? parts.findIndex(part => part.name === element.name) : -1
      const same = placed.get(element.name) ?? []
      const child = below(path, element.name, numbered ? same.length + 1 : null)
      if (!this.#belongs(element, child, parts[at], same.length)) continue
      if (at < reached) this.#add('order', child, element, { name: element.name, before: parts[reached]!.name })
      reached = Math.max(reached, at)
      same.push({ element, path: child })
      placed.set(element.name, same)
      this.#lines.set(child, element.line)
    }
    if (parent.text.trim() !== '') this.#add('text-between', path, parent, { name: parent.name })
    for (const { name, least } of parts)
      if (least > (placed.get(name)?.length ?? 0)) this.#add('missing', path, parent, { name })
    return placed
  }

  /** Whether an element may stand in a sequence that has `before` of its name already. */
  #belongs(element: XmlElement, path: string, part: Part | undefined, before: number): boolean {
    const { name } = element
    if (part === undefined) this.#add('unknown-element', path, element, { name, generation: this.#generation })
    else if (before > 0 && !part.many) this.#add('repeated', path, element, { name })
    else {
      this.#attributes(element, path)
      return true
    }
    return false
  }

  #attributes(element: XmlElement, path: string): void {
    const [attribute] = element.attributes.keys()
    if (attribute !== undefined) this.#add('attribute', path, element, { name: element.name, attribute })
  }

  #add(code: FindingCode, path: string, { line }: XmlElement, values: Values = {}): null {
    this.#findings.push(finding('error', code, path, line, values))
    return null
  }
}

/** `CASE[1]`, `dataAlias`, 2 -> `CASE[1]/dataAlias[2]` */
const below = (path: string, name: string, number: number | null): string =>
  `${path === '' ? '' : `${path}/`}${name}${number === null ? '' : `[${number}]`}`

function find(element: XmlElement, wanted: (each: XmlElement) => boolean): XmlElement | null {
  if (wanted(element)) return element
  for (const child of element.children) {
    const found = find(child, wanted)
    if (found) return found
  }
  return null
}
