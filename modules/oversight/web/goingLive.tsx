import { Alert, Button, Group, Progress, Text, TextInput } from '@mantine/core'
import { api, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** What two people said of an operation's going live, last. As `admin.readiness` answers. */
export interface Live {
  readonly state: string | null
  readonly askedBy: string | null
  readonly mine: boolean
  readonly askedAt: string | null
  readonly answeredBy: string | null
  readonly answeredAt: string | null
  readonly because: string | null
  readonly mayAsk: boolean
  readonly mayAgree: boolean
}

interface Props {
  readonly country: string
  readonly live: Live
  readonly lacking: number
  readonly all: number
}

/** At the head of the checklist: whether the operation can go live, how far it is, and the two who say so. */
export function GoingLive({ country, live, lacking, all }: Props) {
  const words = useWords()
  const say = (key: string, values = {}) => words.say(`oversight.live.${key}`, values)
  if (live.state === 'agreed')
    return (
      <Alert color="leaf" mb="md" title={say('is')} data-live="agreed">
        {say('said', {
          by: live.askedBy ?? '',
          and: live.answeredBy ?? '',
          when: words.instant(live.answeredAt ?? ''),
        })}
      </Alert>
    )
  const done = all - lacking
  return (
    <Surface title={say(lacking > 0 ? 'not-yet' : 'can')} mb="md" data-live={live.state ?? 'not-asked'}>
      <Progress value={(100 * done) / all} mb="xs" aria-label={say('progress')} />
      <Text mb="sm">{say(lacking > 0 ? 'lacks' : 'whole', { done: words.number(done), all: words.number(all) })}</Text>
      {live.state === 'refused' && (
        <Text mb="sm">
          {say('refused', { by: live.answeredBy ?? '' })} <bdi>{live.because}</bdi>
        </Text>
      )}
      {live.state === 'asked' ? (
        <Asked country={country} live={live} lacking={lacking} />
      ) : (
        live.mayAsk && lacking === 0 && <Act country={country} name="ask" />
      )}
    </Surface>
  )
}

function Asked({ country, live, lacking }: Omit<Props, 'all'>) {
  const words = useWords()
  const [because, setBecause] = useState('')
  const agrees = live.mayAgree && !live.mine
  return (
    <>
      <Text mb="sm">
        {words.say('oversight.live.asked', { by: live.askedBy ?? '', when: words.instant(live.askedAt ?? '') })}
      </Text>
      {agrees && (
        <TextInput
          mb="sm"
          maw="30rem"
          maxLength={1_000}
          label={words.say('oversight.live.because')}
          value={because}
          onChange={event => setBecause(event.currentTarget.value)}
        />
      )}
      <Group gap="sm">
        {agrees && lacking === 0 && <Act country={country} name="agree" />}
        {agrees && <Act country={country} name="refuse" because={because.trim()} />}
        {live.mine && <Act country={country} name="take-back" />}
      </Group>
    </>
  )
}

interface ActProps {
  readonly country: string
  readonly name: 'ask' | 'agree' | 'refuse' | 'take-back'
  /** Why not: needed to refuse. */
  readonly because?: string
}

function Act({ country, name, because }: ActProps) {
  const words = useWords()
  const client = useQueryClient()
  const acting = useMutation({
    mutationFn: () =>
      name === 'ask'
        ? api.command('admin.ask-live', { country })
        : api.command('admin.answer-live', { country, agreed: name === 'agree', ...(because ? { because } : {}) }),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
    },
  })
  return (
    <div>
      <Button
        variant={name === 'ask' || name === 'agree' ? 'filled' : 'default'}
        loading={acting.isPending}
        disabled={name === 'refuse' && (because ?? '').length < 3}
        onClick={() => acting.mutate()}
      >
        {words.say(`oversight.live.${name}`)}
      </Button>
      {acting.error && <Refused error={acting.error} />}
    </div>
  )
}
