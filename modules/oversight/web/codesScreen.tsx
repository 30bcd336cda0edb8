import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { LANGUAGES } from '@nansen/kernel'
import { note } from '@nansen/model'
import { ActDialog, Page, Refused, Slow, Surface, useAsk, useWords, type Words } from '@nansen/ui'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { AskCode } from './askCode.tsx'
import { type Code, type Codes, inLanguage, type OwnCode, type WaitingCode } from './codeList.ts'

/** One list: what waits for a second colleague, what operations added, and what all share. */
export function CodesScreen() {
  const words = useWords()
  const { list } = useParams({ strict: false }) as { list: string }
  const { data, error } = useAsk<Codes>('admin.codes', { list })
  const [asking, setAsking] = useState<OwnCode | 'new' | null>(null)
  const name = words.has(`oversight.list.${list}`) ? words.say(`oversight.list.${list}`) : list
  const mayAsk = data?.extensible === true && data.countries.length > 0
  return (
    <Page
      title={name}
      subtitle={words.say(data?.extensible === false ? 'oversight.codes.closed' : 'oversight.codes.explained')}
      width="narrow"
      actions={mayAsk && <Button onClick={() => setAsking('new')}>{words.say('oversight.codes.add')}</Button>}
    >
      {error && <Refused error={error} />}
      {data === undefined && !error && <Slow />}
      {data !== undefined && (
        <Stack gap="md">
          <Waiting waiting={data.waiting} shared={data.shared} />
          {data.extensible && <Own codes={data} onChange={mayAsk ? setAsking : null} />}
          <Surface title={words.say('oversight.codes.shared')}>
            <ul className="nansen-queue">
              {data.shared.map(each => (
                <li key={each.code}>
                  <Named code={each} />
                </li>
              ))}
            </ul>
          </Surface>
        </Stack>
      )}
      {data !== undefined && asking !== null && (
        <AskCode list={list} codes={data} changed={asking === 'new' ? null : asking} onClose={() => setAsking(null)} />
      )}
    </Page>
  )
}

function Named({ code }: { readonly code: Code }) {
  const words = useWords()
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <bdi>{inLanguage(code.label, words, code.code)}</bdi>
      <Group gap="xs" wrap="nowrap">
        {!code.inForce && (
          <Badge variant="light" color="gray" tt="none">
            {words.say('oversight.codes.retired')}
          </Badge>
        )}
        <Text component="bdi" size="sm" c="dimmed" dir="ltr">
          {code.code}
        </Text>
      </Group>
    </Group>
  )
}

function days({ validFrom, validTo }: Pick<OwnCode, 'validFrom' | 'validTo'>, words: Words): string {
  const from = words.say('oversight.codes.from', { day: words.date(validFrom) })
  return validTo === null ? from : `${from}, ${words.say('oversight.codes.until', { day: words.date(validTo) })}`
}

function About({ code, shared }: { readonly code: Omit<OwnCode, 'inForce'>; readonly shared: readonly Code[] }) {
  const words = useWords()
  const stands = shared.find(each => each.code === code.standsFor)
  const name = stands === undefined ? code.standsFor : inLanguage(stands.label, words, code.standsFor)
  return (
    <div>
      <Text>
        <bdi>{inLanguage(code.label, words, code.code)}</bdi> <bdi dir="ltr">({code.code})</bdi>
      </Text>
      <Text size="sm" c="dimmed">
        {words.say('oversight.codes.stands-for', { code: name })}; {days(code, words)}
      </Text>
    </div>
  )
}

function Own({ codes, onChange }: { readonly codes: Codes; readonly onChange: ((code: OwnCode) => void) | null }) {
  const words = useWords()
  const waits = new Set(codes.waiting.map(({ code }) => code))
  return (
    <Surface title={words.say('oversight.codes.own')}>
      {codes.own.length === 0 && <Text c="dimmed">{words.say('oversight.codes.none')}</Text>}
      <ul className="nansen-queue">
        {codes.own.map(each => (
          <li key={each.code} data-code={each.code}>
            <Group justify="space-between" gap="xs">
              <About code={each} shared={codes.shared} />
              <Group gap="xs">
                {!each.inForce && (
                  <Badge variant="light" color="gray" tt="none">
                    {words.say(each.validTo === null ? 'oversight.codes.later' : 'oversight.codes.retired')}
                  </Badge>
                )}
                {onChange !== null && each.mine && !waits.has(each.code) && (
                  <Button
                    size="compact-md"
                    variant="subtle"
                    aria-label={`${words.say('oversight.codes.change')}: ${inLanguage(each.label, words, each.code)}`}
                    onClick={() => onChange(each)}
                  >
                    {words.say('oversight.codes.change')}
                  </Button>
                )}
              </Group>
            </Group>
          </li>
        ))}
      </ul>
    </Surface>
  )
}

function Waiting({ waiting, shared }: Pick<Codes, 'waiting' | 'shared'>) {
  const words = useWords()
  const [answering, setAnswering] = useState<{ readonly code: WaitingCode; readonly agree: boolean } | null>(null)
  if (waiting.length === 0) return null
  const title = (agree: boolean, mine: boolean) =>
    words.say(`oversight.codes.${agree ? 'agree' : mine ? 'withdraw' : 'refuse'}`)
  return (
    <Surface title={words.say('oversight.codes.waiting')}>
      <Stack gap="sm">
        {waiting.map(each => (
          <Group key={each.id} justify="space-between" align="start" data-waits={each.code}>
            <div>
              <About code={each} shared={shared} />
              <Text size="sm">
                {LANGUAGES.map((language, at) => (
                  <span key={language}>
                    {at > 0 && ' · '}
                    <bdi lang={language}>{each.label[language]}</bdi>
                  </span>
                ))}
              </Text>
              <Text size="sm" c="dimmed">
                <bdi>{each.because}</bdi>
              </Text>
            </div>
            {each.mayAnswer && (
              <Group gap="xs">
                <Button size="compact-md" variant="default" onClick={() => setAnswering({ code: each, agree: false })}>
                  {title(false, each.mine)}
                </Button>
                {!each.mine && (
                  <Button size="compact-md" onClick={() => setAnswering({ code: each, agree: true })}>
                    {title(true, false)}
                  </Button>
                )}
              </Group>
            )}
          </Group>
        ))}
      </Stack>
      {answering !== null && (
        <ActDialog
          module="registration"
          record="finding_confirmed"
          fields={{ because: note({ max: 1_000 }) }}
          title={title(answering.agree, answering.code.mine)}
          explained={<bdi>{inLanguage(answering.code.label, words, answering.code.code)}</bdi>}
          confirm={title(answering.agree, answering.code.mine)}
          command="admin.answer-code"
          input={({ because }) => ({ id: answering.code.id, agree: answering.agree, because })}
          onClose={() => setAnswering(null)}
        />
      )}
    </Surface>
  )
}
