import { Alert, Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { api, Page, Refused, Slow, useParam, useWords } from '@nansen/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { STATIONS, verification } from '../index.ts'
import { Family, type Finding, type Found } from './family.tsx'

const kept = (campaign: string) => `nansen.verification.station.${campaign}`
/** Number of the family that stands here: a comparison of a finger or an eye leads away and back to it. */
const standing = (campaign: string) => `nansen.verification.family.${campaign}`

/**
 * A station of a campaign: a scanner types the token and Enter, the clerk looks at who stands there and presses one button. What is typed next is
 * the next family. Which station it is stays chosen in this tab.
 */
export function StationScreen() {
  const words = useWords()
  const say = (key: string, values = {}) => words.say(`verification.desk.${key}`, values)
  const campaignId = useParam('id')
  const desk = useStation(campaignId)
  const [typed, setTyped] = useState('')
  return (
    <Page title={words.option('verification', 'station', 'kind', desk.station)} width="narrow">
      <Stack gap="md">
        <NativeSelect
          label={say('station')}
          value={desk.station}
          data={desk.stations.map(value => ({ value, label: words.option('verification', 'station', 'kind', value) }))}
          onChange={event => desk.choose(event.currentTarget.value)}
        />
        <form
          onSubmit={event => {
            event.preventDefault()
            if (typed.trim() === '') return
            desk.read(typed.trim())
            setTyped('')
          }}
        >
          <TextInput
            ref={desk.box}
            size="xl"
            dir="ltr"
            label={say('scan')}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
          <Button
            type="submit"
            size="lg"
            fullWidth
            mt="xs"
            variant={desk.found ? 'default' : 'filled'}
            loading={desk.asking}
          >
            {say('check')}
          </Button>
        </form>
        {desk.asking && <Slow />}
        {desk.error && <Refused error={desk.error} />}
        {desk.done !== null && (
          <Alert role="status" color="leaf" data-done={desk.done.token ?? 'done'}>
            <Text fw={700} size="xl">
              {desk.done.token === undefined ? say('done') : say('arrived', { token: desk.done.token })}
            </Text>
          </Alert>
        )}
        {desk.found && (
          <Family
            key={desk.turn}
            station={desk.station}
            found={desk.found}
            busy={desk.busy}
            onArrive={desk.arrive}
            onMark={desk.mark}
          />
        )}
      </Stack>
    </Page>
  )
}

/** Home visits need no station on the ground. */
const HOME = 'home-visit'

function useStation(campaignId: string) {
  const box = useRef<HTMLInputElement>(null)
  const [done, setDone] = useState<{ readonly token?: string } | null>(null)
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(kept(campaignId)))
  const listed = useQuery({
    queryKey: ['list', 'verification', 'station', campaignId],
    queryFn: ({ signal }) =>
      api.list(verification, 'station', { where: { parent_id: campaignId }, limit: STATIONS.length * 2 }, signal),
  })
  const set = (listed.data?.rows ?? []).toSorted((a, b) => Number(a.position) - Number(b.position))
  const stations = [...new Set([...set.map(({ kind }) => String(kind)), HOME])]
  const station = chosen !== null && stations.includes(chosen) ? chosen : stations[0]!
  const asking = useMutation({
    mutationFn: (text: string) => api.query<Found>('verification.at', { campaignId, text }),
    onMutate: () => setDone(null),
    onSuccess: ({ number }) => {
      if (number !== undefined) sessionStorage.setItem(standing(campaignId), number)
    },
  })
  const { mutate: ask } = asking
  useEffect(() => {
    box.current?.focus()
    const before = sessionStorage.getItem(standing(campaignId))
    if (before !== null) ask(before)
  }, [ask, campaignId])
  const finish = (what: { readonly token?: string }) => {
    sessionStorage.removeItem(standing(campaignId))
    setDone(what)
    asking.reset()
    box.current?.focus()
  }
  const arriving = useMutation({
    mutationFn: () =>
      api.command<{ readonly token: string }>('verification.arrive', { campaignId, familyNumber: asking.data?.number }),
    onSuccess: finish,
  })
  const marking = useMutation({
    mutationFn: (finding: Finding) => api.command('verification.mark', { campaignId, station, ...finding }),
    onSuccess: () => finish({}),
  })
  const busy = arriving.isPending || marking.isPending
  return {
    box,
    done,
    station,
    stations,
    busy,
    found: asking.data,
    asking: asking.isPending,
    turn: asking.submittedAt,
    error: asking.error ?? arriving.error ?? marking.error,
    arrive: () => arriving.mutate(),
    mark: (finding: Finding) => marking.mutate(finding),
    choose: (kind: string) => {
      sessionStorage.setItem(kept(campaignId), kind)
      setChosen(kind)
      asking.reset()
    },
    read: (text: string) => {
      if (busy) return
      arriving.reset()
      marking.reset()
      asking.mutate(text)
    },
  }
}
