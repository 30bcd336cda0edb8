import { defineCommand } from '@nansen/store'
import { registration } from '../../index.ts'
import { tellApart as write } from '../alike/others.ts'
import type { PersonId } from '../household/households.ts'
import { ID, object } from './schemas.ts'

interface Input {
  readonly individualId: PersonId
  readonly other: PersonId
  readonly because: string
}

/** Writes down that two people who look alike were looked at and are two: neither is offered for the other again. */
export const tellApart = defineCommand<Input, Record<string, never>>({
  name: 'registration.tellApart',
  module: 'registration',
  needs: { action: 'create', level: 'personal' },
  input: object({
    individualId: ID,
    other: ID,
    because: { enum: registration.records.other_than.fields.because.codes },
  }),
  output: object({}),
  async run(tx, asking, { individualId, other, because }) {
    await write(tx, asking, individualId, [{ individualId: other, because }])
    return {}
  },
  preview: async () => [],
})
