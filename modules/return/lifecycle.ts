import { defineLifecycle } from '@nansen/model'
import type { FileRow } from './fields.ts'

/** Before anybody has left: from each of these somebody changes their mind, is refused, or waits. */
export const BEFORE = ['interested', 'counselled', 'signed', 'verified', 'cleared', 'scheduled'] as const
const OPEN = [...BEFORE, 'on-hold'] as const

/** From the first question to what is known of them at home. `resume` goes back to where the case was held: migrations/0002. domain.md 12. */
export const lifecycle = defineLifecycle<keyof FileRow & string>()({
  initial: 'interested',
  states: [...OPEN, 'departed', 'arrived', 'monitored', 'withdrawn', 'refused'],
  moves: {
    counsel: { from: ['interested'], to: 'counselled', by: 'change' },
    sign: { from: ['counselled'], to: 'signed', by: 'change' },
    verify: { from: ['signed'], to: 'verified', by: 'approve', otherThan: ['signed_by', 'counselled_by'] },
    'send-back': { from: ['signed'], to: 'counselled', by: 'approve' },
    clear: { from: ['verified'], to: 'cleared', by: 'change' },
    schedule: { from: ['cleared'], to: 'scheduled', by: 'change' },
    depart: { from: ['scheduled'], to: 'departed', by: 'change', needs: ['reconfirmed_on', 'departed_on'] },
    miss: { from: ['scheduled'], to: 'cleared', by: 'change' },
    arrive: { from: ['departed'], to: 'arrived', by: 'change', needs: ['arrived_on'] },
    monitor: { from: ['arrived'], to: 'monitored', by: 'change' },
    hold: { from: BEFORE, to: 'on-hold', by: 'change', needs: ['hold_because'] },
    resume: { from: ['on-hold'], to: 'interested', by: 'change' },
    withdraw: { from: OPEN, to: 'withdrawn', by: 'change' },
    refuse: { from: OPEN, to: 'refused', by: 'approve', needs: ['refused_because'] },
    'ask-again': { from: ['withdrawn', 'refused'], to: 'interested', by: 'change' },
    'void-form': { from: ['signed', 'verified', 'cleared', 'scheduled'], to: 'counselled', by: 'system' },
    lapse: { from: OPEN, to: 'withdrawn', by: 'system' },
  },
})
