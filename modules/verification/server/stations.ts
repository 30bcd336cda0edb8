import { verifyCard } from '@nansen/documents'
import { newId, Refusal } from '@nansen/kernel'
import { auditRead, type Command, defineCommand, defineQuery, paperKeys, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { ABSENT_REASONS, OUTCOMES, STATIONS } from '../index.ts'
import { ID, INTEGER, list, MAYBE, object, TEXT, YES } from './schemas.ts'

export interface Member {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly photo: string | null
  readonly years: number | null
  readonly here: boolean
  readonly standing: 'seen' | 'absent' | 'waiting'
  /** What identity said of them within the hour: `same-person`, `not-the-same`, `look`. */
  readonly proof: string | null
  readonly passed: readonly string[]
}
export interface Found {
  readonly outcome: 'expected' | 'arrived' | 'not-listed' | 'closed' | 'wrong-card'
  readonly number?: string
  readonly token?: string | null
  readonly onDay?: string | null
  readonly members?: readonly Member[]
}
const PARTS = {
  number: TEXT,
  token: MAYBE,
  onDay: MAYBE,
  members: list(
    object({
      id: ID,
      number: TEXT,
      name: TEXT,
      photo: MAYBE,
      years: { ...INTEGER, type: ['integer', 'null'] },
      here: YES,
      standing: TEXT,
      proof: MAYBE,
      passed: list(TEXT),
    }),
  ),
}

/** Of a scanned text: longer ones are the signed code of a card. Characters. */
const LONGEST_NUMBER = 40

/** The family that stands at a station: by its token, its number, the number of one of its people, or the signed code of a card that is theirs. */
export const at: Query = defineQuery<{ readonly campaignId: string; readonly text: string }, Found>({
  name: 'verification.at',
  module: 'verification',
  needs: { action: 'create', level: 'personal' },
  showsPeople: true,
  input: object({ campaignId: ID, text: { type: 'string', minLength: 1, maxLength: 2_000 } }),
  output: object({ outcome: TEXT, ...PARTS }, Object.keys(PARTS)),
  async run(tx, asking, { campaignId, text }) {
    const said = text.trim()
    const card =
      said.length > LONGEST_NUMBER ? verifyCard(said, paperKeys(asking), asking.now().toISOString().slice(0, 10)) : null
    // who stands here is looked at anyway: a card that is over still says who they are, one that nobody signed says nothing
    if (card !== null && card.outcome !== 'genuine') return { outcome: 'wrong-card' }
    const { rows } = await sql<{ found: Found }>`
      select verification.found_at(${campaignId}, ${card?.card.person ?? said.toUpperCase()}) as found`.execute(tx)
    const { found } = rows[0]!
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'see',
      record: 'individual',
      ids: (found.members ?? []).map(({ id }) => id),
      reason: 'verification exercise',
    })
    return found
  },
})

/** Writes down that a family came, and answers its token: the same one however often it is asked. @throws Refusal `wrong-state` while nobody is expected. */
export const arrive: Command = defineCommand<
  { readonly campaignId: string; readonly familyNumber: string },
  { readonly token: string }
>({
  name: 'verification.arrive',
  module: 'verification',
  needs: { action: 'create', level: 'personal' },
  input: object({ campaignId: ID, familyNumber: { ...TEXT, minLength: 1, maxLength: 40 } }),
  output: object({ token: TEXT }),
  async run(tx, asking, { campaignId, familyNumber }) {
    const { rows } = await sql<{ token: string | null }>`
      select verification.arrive(${newId(asking.now().getTime())}, ${campaignId}, ${familyNumber}, ${asking.now().toISOString()}) as token`.execute(
      tx,
    )
    const token = rows[0]!.token
    if (token === null) throw new Refusal('wrong-state', 'this exercise is not running')
    return { token }
  },
})

interface Marking {
  readonly campaignId: string
  readonly station: (typeof STATIONS)[number]
  readonly people: readonly string[]
  readonly outcome: (typeof OUTCOMES)[number]
  readonly reason?: (typeof ABSENT_REASONS)[number]
  readonly remarks?: string
}
const REFUSED: Readonly<Record<string, string>> = {
  closed: 'this exercise is not running',
  'not-arrived': 'this family has not come to the reception',
  unlike: 'a finger or an eye was unlike the record: the litigation desk decides',
}

/** Writes down what was found of people of a family at a station, or at their home. @throws Refusal `wrong-state` with `details.reason`. */
export const mark: Command = defineCommand<Marking, { readonly marked: number }>({
  name: 'verification.mark',
  module: 'verification',
  needs: { action: 'create', level: 'personal' },
  input: object(
    {
      campaignId: ID,
      station: { enum: STATIONS },
      people: { type: 'array', minItems: 1, maxItems: 60, uniqueItems: true, items: ID },
      outcome: { enum: OUTCOMES },
      reason: { enum: ABSENT_REASONS },
      remarks: { ...TEXT, minLength: 1, maxLength: 1_000 },
    },
    ['reason', 'remarks'],
  ),
  output: object({ marked: INTEGER }),
  async run(tx, asking, { campaignId, station, people, outcome, reason, remarks }) {
    const { rows } = await sql<{ said: string }>`
      select verification.mark_people(${campaignId}, ${station}, ${people}::uuid[], ${outcome}, ${reason ?? null}, ${remarks ?? null},
        ${asking.now().toISOString()}) as said`.execute(tx)
    const said = rows[0]!.said
    if (said !== 'marked') throw new Refusal('wrong-state', REFUSED[said] ?? said, { reason: said })
    return { marked: people.length }
  },
})
