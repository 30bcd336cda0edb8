import { newId } from '@nansen/kernel'
import { type Command, defineCommand } from '@nansen/store'
import { sql } from 'kysely'
import { ALTERNATE_REASONS } from '../index.ts'
import { DAY, ID, object, TEXT } from './schemas.ts'

interface Naming {
  readonly familyNumber: string
  readonly personNumber: string
  readonly because: (typeof ALTERNATE_REASONS)[number]
  readonly remarks?: string
  readonly from: string
  readonly until: string
}

const NUMBER_SAID = { ...TEXT, minLength: 1, maxLength: 40 }

/**
 * Names who collects for a family that cannot, for a time. Nobody stands in by it until another agreed.
 * @throws Refusal `invalid` for numbers that are of nobody in sight, a child, or more than a year.
 */
export const nameAlternate: Command = defineCommand<Naming, { readonly alternateId: string }>({
  name: 'assistance.nameAlternate',
  module: 'assistance',
  needs: { action: 'create', level: 'personal' },
  input: object(
    {
      familyNumber: NUMBER_SAID,
      personNumber: NUMBER_SAID,
      because: { enum: ALTERNATE_REASONS },
      remarks: { ...TEXT, minLength: 1, maxLength: 1_000 },
      from: DAY,
      until: DAY,
    },
    ['remarks'],
  ),
  output: object({ alternateId: ID }),
  async run(tx, asking, { familyNumber, personNumber, because, remarks, from, until }) {
    const alternateId = newId(asking.now().getTime())
    await sql`select assistance.name_alternate(${alternateId}, ${numberOf(familyNumber)}, ${numberOf(personNumber)}, ${because},
      ${remarks ?? null}, ${from}, ${until})`.execute(tx)
    return { alternateId }
  },
})

const numberOf = (said: string): string => said.trim().toUpperCase()

/** Agrees to an alternate or refuses, never whoever named them; or ends what was agreed. @throws Refusal `not-allowed`, `invalid` when decided before. */
export const decideAlternate: Command = defineCommand<
  { readonly alternateId: string; readonly decision: 'agreed' | 'refused' | 'ended' },
  { readonly decision: string }
>({
  name: 'assistance.decideAlternate',
  module: 'assistance',
  needs: { action: 'change', level: 'personal' },
  input: object({ alternateId: ID, decision: { enum: ['agreed', 'refused', 'ended'] } }),
  output: object({ decision: TEXT }),
  async run(tx, _, { alternateId, decision }) {
    await sql`select assistance.decide_alternate(${alternateId}, ${decision})`.execute(tx)
    return { decision }
  },
})
