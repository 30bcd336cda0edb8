import { auditRead, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { ID } from './schemas.ts'

/** Which of the two are children, or may be, whose best interests file does not yet say that they are brought together. */
export const notSettled: Query = defineQuery<{ readonly requestId: string }, { readonly people: readonly string[] }>({
  name: 'tracing.notSettled',
  module: 'tracing',
  needs: { action: 'change', level: 'personal' },
  input: { type: 'object', additionalProperties: false, required: ['requestId'], properties: { requestId: ID } },
  output: {
    type: 'object',
    additionalProperties: false,
    required: ['people'],
    properties: { people: { type: 'array', items: { type: 'string' } } },
  },
  showsPeople: true,
  async run(tx, asking, { requestId }) {
    await auditRead(tx, asking, {
      module: 'tracing',
      action: 'read',
      record: 'request',
      ids: [requestId],
      reason: 'best interests',
    })
    const { rows } = await sql<{ person: string }>`select tracing.not_settled(${requestId}::uuid) as person`.execute(tx)
    return { people: rows.map(({ person }) => person) }
  },
})
