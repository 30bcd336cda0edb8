import { Refusal } from '@nansen/kernel'
import type { FastifyInstance } from 'fastify'

/**
 * Characters that are not seen and change how others are read: overrides, embeddings and isolates of direction, spaces without width, soft
 * hyphens, tags, and the controls that a terminal obeys. With them one name looks like another. What scripts need stays: joiners (U+200C,
 * U+200D) and direction marks (U+200E, U+200F, U+061C). U+0000 stays too, and is refused. Unicode technical report 36, 2.5 and 2.6.
 */
const HIDDEN = /\p{Cc}|[\u00AD\u180E\u200B\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu
const KEPT = '\t\n\r\0'
const seen = (text: string): string => text.replace(HIDDEN, hidden => (KEPT.includes(hidden) ? hidden : ''))

/** Names and values in one request: a family of fifty has some thousand. A schema that lists every fault would list them all. */
const MOST_PARTS = 20_000
const DEEPEST = 40
/** Commas in a body, before it is taken apart: a million names take seconds and a gigabyte. Base64 has none, and a text of ten thousand few. */
const MOST_COMMAS = 200_000
const COMMA = 0x2c

/** Before anything is judged or stored: texts without hidden characters, and no more of them than a person can have meant. */
export function keepInputPlain(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (hasMore(body, COMMA, MOST_COMMAS)) return done(tooMuch())
    return parse(request, body.toString(), done)
  })
  app.addHook('preValidation', async request => {
    const left = { parts: MOST_PARTS }
    if (!Buffer.isBuffer(request.body)) request.body = plain(request.body, left, 0)
    request.query = plain(request.query, left, 0)
  })
}

const tooMuch = () => new Refusal('invalid', 'that is too much at once', { problems: [] })

function hasMore(bytes: Buffer, byte: number, most: number): boolean {
  let count = 0
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) if (++count > most) return true
  return false
}

/** @throws Refusal `invalid` for what is nested too deeply or has too many parts. */
function plain(value: unknown, left: { parts: number }, depth: number): unknown {
  if (--left.parts < 0) throw tooMuch()
  if (typeof value === 'string') return seen(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST) throw new Refusal('invalid', 'that is nested too deeply', { problems: [] })
  if (Array.isArray(value)) return value.map(each => plain(each, left, depth + 1))
  for (const [name, each] of Object.entries(value))
    (value as Record<string, unknown>)[name] = plain(each, left, depth + 1)
  return value
}
