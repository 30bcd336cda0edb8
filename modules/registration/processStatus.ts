import type { ProcessStatus } from './fields/individual.ts'
import { REASONS_OF, type StatusReason } from './fields/status.ts'

/** Reasons after which a person comes back only when a supervisor agrees: they were counted as gone for good. */
const GONE: readonly StatusReason[] = [
  'relocation-departed',
  'family-reunification-departed',
  'readmission-departed',
  'return-departed',
  'resettlement-departed',
  'voluntary-repatriation',
  'death',
]

/** From -> to. Absent: not possible. `approve`: a supervisor's act. */
const CHANGES: Readonly<Record<ProcessStatus, Partial<Record<ProcessStatus, 'change' | 'approve'>>>> = {
  active: { hold: 'change', inactive: 'change', closed: 'approve', erroneous: 'approve' },
  hold: { active: 'change', inactive: 'change', closed: 'approve', erroneous: 'approve' },
  inactive: { active: 'change', closed: 'approve', erroneous: 'approve' },
  closed: { active: 'approve', erroneous: 'approve' },
  erroneous: { active: 'approve' },
}

/** Whether the person is counted and belongs to a group. */
export const isCounted = (status: ProcessStatus): boolean => status === 'active' || status === 'hold'

/**
 * The action a person must hold to make this change, or null when it cannot be made.
 * @param lastReason of the present status.
 */
export function neededFor(
  from: ProcessStatus,
  to: ProcessStatus,
  reason: StatusReason,
  lastReason: StatusReason | null,
): 'change' | 'approve' | null {
  const fits: readonly StatusReason[] = REASONS_OF[to]
  // Who left and is said to have died elsewhere is as little counted as before, for another reason.
  const diedSince = from === 'inactive' && to === 'inactive' && reason === 'death' && lastReason !== 'death'
  if (diedSince) return 'change'
  const needed = CHANGES[from][to]
  if (needed === undefined || !fits.includes(reason)) return null
  return from === 'inactive' && lastReason !== null && GONE.includes(lastReason) ? 'approve' : needed
}

/** The status of a group: that of its members. With none left, how the last of them ended. */
export function groupStatus(members: readonly ProcessStatus[], ended: ProcessStatus): ProcessStatus {
  if (members.includes('active')) return 'active'
  return members.includes('hold') ? 'hold' : ended
}

/** Why a membership ends when its person's status becomes this. */
export function leavingBecause(
  status: ProcessStatus,
  reason: StatusReason,
): 'death' | 'departure' | 'erroneous' | 'other' {
  if (status === 'erroneous') return 'erroneous'
  if (reason === 'death') return 'death'
  return GONE.includes(reason) || reason === 'spontaneous-departure' || reason === 'self-organised-return'
    ? 'departure'
    : 'other'
}
