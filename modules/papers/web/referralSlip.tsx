import { Button, Menu } from '@mantine/core'
import { api, attachmentAddress, LANGUAGE_NAMES, Refused, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'

/** Prints the slip of a referral, in the language of who reads it. @param id `MODULE REFERRAL`, as the page of a case gives it */
export function ReferralSlip({ id }: { readonly id: string }) {
  const words = useWords()
  const [module, referral] = id.split(' ')
  const printing = useMutation({
    mutationFn: (language: string) =>
      api.command<{ file: string }>('cases.printReferral', { module, id: referral, language }),
    onSuccess: ({ file }) => void window.open(attachmentAddress(file), '_blank', 'noopener'),
  })
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button size="compact-md" variant="subtle" loading={printing.isPending}>
            {words.say('papers.referral.print')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(LANGUAGE_NAMES).map(([language, name]) => (
            <Menu.Item key={language} lang={language} onClick={() => printing.mutate(language)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {printing.isError && <Refused error={printing.error} />}
    </>
  )
}
