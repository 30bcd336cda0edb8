import { defineLifecycle } from '@nansen/model'
import type { CampaignRow } from './fields.ts'

/** A campaign. The list is frozen by a command, because it is written then; another than who froze it lets the exercise begin. */
export const lifecycle = defineLifecycle<keyof CampaignRow & string>()({
  initial: 'drafted',
  states: ['drafted', 'frozen', 'running', 'grace', 'closed', 'cancelled'],
  moves: {
    freeze: {
      from: ['drafted'],
      to: 'frozen',
      by: 'change',
      needs: ['frozen_by', 'sha256'],
      command: 'verification.freeze',
    },
    start: { from: ['frozen'], to: 'running', by: 'approve', otherThan: ['frozen_by'] },
    grace: { from: ['running'], to: 'grace', by: 'change' },
    close: { from: ['grace'], to: 'closed', by: 'approve' },
    cancel: { from: ['drafted', 'frozen'], to: 'cancelled', by: 'approve' },
  },
})
