import type { Module } from '@nansen/model'
import { type Asking, auditRead, defineQuery, type Query, type Tx } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { type CaseModule, readableBy } from './caseModules.ts'
import { BOOLEAN, ID, list, object, orNull, TEXT } from './schemas.ts'

/** Something to be done or watched, in whichever module. */
export interface Due {
  readonly module: string
  readonly caseId: string
  readonly number: string
  readonly id: string
  readonly what: 'task' | 'clock'
  /** The kind of task, or the clock's name. */
  readonly kind: string
  readonly text: string | null
  readonly about: string | null
  readonly dueAt: string | null
  readonly forMe: boolean
  readonly escalated: boolean
}

const DUE = object({
  module: TEXT,
  caseId: ID,
  number: TEXT,
  id: ID,
  what: TEXT,
  kind: TEXT,
  text: orNull(TEXT),
  about: orNull(ID),
  dueAt: orNull(TEXT),
  forMe: BOOLEAN,
  escalated: BOOLEAN,
})

/** Clocks are shown so many days before they end. Ours. */
const CLOCKS_WITHIN = 14
/** Lines of one module and kind. */
const MOST = 100

/**
 * Everything that waits for the asker, over all case modules: their open tasks and those of cases they own, clocks of their cases that end
 * soon, and overdue tasks that were escalated, to whoever they stand before. The most urgent first.
 */
export const myDay = (all: readonly CaseModule[]): Query =>
  defineQuery<object, { due: readonly Due[] }>({
    name: 'cases.myDay',
    module: 'cases',
    needs: null,
    input: object({}),
    output: object({ due: list(DUE) }),
    showsPeople: true,
    run: async (tx, asking) => {
      const mine = readableBy(all, asking.session)
      if (mine.length === 0) return { due: [] }
      const { rows } = await sql<Due>`${sql.join(
        mine.flatMap(each => partsOf(each, asking)),
        sql` union all `,
      )} order by "dueAt" nulls last`.execute(tx)
      await noteShown(tx, asking, mine, rows)
      return { due: rows }
    },
  })

/** One question per way, so that each ends at an index; who reaches the row is the policies' word. */
function partsOf({ module, name, root, table }: CaseModule, { session, now }: Asking): readonly RawBuilder<unknown>[] {
  const { staffId } = session
  const until = new Date(now().getTime() + CLOCKS_WITHIN * 86_400_000)
  const task = (
    fits: RawBuilder<unknown>,
    forMe: boolean,
  ) => sql`(select ${name} as module, c.id as "caseId", c.number, t.id, 'task' as what,
      t.kind, t.what as text, t.about, t.due_at as "dueAt", ${sql.lit(forMe)} as "forMe", t.escalated_at is not null as escalated
    from ${table('task')} t join ${root} c on c.id = t.root_id
    where t.status = 'open' and t.withdrawn_at is null and ${fits} order by t.due_at nulls last limit ${sql.lit(MOST)})`
  return [
    task(sql`t.for_staff = ${staffId}`, true),
    task(sql`t.for_staff is null and t.owner_id = ${staffId}`, true),
    task(
      sql`t.escalated_at is not null and t.for_staff is distinct from ${staffId} and (t.for_staff is not null or t.owner_id is distinct from ${staffId})
        and ${beforeWhom(module)}`,
      false,
    ),
    sql`(select ${name}, c.id, c.number, k.id, 'clock', k.name, null, null, k.due_at, true, false
      from ${table('clock')} k join ${root} c on c.id = k.root_id
      where k.status = 'running' and k.owner_id = ${staffId} and k.due_at < ${until} order by k.due_at limit ${sql.lit(MOST)})`,
  ]
}

/** Before whom it stands: who approves there. Where nobody approves in the module, those who work on its cases: an officer who is away must not be all there is. */
const beforeWhom = ({ name, access }: Module): RawBuilder<unknown> =>
  Object.values(access).some(grants => grants.some(({ action }) => action === 'approve'))
    ? sql`t.office_id = any ((select auth.reach(${name}, 'approve', 'personal'))::uuid[])`
    : sql`t.office_id = any ((select auth.reach(${name}, 'change', 'personal'))::uuid[])`

async function noteShown(tx: Tx, asking: Asking, modules: readonly CaseModule[], due: readonly Due[]): Promise<void> {
  for (const { name, rules } of modules) {
    const ids = [...new Set(due.filter(({ module }) => module === name).map(({ caseId }) => caseId))]
    if (ids.length > 0)
      await auditRead(tx, asking, { module: name, action: 'read', record: rules.record, ids, reason: 'my day' })
  }
}
