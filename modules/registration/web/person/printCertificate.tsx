import { Button, Menu } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { code } from '@nansen/model'
import { ActDialog, api, attachmentAddress, problemsOf, Refused, useMay, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { REPRINT_REASONS, registration } from '../../index.ts'

const WHY = { reason: code(REPRINT_REASONS) } as const
const show = ({ attachmentId }: { readonly attachmentId: string }) =>
  void window.open(attachmentAddress(attachmentId), '_blank', 'noopener')
/** There is a valid one: why another? */
const asksWhy = (error: unknown) =>
  error instanceof Refusal && problemsOf(error).some(problem => problem.path === 'reason')

/** Prints the family's certificate in one of its languages; the very file that was made is kept. */
export function PrintCertificate({ groupId }: { readonly groupId: string }) {
  const words = useWords()
  const { say } = words
  const may = useMay()
  const [again, setAgain] = useState<string | null>(null)
  const print = useMutation({
    mutationFn: (language: string) =>
      api.command<{ attachmentId: string }>('registration.certificate', { groupId, language }),
    onSuccess: show,
    onError: (error, language) => asksWhy(error) && setAgain(language),
  })
  if (!may('registration', 'print')) return null
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="light" loading={print.isPending}>
            {say('registration.certificate.print')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {registration.documents.certificate.languages.map(language => (
            <Menu.Item key={language} onClick={() => print.mutate(language)}>
              {words.option('registration', 'issued_document', 'language', language)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {print.error && !asksWhy(print.error) && <Refused error={print.error} />}
      {again !== null && (
        <ActDialog<{ attachmentId: string }>
          module="registration"
          record="issued_document"
          fields={WHY}
          title={say('registration.certificate.again')}
          explained={say('registration.certificate.againExplained')}
          confirm={say('registration.certificate.print')}
          command="registration.certificate"
          input={({ reason }) => ({ groupId, language: again, reason })}
          onDone={show}
          onClose={() => setAgain(null)}
        />
      )}
    </>
  )
}
