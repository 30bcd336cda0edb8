import { ScannerError } from './words.ts'

/** A larger frame is none that a preview needs. Bytes. */
const MOST_FRAME = 4_000_000
/** Lines before a frame are short. Bytes. */
const MOST_HEADER = 2_000
const BLANK_LINE = [13, 10, 13, 10]

/**
 * The frames of a live preview (`multipart/x-mixed-replace`): each with its `Content-Length`. What is not understood ends it.
 * @throws ScannerError `garbled` or `too-large`
 */
export async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  const held = holding(reader)
  try {
    for (let header = await held.header(); header !== null; header = await held.header()) {
      const length = lengthSaid(header)
      if (length === null) continue // the boundary before the first frame
      if (length > MOST_FRAME) throw new ScannerError('too-large')
      const frame = await held.take(length)
      if (frame === null) return
      yield frame
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Bytes that came and were not used yet. */
function holding(reader: ReadableStreamDefaultReader<Uint8Array>) {
  let held: Uint8Array = new Uint8Array()
  const more = async () => {
    const { value, done } = await reader.read()
    if (done) return false
    const joined = new Uint8Array(held.length + value.length)
    joined.set(held)
    joined.set(value, held.length)
    held = joined
    return true
  }
  const take = async (length: number): Promise<Uint8Array | null> => {
    while (held.length < length) if (!(await more())) return null
    const taken = held.slice(0, length)
    held = held.slice(length)
    return taken
  }
  const header = async (): Promise<Uint8Array | null> => {
    for (;;) {
      const end = blankLine(held)
      if (end >= 0) return take(end + BLANK_LINE.length)
      if (held.length > MOST_HEADER) throw new ScannerError('garbled')
      if (!(await more())) return null
    }
  }
  return { take, header }
}

function blankLine(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1))
    if (BLANK_LINE.every((byte, i) => bytes[at + i] === byte)) return at
  return -1
}

function lengthSaid(header: Uint8Array): number | null {
  const found = /content-length:\s*(\d{1,9})/i.exec(new TextDecoder('latin1').decode(header))
  return found === null ? null : Number(found[1])
}
