import { type Command, changeRecord, defineCommand, getRecord } from '@nansen/store'
import { APPROVAL_STATUSES } from '../meetings.ts'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, NAME, object, orNull, TEXT } from './schemas.ts'

interface Deciding {
  readonly module: string
  readonly id: string
  readonly answer: Exclude<(typeof APPROVAL_STATUSES)[number], 'asked'>
  readonly words?: string | null
}

/** Agrees to what a colleague asked for, or refuses it; or takes back what one asked for oneself. Who may is the database's word. */
export const decideApproval = (all: readonly CaseModule[]): Command =>
  defineCommand<Deciding, { status: string }>({
    name: 'cases.decideApproval',
    module: 'cases',
    needs: null,
    input: object(
      {
        module: NAME,
        id: ID,
        answer: { enum: APPROVAL_STATUSES.filter(each => each !== 'asked') },
        words: orNull({ type: 'string', minLength: 1, maxLength: 2000 }),
      },
      ['words'],
    ),
    output: object({ status: TEXT }),
    run: async (tx, asking, { module: name, id, answer, words = null }) => {
      const { module } = caseModuleFor(all, asking.session, name, 'change')
      const { version } = await getRecord(tx, asking, module, 'approval', id)
      const patch = { status: answer, answer: words }
      await changeRecord(tx, asking, module, 'approval', id, version, patch as never, { commands: true })
      return { status: answer }
    },
  })
