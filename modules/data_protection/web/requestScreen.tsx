import { Alert } from '@mantine/core'
import { FactList, Go, Page, Refused, Slow, StateBadge, Surface, useModule, useParam, useWords } from '@nansen/ui'
import { CarriedOut } from './carriedOut.tsx'
import { LimitationsOf } from './limitations.tsx'
import { Remains } from './remains.tsx'
import { RequestActs } from './requestActs.tsx'
import { useRequestCase } from './requestCase.ts'
import { RequestPapers } from './requestPapers.tsx'

/** One request about personal data: who asks what, until when it is answered, and what can be done with it. */
export function RequestScreen() {
  const words = useWords()
  const module = useModule('data_protection')
  const { data, error, isLoading } = useRequestCase(useParam('id'))
  if (isLoading || module === null) return <Slow />
  if (error || data === undefined) return <Refused error={error} />
  const { request, person } = data
  const fields = Object.entries(module.records.request!.fields)
    .filter(([name]) => name !== 'individual' && request[name] !== null && request[name] !== undefined)
    .filter(([name]) => !(Array.isArray(request[name]) && request[name].length === 0))
  return (
    <Page
      title={words.option('data_protection', 'request', 'kind', request.kind)}
      subtitle={
        <>
          {words.say('data_protection.case.title')} <StateBadge module={module} state={request.state} />
        </>
      }
    >
      {data.overdue && (
        <Alert color="brick" mb="md" title={words.say('data_protection.case.overdue')}>
          {words.date(String(request.due_on))}
        </Alert>
      )}
      <RequestActs of={data} />
      <Surface title={words.say('data_protection.case.person')} mb="md">
        {person === null ? (
          words.say('data_protection.case.unseen')
        ) : (
          <Go to={`/registration/individual/${request.individual}`}>
            <bdi>{person.display_name}</bdi> · <bdi>{person.number}</bdi>
          </Go>
        )}
      </Surface>
      <Surface title={words.record('data_protection', 'request')} mb="md">
        <FactList module="data_protection" record="request" fields={fields} row={request} />
      </Surface>
      <LimitationsOf limitations={data.limitations} />
      <CarriedOut of={data} />
      {data.erasure && <Remains erasure={data.erasure} />}
      <RequestPapers of={data} />
    </Page>
  )
}
