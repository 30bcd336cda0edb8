import type { Module } from '@nansen/model'
import { asSession, countRecords, type JsonSchema, type Store } from '@nansen/store'
import type { FastifyInstance } from 'fastify'
import { callerOf } from './gate.ts'
import { described } from './routeSchema.ts'

/** `GET /api/MODULE/measures/NAME` of every measure of a definition: counts of what the caller may read, and nobody's name. */
export function measureRoutes(app: FastifyInstance, { store, module }: { store: Store; module: Module }): void {
  for (const [name, { record, by }] of Object.entries(module.measures)) {
    app.get(
      `/api/${module.name}/measures/${name}`,
      described({ module: module.name }, `${record}: how many have which answer`, { answer: COUNTS }),
      async request =>
        asSession(store, callerOf(request).token, {}, (tx, asking) => countRecords(tx, asking, module, record, by)),
    )
  }
}

const COUNTS: JsonSchema = {
  type: 'object',
  properties: {
    total: { type: 'integer' },
    parts: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          by: { type: 'string', description: 'a field of the record, or state' },
          counts: {
            type: 'array',
            items: {
              type: 'object',
              properties: { value: { type: ['string', 'null'] }, count: { type: 'integer' } },
              required: ['value', 'count'],
            },
          },
          others: { type: 'integer', description: 'rows with answers beyond those listed' },
        },
        required: ['by', 'counts', 'others'],
      },
    },
  },
  required: ['total', 'parts'],
}
