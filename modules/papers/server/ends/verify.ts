import { verifyCard } from '@nansen/documents'
import { defineQuery, paperKeys } from '@nansen/store'
import { sql } from 'kysely'
import { MAYBE, object, TEXT, today } from '../schemas.ts'

interface Verified {
  /** Of the signature. */
  readonly outcome: 'genuine' | 'forged' | 'unknown-key' | 'unreadable'
  /** Whether it holds today: `unknown` for one that this site has no record of. */
  readonly standing: 'valid' | 'expired' | 'replaced' | 'spoiled' | 'returned' | 'cancelled' | 'unknown' | null
  readonly document: string | null
  readonly person: string | null
  readonly name: string | null
  readonly issuedOn: string | null
  readonly expiresOn: string | null
  readonly endedOn: string | null
  readonly byPaper: string | null
}

interface Standing {
  readonly ended: Verified['standing']
  readonly ended_on: string | null
  readonly by_paper: string | null
}

const NOTHING = {
  standing: null,
  document: null,
  person: null,
  name: null,
  issuedOn: null,
  expiresOn: null,
  endedOn: null,
  byPaper: null,
} as const

/** Whether the code of a paper is ours, and whether that paper still counts. Says back what the code says, and nothing that it does not. */
export const verify = defineQuery<{ text: string }, Verified>({
  name: 'papers.verify',
  module: 'registration',
  needs: { action: 'see', level: 'summary' },
  showsPeople: false,
  input: object({ text: { type: 'string', minLength: 1, maxLength: 2_000 } }),
  output: object({
    outcome: TEXT,
    standing: MAYBE,
    document: MAYBE,
    person: MAYBE,
    name: MAYBE,
    issuedOn: MAYBE,
    expiresOn: MAYBE,
    endedOn: MAYBE,
    byPaper: MAYBE,
  }),
  async run(tx, asking, { text }) {
    const verdict = verifyCard(text.trim(), paperKeys(asking), today(asking))
    if (verdict.outcome !== 'genuine') return { outcome: verdict.outcome, ...NOTHING }
    const { document, person, name, issuedOn, expiresOn } = verdict.card
    const { rows } =
      await sql<Standing>`select ended, ended_on::text, by_paper from papers.standing(${document})`.execute(tx)
    const [found] = rows
    const standing = found === undefined ? 'unknown' : (found.ended ?? (verdict.expired ? 'expired' : 'valid'))
    const { ended_on: endedOn = null, by_paper: byPaper = null } = found ?? {}
    return { outcome: 'genuine', standing, document, person, name, issuedOn, expiresOn, endedOn, byPaper }
  },
})
