import { Refusal } from '@nansen/kernel'
import { defineQuery, type JsonSchema } from '@nansen/store'
import { sql } from 'kysely'
import { list, object } from '../schemas.ts'

const COUNT: JsonSchema = { type: 'integer', minimum: 0 }
const WHEN: JsonSchema = { type: ['string', 'null'], format: 'date-time' }
const REASONS = list(object({ reason: { type: 'string', maxLength: 60 }, count: COUNT }), 100)

/** How far templates of an older version are extracted again, and how far whoever was is searched again. */
export interface ExtractedAgain {
  readonly waiting: number
  readonly done: number
  readonly kept: number
  readonly since: string | null
  readonly last: string | null
  readonly expectedEnd: string | null
  readonly troubles: readonly { readonly reason: string; readonly count: number }[]
  readonly searches: {
    readonly waiting: number
    readonly done: number
    readonly failed: number
    readonly found: number
    readonly troubles: ExtractedAgain['troubles']
  }
}

/** For whoever looks after the installation: figures of everybody, and nobody by name. */
export const extractedAgain = defineQuery<Record<string, never>, ExtractedAgain>({
  name: 'identity.extractedAgain',
  module: 'admin',
  needs: { action: 'change', level: 'personal' },
  input: object({}),
  output: object({
    waiting: COUNT,
    done: COUNT,
    kept: COUNT,
    since: WHEN,
    last: WHEN,
    expectedEnd: WHEN,
    troubles: REASONS,
    searches: object({ waiting: COUNT, done: COUNT, failed: COUNT, found: COUNT, troubles: REASONS }),
  }),
  showsPeople: false,
  async run(tx) {
    const { rows } = await sql<{ state: ExtractedAgain | null }>`select gallery.reextraction_state() as state`.execute(
      tx,
    )
    const { state } = rows[0]!
    if (state === null) throw new Refusal('not-allowed', 'this is for administrators')
    return state
  },
})
