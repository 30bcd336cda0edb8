import { Button } from '@mantine/core'
import { api, attachmentAddress, Refused, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'

/** Prints the slip of an appointment of a case. @param id `MODULE APPOINTMENT`, as the page of a case gives it */
export function CaseSlip({ id }: { readonly id: string }) {
  const words = useWords()
  const [module, appointment] = id.split(' ')
  const slip = useMutation({
    mutationFn: () => api.command<{ file: string }>('cases.printSlip', { module, id: appointment, language: 'own' }),
    onSuccess: ({ file }) => void window.open(attachmentAddress(file), '_blank', 'noopener'),
  })
  return (
    <>
      <Button size="compact-md" variant="subtle" loading={slip.isPending} onClick={() => slip.mutate()}>
        {words.say('papers.day.slip')}
      </Button>
      {slip.isError && <Refused error={slip.error} />}
    </>
  )
}
