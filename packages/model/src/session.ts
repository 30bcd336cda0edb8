import type { Id } from '@nansen/kernel'
import type { Grant, Role } from './access.ts'

/** A role held at an office between two days, as the database resolved it for this very request. */
export interface Assignment {
  readonly role: Role
  readonly officeId: Id<'auth.office'>
}

/** Who is asking. Resolved from an opaque token by the database (`auth.begin`), never from what a client says. */
export interface Session {
  readonly sessionId: Id<'auth.session'>
  readonly staffId: Id<'auth.staff'>
  readonly displayName: string
  readonly language: string
  readonly purpose: string
  readonly organisation: { readonly id: Id<'auth.organisation'>; readonly kind: 'un' | 'government' | 'ngo' }
  readonly assignments: readonly Assignment[]
  /** Module -> what the assignments together allow, with the office of the assignment that allows it. Drives buttons, not data. */
  readonly grants: Readonly<Record<string, readonly (Grant & { readonly officeId: Id<'auth.office'> })[]>>
  /** When a fresh second factor was last given, or null: sensitive acts ask for one within five minutes. */
  readonly steppedUpAt: string | null
}

/** Whether any assignment allows the action somewhere in the module. For screens; the database judges each row. */
export function may(session: Session, module: string, action: Grant['action'], level?: Grant['level']): boolean {
  return (session.grants[module] ?? []).some(g => g.action === action && (level === undefined || g.level === level))
}
