import type { FieldProblem } from '@nansen/kernel'
import { FieldGrid, useWords, type Values } from '@nansen/ui'
import { useState } from 'react'
import { registration } from '../../index.ts'
import { neededForLegalStatus } from '../../legalStatus.ts'
import type { Card } from '../cards.ts'
import { ActDialog } from './actDialog.tsx'

const today = () => new Date().toISOString().slice(0, 10)

/** What the person is in law from a day, with the basis, and who decided, where somebody did. */
export function LegalStatus({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const { say } = useWords()
  const [values, setValues] = useState<Values>({ effective_on: today() })
  const [pressed, setPressed] = useState(false)
  const { status = null, basis = null, category = null, effective_on: effectiveOn = null } = values
  const missing = [
    ...(status === null ? ['status'] : []),
    ...(effectiveOn === null ? ['effective_on'] : []),
    ...(status === null
      ? []
      : neededForLegalStatus({ status: String(status), basis: basis as null, category: category as null }).missing),
  ]
  const problems: readonly FieldProblem[] = pressed ? missing.map(path => ({ path, problem: 'problem.required' })) : []
  const given = Object.fromEntries(Object.entries({ basis, category }).filter(([, value]) => value !== null))
  return (
    <ActDialog
      title={say('registration.act.legalStatus')}
      command="registration.recordLegalStatus"
      confirm={say('registration.act.legalStatus')}
      input={missing.length > 0 ? null : { individualId: card.id, status, effectiveOn, ...given }}
      onMissing={() => setPressed(true)}
      onDone={onClose}
      onClose={onClose}
    >
      <FieldGrid
        module="registration"
        record="legal_status"
        fields={Object.entries(registration.records.legal_status.fields)}
        values={values}
        problems={problems}
        onChange={(name, value) => setValues(before => ({ ...before, [name]: value }))}
        onProblem={() => {}}
      />
    </ActDialog>
  )
}
