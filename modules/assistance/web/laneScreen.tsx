import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { api, Page, Refused, Slow, useAsk, useParam, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { takeCame } from './cameBack.ts'
import { type Checked, Family, type Giving, Verdict } from './family.tsx'
import './lane.css'

interface Progress {
  readonly place: string
  readonly served: number
  readonly waiting: number
  readonly desk: number
}

/** What the desk is told of what was typed, in characters; the code of a card is longer, and is not kept. */
const MOST_SAID = 40

/**
 * One lane of a point: a scanner types the code of a card and Enter, the clerk compares the face and presses one button. What is typed next is
 * the next family, so that a queue needs two acts for each.
 */
export function LaneScreen() {
  const words = useWords()
  const pointId = useParam('id')
  const progress = useAsk<Progress | null>('assistance.progress', { pointId })
  const lane = useLane(pointId, () => void progress.refetch())
  const { found } = lane
  const title = progress.data?.place ?? words.say('assistance.lane.title')
  return (
    <Page
      title={title}
      subtitle={progress.data && words.say('assistance.lane.progress', counts(progress.data))}
      width="narrow"
    >
      <Stack gap="md">
        <Scan box={lane.box} quiet={found !== undefined} waiting={lane.asking} onRead={lane.read} />
        {lane.asking && <Slow />}
        {lane.error && <Refused error={lane.error} />}
        {lane.done && (
          <Alert role="status" color={lane.done === 'given' ? 'leaf' : 'saffron'} data-done={lane.done}>
            <Text className="nansen-lane-said">{words.say(`assistance.lane.${lane.done}`)}</Text>
          </Alert>
        )}
        {found && <Verdict found={found} />}
        {found && (
          <Family
            key={lane.turn}
            pointId={pointId}
            found={found}
            busy={lane.busy}
            onGive={lane.give}
            onDesk={lane.send}
          />
        )}
      </Stack>
    </Page>
  )
}

const counts = ({ served, waiting, desk }: Progress) => ({ served, waiting, desk })

function useLane(pointId: string, onDone: () => void) {
  const box = useRef<HTMLInputElement>(null)
  const [done, setDone] = useState<'given' | 'at-desk' | null>(null)
  useEffect(() => box.current?.focus(), [])
  const asking = useMutation({
    mutationFn: (text: string) => api.query<Checked>('assistance.check', { pointId, text }),
    onMutate: () => setDone(null),
  })
  const found = asking.data
  const finish = (what: 'given' | 'at-desk') => {
    setDone(what)
    asking.reset()
    onDone()
    box.current?.focus()
  }
  const giving = useMutation({
    mutationFn: (how: Giving) =>
      api.command('assistance.give', { pointId, entry: found?.entry, verified: found?.known, ...how }),
    onSuccess: () => finish('given'),
  })
  const sending = useMutation({
    mutationFn: () => api.command('assistance.toDesk', forDesk(pointId, found, asking.variables)),
    onSuccess: () => finish('at-desk'),
  })
  const busy = giving.isPending || sending.isPending
  // Back from the comparison of a finger or an eye: whoever stands here is asked for again, with what it said.
  const ask = asking.mutate
  useEffect(() => {
    const came = takeCame(pointId)
    if (came !== null) ask(came)
  }, [pointId, ask])
  // Who is unlike the record is not sent away: they wait at the desk, whatever the lane does next.
  const unlike = found?.outcome === 'not-recognised'
  const send = sending.mutate
  useEffect(() => {
    if (unlike) send()
  }, [unlike, send])
  return {
    box,
    done,
    found,
    busy,
    asking: asking.isPending,
    turn: asking.submittedAt,
    error: asking.error ?? giving.error ?? sending.error,
    give: (how: Giving) => giving.mutate(how),
    send: () => sending.mutate(),
    read: (text: string) => {
      if (busy) return
      giving.reset()
      sending.reset()
      asking.mutate(text)
    },
  }
}

function forDesk(pointId: string, found: Checked | undefined, typed: string | undefined) {
  return {
    pointId,
    reason: found?.outcome === 'give' || found === undefined ? 'not-recognised' : found.outcome,
    ...(typed !== undefined && typed.length <= MOST_SAID ? { said: typed } : {}),
    ...(found?.entry === undefined ? {} : { entry: found.entry }),
  }
}

interface ScanProps {
  readonly box: RefObject<HTMLInputElement | null>
  readonly quiet: boolean
  readonly waiting: boolean
  readonly onRead: (text: string) => void
}

/** What a scanner types and ends with Enter. It keeps the focus, so that the next card needs no touch. */
function Scan({ box, quiet, waiting, onRead }: ScanProps) {
  const { say } = useWords()
  const [typed, setTyped] = useState('')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (typed.trim() === '') return
        onRead(typed.trim())
        setTyped('')
      }}
    >
      <TextInput
        ref={box}
        size="xl"
        dir="ltr"
        label={say('assistance.lane.scan')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="lg" fullWidth mt="xs" variant={quiet ? 'default' : 'filled'} loading={waiting}>
        {say('assistance.lane.check')}
      </Button>
    </form>
  )
}
