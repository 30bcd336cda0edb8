import { defineCommand, refusalOf } from '@nansen/store'
import { sql } from 'kysely'
import { EXCEPTIONS, OCCASIONS } from '../children.ts'
import { ID, list, NUMBER, object } from './schemas.ts'

interface Input {
  readonly fileId: string
  readonly people: readonly string[]
  readonly occasion: (typeof OCCASIONS)[number]
  readonly because: (typeof EXCEPTIONS)[number]
  readonly remarks: string
}

/**
 * A supervisor excepts people of a case from proving by finger or eye who they are, and says why. @throws Refusal `not-allowed` for who works on
 * the case themselves, or where the case does not stand there; `invalid` for *too young* of who is not.
 */
export const exceptCheck = defineCommand<Input, { excepted: number }>({
  name: 'resettlement.exceptCheck',
  module: 'resettlement',
  needs: { action: 'approve', level: 'personal' },
  input: object({
    fileId: ID,
    people: { ...list(ID), minItems: 1, maxItems: 40 },
    occasion: { enum: OCCASIONS },
    because: { enum: EXCEPTIONS },
    remarks: { type: 'string', minLength: 3, maxLength: 500 },
  }),
  output: object({ excepted: NUMBER }),
  async run(tx, _asking, { fileId, people, occasion, because, remarks }) {
    const { rows } = await sql<{ excepted: number }>`
      select resettlement.except_check(${fileId}::uuid, ${people}::uuid[], ${occasion}, ${because}, ${remarks}) as excepted`
      .execute(tx)
      .catch(error => {
        throw refusalOf(error)
      })
    return { excepted: rows[0]!.excepted }
  },
})
