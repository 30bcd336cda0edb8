import { newId } from '@nansen/kernel'
import { code, date, ROLES, reference, text } from '@nansen/model'
import { ActDialog, useWords } from '@nansen/ui'
import { today } from './administration.ts'

const FIELDS = {
  role: code(ROLES),
  officeId: reference('auth.office'),
  validFrom: date(),
  validTo: date({ optional: true }),
  team: text({ max: 60, optional: true }),
}

/** Asks that somebody holds a role at an office between two days. Two others must agree. */
export function RequestAssignment({ staffId, onClose }: { readonly staffId: string; readonly onClose: () => void }) {
  const words = useWords()
  return (
    <ActDialog
      module="oversight"
      record="assignment"
      fields={FIELDS}
      start={{ validFrom: today() }}
      title={words.say('oversight.assignments.request')}
      explained={words.say('oversight.assignments.two-explained')}
      confirm={words.say('oversight.assignments.request')}
      command="admin.request-assignment"
      input={({ role, officeId, validFrom, validTo, team }) => ({
        id: newId(),
        staffId,
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
