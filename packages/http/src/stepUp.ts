import { Refusal } from '@nansen/kernel'
import type { Session } from '@nansen/model'

/** Minutes that a second factor stays fresh. sync-and-security.md 4.4. */
const FRESH_MINUTES = 5

/** @throws Refusal `step-up-needed` unless a second factor was given within the last five minutes. */
export function requireStepUp(session: Session, { now }: { readonly now?: () => Date }): void {
  const at = session.steppedUpAt === null ? Number.NEGATIVE_INFINITY : Date.parse(session.steppedUpAt)
  if ((now?.() ?? new Date()).getTime() - at > FRESH_MINUTES * 60_000) {
    throw new Refusal('step-up-needed', 'give your second factor again for this')
  }
}
