import { Alert, Button, Stack, Textarea } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'

interface Verified {
  readonly outcome: string
  readonly standing: string | null
  readonly document: string | null
  readonly person: string | null
  readonly name: string | null
  readonly issuedOn: string | null
  readonly expiresOn: string | null
  readonly endedOn: string | null
  readonly byPaper: string | null
}

/** Reads the code of a paper, as a scanner types it, and says whether it is ours and still counts. */
export function CheckScreen() {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const { data, error, isFetching } = useAsk<Verified>('papers.verify', { text: asked }, { enabled: asked !== '' })
  return (
    <Page title={words.say('papers.check.title')} subtitle={words.say('papers.check.explained')} width="narrow">
      <Stack gap="md">
        <Surface>
          <form
            onSubmit={event => {
              event.preventDefault()
              setAsked(typed.trim())
            }}
          >
            <Stack>
              <Textarea
                label={words.say('papers.check.code')}
                autosize
                minRows={3}
                maxRows={8}
                dir="ltr"
                spellCheck={false}
                autoComplete="off"
                value={typed}
                onChange={event => setTyped(event.currentTarget.value)}
                onKeyDown={event => {
                  // a scanner ends what it types with Enter
                  if (event.key !== 'Enter') return
                  event.preventDefault()
                  setAsked(typed.trim())
                }}
              />
              <Button type="submit" w="fit-content">
                {words.say('papers.check.do')}
              </Button>
            </Stack>
          </form>
        </Surface>
        {isFetching && <Slow />}
        {error && <Refused error={error} />}
        {data && asked !== '' && <Said verified={data} />}
      </Stack>
    </Page>
  )
}

function Said({ verified }: { readonly verified: Verified }) {
  const words = useWords()
  const { outcome, standing, document, person, name, issuedOn, expiresOn, endedOn, byPaper } = verified
  const good = standing === 'valid'
  const told = standing === null ? `outcome.${outcome}` : `standing.${standing}`
  const facts: readonly (readonly [string, string | null])[] = [
    ['document', document],
    ['person', person],
    ['name', name],
    ['issued', issuedOn === null ? null : words.date(issuedOn)],
    ['expires', expiresOn === null ? null : words.date(expiresOn)],
    ['instead', byPaper],
  ]
  return (
    <Surface>
      <Alert
        mb="md"
        role="status"
        data-standing={standing ?? outcome}
        color={good ? 'leaf' : standing === 'unknown' || outcome === 'unknown-key' ? 'saffron' : 'brick'}
        title={words.say(`papers.check.${told}`, { day: endedOn === null ? '' : words.date(endedOn) })}
      >
        {words.say(good ? 'papers.check.compare' : 'papers.check.ask')}
      </Alert>
      {document !== null && (
        <dl className="nansen-facts">
          {facts
            .filter(([, value]) => value !== null)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{words.say(`papers.check.fact.${label}`)}</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
        </dl>
      )}
    </Surface>
  )
}
