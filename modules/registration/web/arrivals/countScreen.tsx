import { FormScreen, Page, useBack, useGo, useWords } from '@nansen/ui'
import { registration } from '../../index.ts'
import { enterMovesOn } from '../register/enterMovesOn.ts'

const NOTHING = { values: {}, children: {} }
const NONE = new Map<string, never>()

/** Three minutes for people who arrived together: whom to call, how many of which age and sex, and where they are. */
export function CountScreen() {
  const words = useWords()
  const go = useGo()
  const back = useBack()
  return (
    <Page title={words.say('registration.arrivals.count')} subtitle={words.say('registration.arrivals.intro')}>
      {/* Enter goes on, as on every form of a desk: sent by Enter, a count would be saved with its first answer alone */}
      <div onKeyDownCapture={enterMovesOn}>
        <FormScreen
          module={registration}
          record="pre_registration"
          id={null}
          startsAt="focal_point_name"
          start={NOTHING}
          stored={NONE}
          onSaved={id => go(`/registration/pre_registration/${id}`, { replace: true })}
          onCancel={back}
        />
      </div>
    </Page>
  )
}
