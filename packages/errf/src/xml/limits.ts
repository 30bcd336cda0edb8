/** How much is read before a file is refused. The form itself is four levels deep; the rest bounds what a hostile file can cost. */
export interface XmlLimits {
  /** Bytes of UTF-8 of the whole file. */
  readonly bytes: number
  /** Elements inside each other. */
  readonly depth: number
  /** Elements altogether. */
  readonly elements: number
  /** Characters of the text of one element: a photo of 50 MB (the receiving states' limit) in base64 with line ends. */
  readonly text: number
  /** Attributes of one element. */
  readonly attributes: number
}

export const XML_LIMITS: XmlLimits = {
  bytes: 256 * 1024 * 1024,
  depth: 16,
  elements: 2_000_000,
  text: 72 * 1024 * 1024,
  attributes: 16,
}

/** Why a file is not read as XML: `line` is where, from 1. The message is for whoever sent the file and names no content. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused'
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}
