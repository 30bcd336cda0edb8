import { isId, Refusal } from '@nansen/kernel'
import { may } from '@nansen/model'
import {
  type Asking,
  type Command,
  changeRecord,
  createRecord,
  defineCommand,
  getRecord,
  type StoredRow,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, NAME, object, orNull } from './schemas.ts'

const LINE = { type: 'string', minLength: 1, maxLength: 2000 } as const
const COMMANDS = { commands: true } as const

interface Assigning {
  readonly module: string
  readonly id: string
  readonly ownerId: string | null
  readonly team?: string | null
}

/**
 * Gives a case to a colleague, to a team, or back to the office. One takes what is nobody's and hands on what is one's own; to take a case
 * from somebody else is for who approves.
 */
export const assign = (all: readonly CaseModule[]): Command =>
  defineCommand<Assigning, { version: number }>({
    name: 'cases.assign',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID, ownerId: orNull(ID), team: orNull({ ...NAME, maxLength: 80 }) }, ['team']),
    output: object({ version: { type: 'integer' } }),
    run: async (tx, asking, { module: name, id, ownerId, team = null }) => {
      const { module, rules } = caseModuleFor(all, asking.session, name, 'change')
      const row = await getRecord(tx, asking, module, rules.record, id)
      refuseTaking(asking, name, row)
      const patch = { owner_id: ownerId, team }
      const { version } = await changeRecord(tx, asking, module, rules.record, id, row.version, patch, COMMANDS)
      return { version }
    },
  })

function refuseTaking({ session }: Asking, module: string, { owner_id: owner }: StoredRow): void {
  if (owner === null || owner === session.staffId || may(session, module, 'approve', 'personal')) return
  throw new Refusal('not-allowed', 'it is in the hands of somebody else: ask your supervisor')
}

interface Finishing {
  readonly module: string
  readonly taskId: string
  readonly status: 'done' | 'withdrawn'
  readonly result?: string | null
}

/** Says of a task that it is done, or no longer needed. Who says so is written by the database. */
export const finishTask = (all: readonly CaseModule[]): Command =>
  defineCommand<Finishing, { version: number }>({
    name: 'cases.finishTask',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, taskId: ID, status: { enum: ['done', 'withdrawn'] }, result: orNull(LINE) }, [
      'result',
    ]),
    output: object({ version: { type: 'integer' } }),
    run: async (tx, asking, { module: name, taskId, status, result = null }) => {
      const { module } = caseModuleFor(all, asking.session, name, 'change')
      const task = await getRecord(tx, asking, module, 'task', taskId)
      if (task.status !== 'open') throw new Refusal('wrong-state', 'this task is not open any more')
      const { version } = await changeRecord(
        tx,
        asking,
        module,
        'task',
        taskId,
        task.version,
        { status, result },
        COMMANDS,
      )
      return { version }
    },
  })

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
      if (to.rules.links.includes(kind) && (await mayWrite(tx, to, toCase)))
        await createRecord(tx, asking, to.module, 'link', back)
      return { id: made.id }
    },
  })

async function isKnown(tx: Tx, { table, rules }: CaseModule, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const { rows } = await sql`select from ${table(`${rules.record}_known`)}(array[${id}::uuid])`.execute(tx)
  return rows.length > 0
}

async function mayWrite(tx: Tx, { root, name }: CaseModule, id: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select auth.may(${name}, 'create', 'personal', office_id, owner_id, id, restriction_group) as may from ${root} where id = ${id}`.execute(
    tx,
  )
  return rows[0]?.may === true
}
