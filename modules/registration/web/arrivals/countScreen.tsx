import { FormScreen, Page, useBack, useGo, useWords } from '@nansen/ui'
import { registration } from '../../index.ts'

const NOTHING = { values: {}, children: {} }
const NONE = new Map<string, never>()

/** Three minutes for people who arrived together: whom to call, how many of which age and sex, and where they are. */
export function CountScreen() {
  const words = useWords()
  const go = useGo()
  const back = useBack()
  return (
    <Page title={words.say('registration.arrivals.count')} subtitle={words.say('registration.arrivals.intro')}>
      <FormScreen
        module={registration}
        record="pre_registration"
        id={null}
        start={NOTHING}
        stored={NONE}
        onSaved={id => go(`/registration/pre_registration/${id}`, { replace: true })}
        onCancel={back}
      />
    </Page>
  )
}
