import { defineLifecycle } from '@nansen/model'

/** A cycle. `freeze` is a command, because it writes the list; who closes it is written by the database. */
export const lifecycle = defineLifecycle<string>()({
  initial: 'planned',
  states: ['planned', 'frozen', 'distributing', 'closed', 'reconciled', 'dropped'],
  moves: {
    freeze: { from: ['planned'], to: 'frozen', by: 'change', needs: ['frozen_by', 'sha256'] },
    drop: { from: ['planned'], to: 'dropped', by: 'change' },
    open: { from: ['frozen'], to: 'distributing', by: 'approve', otherThan: ['frozen_by'] },
    close: { from: ['distributing'], to: 'closed', by: 'change' },
    reopen: { from: ['closed'], to: 'distributing', by: 'approve' },
    reconcile: { from: ['closed'], to: 'reconciled', by: 'approve', otherThan: ['closed_by'] },
  },
})
