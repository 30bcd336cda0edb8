import { newId } from '@nansen/kernel'
import { code, date, ROLES, reference, text } from '@nansen/model'
import { ActDialog, useWords } from '@nansen/ui'
import { type HeldAssignment, today } from './administration.ts'

const FIELDS = {
  role: code(ROLES),
  officeId: reference('auth.office'),
  validFrom: date(),
  validTo: date({ optional: true }),
  team: text({ max: 60, optional: true }),
}

/** Asks that somebody moves: the old role ends when two others agree to the new one, in one act. */
export function RequestMove({ from, onClose }: { readonly from: HeldAssignment; readonly onClose: () => void }) {
  const words = useWords()
  return (
    <ActDialog
      module="oversight"
      record="assignment"
      fields={FIELDS}
      start={{ role: from.role, validFrom: today() }}
      title={words.say('oversight.assignments.move')}
      explained={words.say('oversight.assignments.move-explained')}
      confirm={words.say('oversight.assignments.ask-move')}
      command="admin.request-move"
      input={({ role, officeId, validFrom, validTo, team }) => ({
        id: newId(),
        replaces: from.id,
        role,
        officeId,
        validFrom,
        validTo: validTo ?? null,
        team: team ?? null,
      })}
      onClose={onClose}
    />
  )
}
