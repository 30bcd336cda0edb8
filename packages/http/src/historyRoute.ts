import { isId } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { asSession, getHistory, type JsonSchema, type Store } from '@nansen/store'
import type { FastifyInstance } from 'fastify'
import { idSchema } from './commandId.ts'
import { nothingHere } from './errors.ts'
import { callerOf } from './gate.ts'
import { countOpened, type Openings } from './openings.ts'
import { described } from './routeSchema.ts'

interface HistoryParts {
  readonly store: Store
  readonly module: Module
  readonly openings: Openings
}

/**
 * `GET /api/MODULE/RECORD/:id/history` of every root record: who changed what of it and of what hangs on it. Opening it is opening the
 * case: it is audited and counted as such. A child has its history with its root. `older` reads on into the past.
 */
export function historyRoutes(app: FastifyInstance, { store, module, openings }: HistoryParts): void {
  for (const [record, { parent }] of Object.entries(module.records)) {
    if (parent !== null) continue
    app.get<{ Params: { id: string }; Querystring: { older?: string } }>(
      `/api/${module.name}/${record}/:id/history`,
      described({ module: module.name }, `${record}: who changed what, and when`, {
        params: PARAMS,
        querystring: QUERY,
        answer: HISTORY,
      }),
      async request => {
        const { id } = request.params
        if (!isId(id)) throw nothingHere()
        const { older } = request.query
        return asSession(store, callerOf(request).token, {}, async (tx, asking) => {
          const part = older === undefined ? {} : { older: Number(older) }
          const page = await getHistory(tx, asking, module, record, id, part)
          await countOpened(openings, tx, asking, { module: module.name, action: 'read', record, ids: [id] })
          return page
        })
      },
    )
  }
}

const PARAMS: JsonSchema = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }
const QUERY: JsonSchema = {
  type: 'object',
  properties: { older: { type: 'string', pattern: '^\\d{1,9}$', description: '`older` of the page after' } },
  additionalProperties: false,
}
const NAMES: JsonSchema = { type: 'array', items: { type: 'string' } }
const ENTRY: Readonly<Record<string, JsonSchema>> = {
  at: { type: 'string' },
  staff_id: { type: ['string', 'null'], description: 'null: the installation itself' },
  command_id: { type: ['string', 'null'], description: 'the same for all that one act changed' },
  record: { type: 'string' },
  row_id: idSchema,
  op: { type: 'string', enum: ['insert', 'update', 'delete'] },
  part: { type: 'string', enum: ['open', 'protected', 'sealed'] },
  fields: NAMES,
  set: {
    type: ['object', 'null'],
    additionalProperties: true,
    description: 'what the fields became; null for protected and sealed ones, and after erasure',
  },
  before: {
    type: ['object', 'null'],
    additionalProperties: true,
    description: 'what they were; null where `set` is, and for what was just recorded',
  },
}
const HISTORY: JsonSchema = {
  type: 'object',
  properties: {
    entries: {
      type: 'array',
      description: 'the latest page, oldest first',
      items: { type: 'object', properties: ENTRY, required: Object.keys(ENTRY) },
    },
    older: { type: ['integer', 'null'], description: 'hand back to read on into the past; null at the beginning' },
  },
  required: ['entries', 'older'],
}
