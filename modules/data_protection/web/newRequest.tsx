import { FormScreen, Page, Slow, useAddressed, useBack, useGo, useModule, useWords } from '@nansen/ui'
import { useMemo } from 'react'

/** A request as it is taken in: of whom the page it was begun on says, received today unless said otherwise. */
export function NewRequest() {
  const words = useWords()
  const go = useGo()
  const back = useBack()
  const module = useModule('data_protection')
  const individual = useAddressed('individual')
  const begun = useMemo(() => {
    const today = new Date().toISOString().slice(0, 10)
    const values = { received_on: today, ...(individual === null ? {} : { individual }) }
    return { start: { values, children: {} }, stored: new Map() }
  }, [individual])
  if (module === null) return <Slow />
  return (
    <Page title={words.say('form.new', { what: words.record('data_protection', 'request') })}>
      <FormScreen
        module={module}
        record="request"
        id={null}
        {...begun}
        onSaved={id => go(`/data_protection/request/${id}`, { replace: true })}
        onCancel={back}
      />
    </Page>
  )
}
