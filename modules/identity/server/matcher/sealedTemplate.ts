import { hkdfSync } from 'node:crypto'
import type { Site } from '@nansen/biometrics'
import { decrypt, encrypt, type Keys } from '@nansen/store'

/** What the matcher needs of the key file to read and write templates, and no more: it can open no note, no file and no name with it. */
export interface TemplateKeys {
  /** Name of the key-encryption key that new templates are sealed under. */
  readonly current: string
  /** By name of the key-encryption key they follow from. 32 bytes each. */
  readonly byName: ReadonlyMap<string, Buffer>
}

/** First byte of a sealed template. Versions of extractors, with which others begin, are far below. */
const MARK = 0xe1
type Class = 'finger' | 'iris'
const classOf = (site: string): Class => (site.startsWith('iris') ? 'iris' : 'finger')

const derived = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32))

export const templateKeysOf = ({ keks, currentKek }: Keys): TemplateKeys => ({
  current: currentKek,
  byName: new Map([...keks].map(([name, kek]) => [name, derived(kek, 'nansen templates')])),
})

/** Opens and seals templates. Each class of the body has a key of its own, and no template opens under another alias or site. */
export class TemplateSeal {
  readonly #keys: TemplateKeys
  readonly #classes = new Map<string, Buffer>()

  constructor(keys: TemplateKeys) {
    this.#keys = keys
  }

  /** Mark, length and name of the key-encryption key, nonce, ciphertext, tag. */
  seal(alias: string, site: Site, template: Uint8Array): Buffer {
    const name = Buffer.from(this.#keys.current)
    const key = this.#keyOf(this.#keys.current, classOf(site))
    return Buffer.concat([Buffer.of(MARK, name.length), name, encrypt(key, template, about(alias, site))])
  }

  /** @throws Error when the key is missing, or the bytes are another's or were changed. One that was never sealed is given back as it is. */
  open(alias: string, site: Site, stored: Uint8Array): Uint8Array {
    if (stored[0] !== MARK) return stored
    const end = 2 + stored[1]!
    const key = this.#keyOf(Buffer.from(stored.subarray(2, end)).toString(), classOf(site))
    return new Uint8Array(decrypt(key, stored.subarray(end), about(alias, site)))
  }

  #keyOf(name: string, kind: Class): Buffer {
    const known = this.#classes.get(`${kind} ${name}`)
    if (known !== undefined) return known
    const above = this.#keys.byName.get(name)
    if (above === undefined) throw new Error(`the key file lacks the key-encryption key ${name}`)
    const key = derived(Buffer.from(above), kind)
    this.#classes.set(`${kind} ${name}`, key)
    return key
  }
}

const about = (alias: string, site: string): string => `template ${alias} ${site}`
