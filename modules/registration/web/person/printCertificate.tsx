import { Button, Menu } from '@mantine/core'
import { api, attachmentAddress, Refused, useMay, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { registration } from '../../index.ts'

/** Prints the family's certificate in one of its languages; the very file that was made is kept. */
export function PrintCertificate({ groupId }: { readonly groupId: string }) {
  const words = useWords()
  const { say } = words
  const may = useMay()
  const print = useMutation({
    mutationFn: (language: string) =>
      api.command<{ attachmentId: string }>('registration.certificate', { groupId, language }),
    onSuccess: ({ attachmentId }) => void window.open(attachmentAddress(attachmentId), '_blank', 'noopener'),
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
      {print.error && <Refused error={print.error} />}
    </>
  )
}
