import { GoButton, useDesk, useMay, useWords } from '@nansen/ui'
import { Alerting } from './alertDialog.tsx'

/** On a person's page: the way to everything about them, and to telling colleagues of something new. */
export function PersonLink({ id }: { readonly id: string }) {
  const words = useWords()
  const { modules } = useDesk()
  const may = useMay()
  const works = modules.some(({ name, case: rules }) => rules !== null && may(name, 'see', 'summary'))
  return (
    <>
      {works && (
        <GoButton to={`/cases/person/${id}`} variant="default" mt="md" me="sm">
          {words.say('case.person.open')}
        </GoButton>
      )}
      {may('registration', 'read') && <Alerting module="registration" id={id} />}
    </>
  )
}
