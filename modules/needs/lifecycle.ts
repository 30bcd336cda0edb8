import { defineLifecycle } from '@nansen/model'
import type { NeedRow } from './fields.ts'

/** Registration flags; protection confirms or does not, and resolves. Death and departure end it without anybody. domain.md 2. */
export const lifecycle = defineLifecycle<keyof NeedRow & string>()({
  initial: 'flagged',
  states: ['flagged', 'confirmed', 'resolved', 'not-confirmed', 'lapsed'],
  moves: {
    confirm: { from: ['flagged'], to: 'confirmed', by: 'change', needs: ['severity'] },
    dismiss: { from: ['flagged'], to: 'not-confirmed', by: 'change', needs: ['outcome'] },
    resolve: { from: ['confirmed'], to: 'resolved', by: 'change', needs: ['outcome'] },
    reopen: { from: ['resolved', 'not-confirmed', 'lapsed'], to: 'flagged', by: 'change' },
    lapse: { from: ['flagged', 'confirmed'], to: 'lapsed', by: 'system' },
  },
})
