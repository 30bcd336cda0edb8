import { may } from '@nansen/model'
import { type Asking, auditRead, defineQuery, papersOf, type Query, type Tx } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { type CaseModule, readableBy } from './caseModules.ts'
import { ID, list, object, orNull, TEXT } from './schemas.ts'

/** Something that happened in a case of a person, was printed for them or put with their record, or that a module tells which is no case. */
export interface Happened {
  readonly id: string
  readonly module: string
  /** Null: of no case. */
  readonly caseId: string | null
  readonly number: string | null
  readonly at: string
  readonly kind: 'stage' | 'appointment' | 'note' | 'referral' | 'paper' | 'upload' | 'elsewhere'
  /** The state, the appointment's status, the service, the paper, the file, or the module's own word. */
  readonly what: string
  readonly text: string | null
  readonly who: string | null
}

const HAPPENED = object({
  id: ID,
  module: TEXT,
  caseId: orNull(ID),
  number: orNull(TEXT),
  at: TEXT,
  kind: TEXT,
  what: TEXT,
  text: orNull(TEXT),
  who: orNull(ID),
})
const OUTCOME = object({ caseId: ID, outcome: TEXT })

/** Lines of one answer. */
const MOST = 300

interface PersonPage {
  readonly happened: readonly Happened[]
  /** What came of each case that says so in a field `outcome`. */
  readonly outcomes: readonly { readonly caseId: string; readonly outcome: string }[]
}

/**
 * What happened to a person over all processes, the latest first: of each case that the asker reads, what their policies show them. Of other
 * cases there is nothing, not even a number that would be missing in a count.
 */
export const personPage = (all: readonly CaseModule[]): Query =>
  defineQuery<{ personId: string }, PersonPage>({
    name: 'cases.person',
    module: 'cases',
    needs: null,
    input: object({ personId: ID }),
    output: object({ happened: list(HAPPENED), outcomes: list(OUTCOME) }),
    showsPeople: true,
    run: async (tx, asking, { personId }) => {
      const modules = readableBy(all, asking.session).filter(({ rules }) => rules.roles.length > 0)
      const rows: Happened[] = [
        ...(await papersFor(tx, asking, personId)),
        ...(await uploadsFor(tx, asking, personId)),
        ...(await elsewhere(tx, asking, personId)),
      ]
      const outcomes: PersonPage['outcomes'][number][] = []
      for (const each of modules) {
        const found = await sql<Happened>`${sql.join(partsOf(each, personId), sql` union all `)}`.execute(tx)
        rows.push(...found.rows)
        outcomes.push(...(await outcomesOf(tx, each, personId)))
        const ids = [...new Set(found.rows.flatMap(({ caseId }) => (caseId === null ? [] : [caseId])))]
        const looked = {
          module: each.name,
          action: 'read',
          record: each.rules.record,
          ids,
          reason: 'all processes',
        } as const
        if (ids.length > 0) await auditRead(tx, asking, { ...looked, people: [personId] })
      }
      return { happened: rows.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST), outcomes }
    },
  })

/** The cases of a person that the asker reads: by the members that their policies show. */
const casesOf = ({ root, table }: CaseModule, personId: string): RawBuilder<unknown> => sql`${root} c where c.id in (
  select m.root_id from ${table('member')} m where m.individual = ${personId}::uuid and m.withdrawn_at is null)`

function partsOf(one: CaseModule, personId: string): readonly RawBuilder<unknown>[] {
  const { name, table } = one
  const cases = sql`(select c.id, c.number from ${casesOf(one, personId)}) c`
  const line = (kind: string, what: RawBuilder<unknown>, at: RawBuilder<unknown>, text: RawBuilder<unknown>) =>
    sql`(select r.id, ${name}::text as module, c.id as "caseId", c.number, ${at} as at, ${kind}::text as kind, ${what} as what, ${text} as text,
      r.created_by as who`
  const about = (column: string) => sql`(r.${sql.ref(column)} is null or r.${sql.ref(column)} = ${personId}::uuid)`
  const none = sql`null::text`
  return [
    sql`${line('stage', sql`r.to_state`, sql`r.entered_at`, none)} from ${table('stage')} r join ${cases} on c.id = r.root_id)`,
    sql`${line('appointment', sql`r.status`, sql`r.starts_at`, sql`r.kind`)} from ${table('appointment')} r join ${cases} on c.id = r.root_id
      where r.withdrawn_at is null and ${about('individual')})`,
    sql`${line('note', sql`r.level`, sql`r.created_at`, sql`r.text`)} from ${table('note')} r join ${cases} on c.id = r.root_id
      where ${about('about')})`,
    sql`${line('referral', sql`r.service`, sql`r.created_at`, sql`r.status`)} from ${table('referral')} r join ${cases} on c.id = r.root_id
      where r.withdrawn_at is null and ${about('about')})`,
  ]
}

async function outcomesOf(tx: Tx, one: CaseModule, personId: string): Promise<PersonPage['outcomes']> {
  const field = one.module.records[one.rules.record]!.fields.outcome
  if (field === undefined || field.kind !== 'code' || field.sensitivity === 'protected') return []
  const found = await sql<PersonPage['outcomes'][number]>`
    select c.id as "caseId", c.outcome from ${casesOf(one, personId)} and c.outcome is not null`.execute(tx)
  return found.rows
}

/** What was printed for them, for who reads their registration. */
async function papersFor(tx: Tx, { session }: Asking, personId: string): Promise<readonly Happened[]> {
  if (!may(session, 'registration', 'read', 'personal')) return []
  const papers = await papersOf(tx, { name: 'registration' } as never, 'individual', personId)
  return papers.map(({ id, name, printed_at, printed_by }) => ({
    id,
    module: 'registration',
    caseId: null,
    number: null,
    at: printed_at,
    kind: 'paper',
    what: name,
    text: null,
    who: printed_by,
  }))
}

/** Files put with their record, for who reads it. */
async function uploadsFor(tx: Tx, asking: Asking, personId: string): Promise<readonly Happened[]> {
  const { rows } = await sql<Happened>`
    select a.id, 'registration' as module, null as "caseId", null as number, a.created_at as at, 'upload' as kind, a.description as what,
      a.about as text, a.created_by as who
    from registration.attachment a where a.parent_id = ${personId}::uuid and a.withdrawn_at is null
    order by a.created_at desc limit ${sql.lit(MOST)}`.execute(tx)
  await noteSeen(tx, asking, personId, 'attachment', rows)
  return rows
}

/** What modules tell that are no cases, each by rights of its own. */
async function elsewhere(tx: Tx, asking: Asking, personId: string): Promise<readonly Happened[]> {
  const { rows } = await sql<Happened>`
    select h.id, h.module, null as "caseId", null as number, h.at, 'elsewhere' as kind, h.what, h.said as text, null as who
    from cases.happened_elsewhere(${personId}::uuid) h order by h.at desc limit ${sql.lit(MOST)}`.execute(tx)
  await noteSeen(tx, asking, personId, 'happened', rows)
  return rows
}

async function noteSeen(tx: Tx, asking: Asking, personId: string, record: string, rows: readonly Happened[]) {
  for (const [module, seen] of Map.groupBy(rows, row => row.module)) {
    const ids = seen.map(({ id }) => id)
    await auditRead(tx, asking, { module, action: 'read', record, ids, reason: 'all processes', people: [personId] })
  }
}
