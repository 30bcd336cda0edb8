import { REFUSALS, Refusal } from '@nansen/kernel'
import type { JsonSchema } from '@nansen/store'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import type { Log } from './place.ts'
import { unfit } from './unfit.ts'

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
  const wait = details.retryAfterSeconds
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

/** Which kind, and where; not the message, which may quote a person's data. */
function describeFault(error: Error & { code?: string; table?: string; constraint?: string }) {
  const { name: type, code, table, constraint } = error
  const at = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { type, code, table, constraint, at: at.map(line => line.trim()) }
}

function refusalOfFramework(error: FastifyError): Refusal | null {
  if (error.validation !== undefined) return unfit(error.validation)
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('too-large', 'that is too large')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('invalid', 'send it as JSON')
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Refusal('invalid', 'the request is not well formed')
  return null
}
