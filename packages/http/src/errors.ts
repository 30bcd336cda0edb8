import { type FieldProblem, REFUSALS, Refusal } from '@nansen/kernel'
import type { JsonSchema } from '@nansen/store'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from './place.ts'

/** The shape of everything that is not an answer. */
export const errorSchema: JsonSchema = {
  $id: 'error',
  type: 'object',
  description: 'A refusal, or a fault of ours. `message` is plain words without personal data.',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string', enum: [...Object.keys(REFUSALS), 'fault'] },
        message: { type: 'string' },
        details: { type: 'object', additionalProperties: true },
      },
      required: ['code', 'message', 'details'],
      additionalProperties: false,
    },
  },
  required: ['error'],
  additionalProperties: false,
}

/** What is not there and what one may not know of are the same, to the byte. */
export const nothingHere = (): Refusal => new Refusal('not-found', 'there is nothing here')

export function sendRefusal(reply: FastifyReply, { code, message, details }: Refusal): FastifyReply {
  const wait = details['retryAfterSeconds']
  if (typeof wait === 'number') reply.header('retry-after', String(wait))
  return reply.code(REFUSALS[code]).send({ error: { code, message, details } })
}

/** Installs the one place where what was thrown becomes an answer. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const refusal = error instanceof Refusal ? error : refusalOfFramework(error)
    if (refusal !== null) return sendRefusal(reply, refusal.code === 'not-found' ? nothingHere() : refusal)
    log.error({ requestId: request.id, route: request.routeOptions.url, fault: describeFault(error) }, 'fault')
    const details = { requestId: request.id }
    return reply.code(500).send({ error: { code: 'fault', message: 'something went wrong on our side', details } })
  })
}

/** Name, code and frames; not the message, which may quote a person's data. */
function describeFault(error: Error & { code?: string; table?: string; constraint?: string }) {
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  const { name, code, table, constraint } = error
  return { name, code, table, constraint, frames: frames.map(frame => frame.trim()) }
}

function refusalOfFramework(error: FastifyError): Refusal | null {
  if (error.validation !== undefined) return unfit(error)
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('too-large', 'that is too large')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('invalid', 'send it as JSON')
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Refusal('invalid', 'the request is not well formed')
  return null
}

/** A value that breaks its schema becomes a problem of its field; the value itself is not repeated. */
function unfit(error: FastifyError): Refusal {
  const problems = new Map<string, FieldProblem>()
  for (const { instancePath, keyword, params } of error.validation ?? []) {
    const missing = (params as { missingProperty?: string; additionalProperty?: string }).missingProperty
    const extra = (params as { additionalProperty?: string }).additionalProperty
    const path = [...instancePath.split('/').slice(1), missing ?? extra ?? ''].filter(Boolean).join('.')
    const field = path.replace(/^(values|patch|input)\./, '')
    if (!problems.has(field)) problems.set(field, { path: field, problem: PROBLEMS[keyword] ?? 'problem.value' })
  }
  return new Refusal('invalid', 'some answers need another look', { problems: [...problems.values()] })
}

const PROBLEMS: Readonly<Record<string, string>> = {
  required: 'problem.required',
  additionalProperties: 'problem.unknown',
  maxLength: 'problem.long',
  minLength: 'problem.required',
}

export type Handler<T> = (request: FastifyRequest, reply: FastifyReply) => Promise<T>
