import { isId, Refusal } from '@nansen/kernel'
import {
  type Asking,
  auditRead,
  type Command,
  changeRecord,
  createRecord,
  defineCommand,
  defineQuery,
  getRecord,
  type Query,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor, readableBy } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, orNull, TEXT } from './schemas.ts'

interface Linking {
  readonly module: string
  readonly id: string
  readonly toModule: string
  readonly toCase: string
  readonly kind: string
}

/** Says that two cases belong together. The other side shows it too where the asker may write there. */
export const link = (all: readonly CaseModule[]): Command =>
  defineCommand<Linking, { id: string }>({
    name: 'cases.link',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID, toModule: NAME, toCase: ID, kind: NAME }),
    output: object({ id: ID }),
    run: async (tx, asking, { module: name, id, toModule, toCase, kind }) => {
      const from = caseModuleFor(all, asking.session, name, 'create')
      const to = all.find(each => each.name === toModule)
      if (to === undefined || toCase === id || !(await isKnown(tx, to, toCase)))
        throw new Refusal('not-found', 'there is no such record among those you may see')
      if (!from.rules.links.includes(kind)) throw new Refusal('invalid', 'no such kind of link', { problems: [] })
      const made = await createRecord(tx, asking, from.module, 'link', {
        parent_id: id,
        kind,
        to_module: toModule,
        to_case: toCase,
      })
      const back = { parent_id: toCase, kind, to_module: name, to_case: id }
      if (to.rules.links.includes(kind) && (await mayWrite(tx, to, 'create', toCase)))
        await createRecord(tx, asking, to.module, 'link', back)
      return { id: made.id }
    },
  })

interface LinkRow {
  readonly id: string
  readonly version: number
  readonly kind: string
  readonly module: string
  readonly caseId: string
}

/** Takes a link back, on the other side too where the asker may write there. That it stood stays in the history. */
export const unlink = (all: readonly CaseModule[]): Command =>
  defineCommand<{ module: string; linkId: string }, object>({
    name: 'cases.unlink',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, linkId: ID }),
    output: object({}),
    run: async (tx, asking, { module: name, linkId }) => {
      const from = caseModuleFor(all, asking.session, name, 'change')
      const {
        parent_id: id,
        to_case: toCase,
        to_module: toModule,
        kind,
        version,
      } = await getRecord(tx, asking, from.module, 'link', linkId)
      const gone = { withdrawn_at: asking.now().toISOString() }
      await changeRecord(tx, asking, from.module, 'link', linkId, version, gone)
      const to = all.find(each => each.name === toModule)
      if (to === undefined || !(await mayWrite(tx, to, 'change', String(toCase)))) return {}
      const others = await linksOf(tx, to, String(toCase))
      for (const other of others.filter(each => each.caseId === id && each.kind === kind))
        await changeRecord(tx, asking, to.module, 'link', other.id, other.version, gone)
      return {}
    },
  })

const CASE = { module: TEXT, caseId: ID, number: orNull(TEXT) }
interface KnownCase {
  readonly module: string
  readonly caseId: string
  /** Of one that the asker reads. */
  readonly number: string | null
}

/** Cases that belong to one, as far as the asker may know of them: policies leave out the others. */
export const links = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string; id: string }, { links: readonly (LinkRow & KnownCase)[] }>({
    name: 'cases.links',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({ links: list(object({ id: ID, version: INTEGER, kind: TEXT, ...CASE })) }),
    showsPeople: true,
    run: async (tx, asking, { module: name, id }) => {
      const from = caseModuleFor(all, asking.session, name)
      const found: (LinkRow & KnownCase)[] = []
      for (const row of await linksOf(tx, from, id))
        found.push({ ...row, number: await numberOf(tx, all, row.module, row.caseId) })
      await noteSeen(tx, asking, all, found)
      return { links: found }
    },
  })

interface Looking {
  readonly module: string
  readonly id: string
  /** A whole number, to link a case of somebody else. */
  readonly number?: string | null
}

/** Cases that one could be linked with: those of its people that the asker may know of, and the one whose number was typed, where they read it. */
export const linkable = (all: readonly CaseModule[]): Query =>
  defineQuery<Looking, { cases: readonly KnownCase[] }>({
    name: 'cases.linkable',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID, number: orNull({ ...NAME, maxLength: 40 }) }, ['number']),
    output: object({ cases: list(object(CASE)) }),
    showsPeople: true,
    run: async (tx, asking, { module: name, id, number }) => {
      const from = caseModuleFor(all, asking.session, name, 'create')
      const typed = number?.trim().toUpperCase() ?? ''
      const found = typed === '' ? await ofItsPeople(tx, from, id) : await byNumber(tx, all, asking, typed)
      const already = new Set([id, ...(await linksOf(tx, from, id)).map(({ caseId }) => caseId)])
      const cases = found.filter(({ caseId }) => !already.has(caseId))
      await noteSeen(tx, asking, all, cases)
      return { cases }
    },
  })

async function ofItsPeople(tx: Tx, { table, rules, root }: CaseModule, id: string): Promise<readonly KnownCase[]> {
  const people =
    rules.roles.length === 0
      ? sql`select (to_jsonb(c) ->> 'subject')::uuid from ${root} c where c.id = ${id}`
      : sql`select m.individual from ${table('member')} m where m.root_id = ${id} and m.until is null and m.withdrawn_at is null`
  const { rows } = await sql<KnownCase>`
    select distinct on (k.case_id) k.module, k.case_id as "caseId", k.number
    from cases.cards(array(${people})) k order by k.case_id`.execute(tx)
  return rows.toSorted((a, b) => (a.module < b.module ? -1 : 1))
}

async function byNumber(
  tx: Tx,
  all: readonly CaseModule[],
  { session }: Asking,
  number: string,
): Promise<readonly KnownCase[]> {
  const found: KnownCase[] = []
  for (const { name, root } of readableBy(all, session)) {
    const { rows } = await sql<{ id: string }>`select id from ${root} where number = ${number}`.execute(tx)
    found.push(...rows.map(({ id }) => ({ module: name, caseId: id, number })))
  }
  return found
}

async function linksOf(tx: Tx, { table }: CaseModule, id: string): Promise<readonly LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select l.id, l.version, l.kind, l.to_module as module, l.to_case as "caseId" from ${table('link')} l
    where l.root_id = ${id} and l.withdrawn_at is null order by l.id`.execute(tx)
  return rows
}

async function numberOf(tx: Tx, all: readonly CaseModule[], module: string, id: string): Promise<string | null> {
  const to = all.find(({ name }) => name === module)
  if (to === undefined) return null
  const { rows } = await sql<{ number: string | null }>`select number from ${to.root} where id = ${id}`.execute(tx)
  return rows[0]?.number ?? null
}

/** That cases were shown is told in the audit of each module. */
async function noteSeen(tx: Tx, asking: Asking, all: readonly CaseModule[], cases: readonly KnownCase[]) {
  for (const { name, rules } of all) {
    const ids = cases.filter(({ module }) => module === name).map(({ caseId }) => caseId)
    const seen = { module: name, action: 'see', record: rules.record, ids, people: [], reason: 'links' } as const
    if (ids.length > 0) await auditRead(tx, asking, seen)
  }
}

async function isKnown(tx: Tx, { table, rules }: CaseModule, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const { rows } = await sql`select from ${table(`${rules.record}_known`)}(array[${id}::uuid])`.execute(tx)
  return rows.length > 0
}

async function mayWrite(tx: Tx, { root, name }: CaseModule, action: 'create' | 'change', id: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select auth.may(${name}, ${action}, 'personal', office_id, owner_id, id, restriction_group) as may from ${root} where id = ${id}`.execute(
    tx,
  )
  return rows[0]?.may === true
}
