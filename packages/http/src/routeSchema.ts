import type { JsonSchema } from '@nansen/store'
import type { RouteShorthandOptions } from 'fastify'
import type { Door } from './gate.ts'

interface Said {
  readonly body?: JsonSchema
  readonly params?: JsonSchema
  readonly querystring?: JsonSchema
  readonly answer: JsonSchema
  /** Heading in the OpenAPI document. Default: the first part of the address. */
  readonly tag?: string
  /** Characters of body accepted, when the usual megabyte is too little. */
  readonly bodyLimit?: number
  /** The handler itself refuses a body that does not fit, in better words. */
  readonly judgedLater?: boolean
}

const REFUSED = { $ref: 'error#' }

/** A route's door and its description; what is said here is checked on the way in and printed in the OpenAPI document. */
export function described(door: Door, summary: string, said: Said): RouteShorthandOptions {
  const { answer, tag, bodyLimit, judgedLater = false, ...parts } = said
  const security = door === 'open' || door === 'sign-in' ? [] : [{ session: [] }]
  const tags = [tag ?? (typeof door === 'object' ? door.module : 'platform')]
  const schema = { summary, tags, security, ...parts, response: { 200: answer, default: REFUSED } }
  return { schema, config: { door }, attachValidation: judgedLater, ...(bodyLimit === undefined ? {} : { bodyLimit }) }
}
