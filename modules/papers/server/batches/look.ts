import { CARD_SCHEMA, cardsOf, type PersonCard } from '@nansen/registration/server'
import { auditRead, defineQuery, getRecord } from '@nansen/store'
import { sql } from 'kysely'
import { papers } from '../../index.ts'
import { ID, list, MAYBE, NUMBER, object, TEXT, YES } from '../schemas.ts'

interface Run {
  readonly id: string
  readonly template: string
  readonly chosen: string
  readonly progress: string
  readonly people: number
  readonly printed: number
  readonly left_out: number
  readonly office_id: string
  readonly created_at: string
  readonly created_by: string | null
}

const RUN = {
  id: TEXT,
  template: TEXT,
  chosen: TEXT,
  progress: TEXT,
  people: NUMBER,
  printed: NUMBER,
  left_out: NUMBER,
  office_id: TEXT,
  created_at: TEXT,
  created_by: MAYBE,
} as const

/** Runs on one page of the list. */
const A_PAGE = 40

/** The latest runs of the asker's offices, those that are not done at the top. */
export const batches = defineQuery<object, { batches: readonly Run[] }>({
  name: 'papers.batches',
  module: 'papers',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({}),
  output: object({ batches: list(object(RUN)) }),
  async run(tx) {
    const { rows } =
      await sql<Run>`select b.id, b.template, b.chosen, b.progress, b.people, b.left_out, b.office_id, b.created_at, b.created_by,
        (select count(*)::int from papers.batch_line l where l.parent_id = b.id and l.outcome = 'printed') as printed
      from papers.batch b order by b.progress in ('done', 'stopped'), b.id desc limit ${A_PAGE}`.execute(tx)
    return { batches: rows.map(row => ({ ...row, created_at: new Date(row.created_at).toISOString() })) }
  },
})

interface OnePage extends Run {
  readonly lines: readonly {
    readonly card: PersonCard | null
    readonly outcome: string
    readonly why: string | null
    readonly number: string | null
    readonly serial: string | null
    readonly sheet: number | null
  }[]
  readonly files: readonly {
    readonly sequence: number
    readonly people: number
    readonly file: string
    /** Whether the asker printed it, and it is still there. */
    readonly mine: boolean
  }[]
}

/** One run: its people, and the files of it. */
export const batch = defineQuery<{ id: string }, OnePage>({
  name: 'papers.batch',
  module: 'papers',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ id: ID }),
  output: object({
    ...RUN,
    lines: list(
      object({
        card: { anyOf: [CARD_SCHEMA, { type: 'null' }] },
        outcome: TEXT,
        why: MAYBE,
        number: MAYBE,
        serial: MAYBE,
        sheet: { type: ['integer', 'null'] },
      }),
    ),
    files: list(object({ sequence: NUMBER, people: NUMBER, file: TEXT, mine: YES })),
  }),
  async run(tx, asking, { id }) {
    const row = await getRecord(tx, asking, papers, 'batch', id)
    const { rows: lines } = await sql<
      Omit<OnePage['lines'][number], 'card'> & { individual: string }
    >`select individual, outcome, why, number, serial,
      sheet from papers.batch_line where parent_id = ${id} order by sequence`.execute(tx)
    const people = lines.map(({ individual }) => individual)
    const cards = await cardsOf(tx, people)
    if (cards.size > 0)
      await auditRead(tx, asking, {
        module: 'registration',
        action: 'see',
        record: 'individual',
        ids: [...cards.keys()],
        reason: 'papers',
      })
    const { rows: files } = await sql<OnePage['files'][number]>`select sequence, people, file,
        forgotten_on is null and created_by = ${asking.session.staffId}::uuid as mine
      from papers.batch_file where parent_id = ${id} order by sequence`.execute(tx)
    return {
      id,
      template: String(row.template),
      chosen: String(row.chosen),
      progress: String(row.progress),
      people: Number(row.people),
      left_out: Number(row.left_out),
      office_id: String(row.office_id),
      created_at: new Date(String(row.created_at)).toISOString(),
      created_by: row.created_by === null ? null : String(row.created_by),
      printed: lines.filter(({ outcome }) => outcome === 'printed').length,
      lines: lines.map(({ individual, ...line }) => ({ card: cards.get(individual) ?? null, ...line })),
      files,
    }
  },
})
