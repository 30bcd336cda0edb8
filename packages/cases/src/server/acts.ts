import { Refusal } from '@nansen/kernel'
import { may } from '@nansen/model'
import { type Asking, type Command, changeRecord, defineCommand, getRecord, type StoredRow } from '@nansen/store'
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
