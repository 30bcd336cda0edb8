import { isId, newId, Refusal } from '@nansen/kernel'
import {
  asSession,
  FILE_USES,
  type FileUse,
  getAttachment,
  type JsonSchema,
  LARGEST_ATTACHMENT,
  putAttachment,
} from '@nansen/store'
import type { FastifyInstance } from 'fastify'
import { idSchema } from './commandId.ts'
import { nothingHere } from './errors.ts'
import { callerOf } from './gate.ts'
import { described } from './routeSchema.ts'
import type { ServerParts } from './server.ts'

const ANSWER: JsonSchema = { type: 'object', properties: { id: idSchema }, required: ['id'] }

/**
 * Files, sent as they are. The type that is kept is told from the bytes; a file stays its sender's until a record takes it up. An opened
 * file is shown by the browser and never run: the policy of its answer allows nothing.
 */
export function attachmentRoutes(app: FastifyInstance, { store, config }: ServerParts): void {
  const within = config.now === undefined ? {} : { now: config.now }
  app.register(async files => {
    files.removeAllContentTypeParsers()
    files.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_ATTACHMENT }, (_, body, done) =>
      done(null, body),
    )
    files.post<{ Querystring: { commandId?: string; use?: FileUse } }>(
      '/api/attachments',
      described('signed-in', 'Stores a file: JPEG, PNG, WebP or PDF; a recording: WAV, MP3, M4A, Ogg or WebM', {
        tag: 'attachments',
        bodyLimit: LARGEST_ATTACHMENT,
        querystring: {
          type: 'object',
          properties: {
            commandId: idSchema,
            use: { enum: [...FILE_USES], description: 'what it is kept for; a document when nothing is said' },
            name: { type: 'string', description: 'not kept: names of files hold names of people' },
          },
          additionalProperties: false,
        },
        answer: ANSWER,
      }),
      async request => {
        const { body, query } = request
        if (!Buffer.isBuffer(body) || body.length === 0) throw new Refusal('invalid', 'there is nothing in that file')
        const options = { ...within, commandId: query.commandId ?? newId<'command'>() }
        const id = await asSession(store, callerOf(request).token, options, (tx, asking) =>
          putAttachment(tx, asking, body, query.use),
        )
        return { id }
      },
    )
  })
  app.get<{ Params: { id: string } }>(
    '/api/attachments/:id',
    described('signed-in', 'Opens a stored file', {
      tag: 'attachments',
      params: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      answer: { type: 'string', format: 'binary', description: 'the bytes of the file' },
    }),
    async (request, reply) => {
      const { id } = request.params
      if (!isId(id)) throw nothingHere()
      const { mediaType, bytes } = await asSession(store, callerOf(request).token, within, (tx, asking) =>
        getAttachment(tx, asking, id),
      )
      return reply
        .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'self'")
        .header('x-frame-options', 'SAMEORIGIN')
        .header('content-disposition', 'inline')
        .type(mediaType)
        .send(bytes)
    },
  )
}
