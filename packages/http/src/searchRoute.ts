import { keySources, type Module } from '@nansen/model'
import { asSession, type JsonSchema, peopleShown, type Store, searchRecords } from '@nansen/store'
import type { FastifyInstance } from 'fastify'
import { callerOf } from './gate.ts'
import { narrowingSchema, OWN_NARROWING, readNarrowing } from './listing.ts'
import { countOpened, type Openings } from './openings.ts'
import type { HttpConfig } from './place.ts'
import { described } from './routeSchema.ts'

interface SearchParts {
  readonly store: Store
  readonly config: HttpConfig
  readonly module: Module
  readonly modules: readonly Module[]
  /** Counts what was shown, as lists do. */
  readonly listed: Openings
}

/** Rows shown when nobody says, and at most. */
const SHOWN = { usual: 50, most: 100 } as const

interface Asked {
  readonly text: string
  readonly where?: Readonly<Record<string, string>>
  readonly limit?: number
}

/**
 * `POST /api/MODULE/RECORD/search` of every record that has search keys, hangs together with one that has, or refers to one. It is sent as
 * a body: what somebody looks for is a name, and addresses are written down on the way.
 */
export function searchRoutes(app: FastifyInstance, { store, config, module, modules, listed }: SearchParts): void {
  for (const record of Object.keys(module.records)) {
    if (keySources(modules, module, record).length === 0) continue
    const said = { body: bodySchema(module, record), answer: answerSchema(module, record) }
    app.post(
      `/api/${module.name}/${record}/search`,
      described({ module: module.name }, `${record}: found by name, number or day, the likeliest first`, said),
      async request => {
        const { text, where = {}, limit = SHOWN.usual } = request.body as Asked
        const narrowed = readNarrowing(module, record, where)
        const options = config.now === undefined ? {} : { now: config.now }
        return asSession(store, callerOf(request).token, options, async (tx, asking) => {
          const found = await searchRecords(tx, asking, module, record, { text, where: narrowed, limit, modules })
          const ids = peopleShown(asking)
          await countOpened(listed, tx, asking, { module: module.name, action: 'read', record, ids, reason: 'search' })
          return found
        })
      },
    )
  }
}

const bodySchema = (module: Module, record: string): JsonSchema => ({
  type: 'object',
  properties: {
    text: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'names in any spelling and script, numbers, telephones, days',
    },
    where: {
      type: 'object',
      properties: narrowingSchema(module, record),
      ...(module.case?.record === record && { patternProperties: OWN_NARROWING }),
      additionalProperties: false,
      description: 'fields by their exact value, as in a list',
    },
    limit: { type: 'integer', minimum: 1, maximum: SHOWN.most, description: `${SHOWN.usual} unless said` },
  },
  required: ['text'],
  additionalProperties: false,
})

const answerSchema = (module: Module, record: string): JsonSchema => ({
  type: 'object',
  properties: {
    hits: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          row: { $ref: `${module.name}.${record}#` },
          score: { type: 'integer', description: 'orders the hits; no probability' },
          matched: {
            type: 'array',
            description: 'by which fields: of itself, of what hangs on it, or what it refers to',
            items: {
              type: 'object',
              properties: { record: { type: 'string' }, field: { type: 'string' } },
              required: ['record', 'field'],
            },
          },
        },
        required: ['row', 'score', 'matched'],
      },
    },
    more: { type: 'boolean', description: 'there is more than what is shown: another word narrows it' },
  },
  required: ['hits', 'more'],
})
