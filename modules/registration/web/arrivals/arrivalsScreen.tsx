import { GoButton, ListScreen, Page, useWords } from '@nansen/ui'
import { registration } from '../../index.ts'

/** Groups that were counted on arrival: who waits to be registered, and the three-minute form for those who come now. */
export function ArrivalsScreen() {
  const words = useWords()
  return (
    <Page
      title={words.records('registration', 'pre_registration')}
      subtitle={words.say('registration.arrivals.intro')}
      actions={<GoButton to="/registration/count">{words.say('registration.arrivals.count')}</GoButton>}
    >
      <ListScreen module={registration} record="pre_registration" />
    </Page>
  )
}
