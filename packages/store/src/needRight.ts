import { Refusal } from '@nansen/kernel'
import { may } from '@nansen/model'
import { about } from './audit/auditRead.ts'
import type { Asking, Command } from './command.ts'

/** @throws Refusal `not-allowed`, with its row in the audit, unless the asker holds what this act needs somewhere in its module. */
export function needRight(asking: Asking, { module, name, needs }: Pick<Command, 'module' | 'name' | 'needs'>): void {
  if (needs !== null && !may(asking.session, module, needs.action, needs.level)) {
    const refusal = new Refusal('not-allowed', 'this is not among what you may do')
    throw about(refusal, { module, action: needs.action, record: name, ids: [], reason: 'not-allowed' })
  }
}
