import { Refusal } from '@nansen/kernel'
import { type Command, defineCommand, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { ID, INTEGER, list, NAME, object, TEXT } from './schemas.ts'

/** Why a case that is not one's own is read in an emergency. */
const REASONS = ['danger-to-life', 'child-at-risk', 'medical', 'refoulement', 'colleague-unreachable'] as const
const WORDS = { type: 'string', minLength: 10, maxLength: 2000 } as const

interface Breaking {
  readonly personId: string
  readonly modules: readonly string[]
  readonly reason: (typeof REASONS)[number]
  readonly words: string
}

/**
 * Opens, for four hours and to read, the cases of a person that the asker may know of. Whoever works on them is told at once, and
 * somebody who approves there judges it within 72 hours.
 */
export const breakGlass = (): Command =>
  defineCommand<Breaking, { opened: number }>({
    name: 'cases.breakGlass',
    module: 'cases',
    needs: null,
    input: object({
      personId: ID,
      modules: { ...list(NAME), minItems: 1, maxItems: 20 },
      reason: { enum: REASONS },
      words: WORDS,
    }),
    output: object({ opened: INTEGER }),
    run: async (tx, _asking, { personId, modules, reason, words }) => {
      const { rows } = await sql<{ opened: number }>`
        select cases.break_glass(${personId}, ${modules}::text[], ${reason}, ${words}) as opened`.execute(tx)
      const opened = rows[0]?.opened ?? 0
      if (opened === 0) throw new Refusal('not-found', 'there is no such record among those you may see')
      return { opened }
    },
  })

interface ToReview {
  readonly id: string
  readonly module: string
  readonly caseId: string
  readonly caseNumber: string
  readonly staffId: string
  readonly reason: string
  readonly words: string
  readonly openedAt: string
  readonly reviewDue: string
  readonly thisWeek: number
}

/** Emergencies of colleagues that the asker is to judge. */
export const glassToReview = (): Query =>
  defineQuery<object, { openings: readonly ToReview[] }>({
    name: 'cases.glassToReview',
    module: 'cases',
    needs: null,
    input: object({}),
    output: object({
      openings: list(
        object({
          id: ID,
          module: TEXT,
          caseId: ID,
          caseNumber: TEXT,
          staffId: ID,
          reason: TEXT,
          words: TEXT,
          openedAt: TEXT,
          reviewDue: TEXT,
          thisWeek: INTEGER,
        }),
      ),
    }),
    showsPeople: false,
    run: async tx => {
      const { rows } =
        await sql<ToReview>`select id, module, case_id as "caseId", case_number as "caseNumber", staff_id as "staffId", reason, words,
          opened_at as "openedAt", review_due as "reviewDue", this_week as "thisWeek" from cases.glass_to_review()`.execute(
          tx,
        )
      return { openings: rows }
    },
  })

interface Reviewing {
  readonly id: string
  readonly verdict: 'justified' | 'not-justified'
  readonly words: string
}

/** Says of an emergency whether it was one. Never of one's own. */
export const reviewGlass = (): Command =>
  defineCommand<Reviewing, object>({
    name: 'cases.reviewGlass',
    module: 'cases',
    needs: null,
    input: object({ id: ID, verdict: { enum: ['justified', 'not-justified'] }, words: { ...WORDS, minLength: 1 } }),
    output: object({}),
    run: async (tx, _asking, { id, verdict, words }) => {
      const { rows } = await sql<{
        done: boolean
      }>`select cases.review_glass(${id}, ${verdict}, ${words}) as done`.execute(tx)
      if (rows[0]?.done !== true) throw new Refusal('not-found', 'there is no such emergency for you to judge')
      return {}
    },
  })
