import { defineLifecycle } from '@nansen/model'
import type { EnrolmentRow } from './fields.ts'

/** Put forward, taken in by the partner or not, followed to an end. Death and departure end it without anybody. */
export const lifecycle = defineLifecycle<keyof EnrolmentRow & string>()({
  initial: 'asked',
  states: ['asked', 'waiting', 'taking-part', 'completed', 'left', 'declined', 'lapsed'],
  moves: {
    accept: { from: ['asked', 'waiting'], to: 'taking-part', by: 'change', needs: ['began_on'] },
    wait: { from: ['asked'], to: 'waiting', by: 'change' },
    decline: { from: ['asked', 'waiting'], to: 'declined', by: 'change', needs: ['declined_because'] },
    complete: { from: ['taking-part'], to: 'completed', by: 'change', needs: ['ended_on', 'outcome'] },
    leave: { from: ['taking-part'], to: 'left', by: 'change', needs: ['ended_on', 'left_because'] },
    'come-back': { from: ['left', 'lapsed'], to: 'taking-part', by: 'change' },
    'ask-again': { from: ['declined'], to: 'asked', by: 'change' },
    lapse: { from: ['asked', 'waiting', 'taking-part'], to: 'lapsed', by: 'system' },
  },
})
