import { Button } from '@mantine/core'
import { ActDialog, useWords } from '@nansen/ui'
import { useState } from 'react'
import { adjudication } from '../index.ts'

/** Hands a suspicion to those who look into fraud, and to nobody else. */
export function ReferButton({ reviewId }: { readonly reviewId: string }) {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  const { kind, reason } = adjudication.records.referral.fields
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {say('adjudication.desk.refer')}
      </Button>
      {open && (
        <ActDialog
          module="adjudication"
          record="referral"
          fields={{ kind, reason }}
          command="adjudication.refer"
          input={values => ({ reviewId, ...values })}
          title={say('adjudication.desk.refer')}
          explained={say('adjudication.desk.referHelp')}
          confirm={say('adjudication.desk.refer')}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
