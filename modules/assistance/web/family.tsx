import { Alert, Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { attachmentAddress, Surface, useGo, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { keepCame } from './cameBack.ts'
import { type Item, Items } from './items.tsx'

interface Face {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly photo: string | null
  readonly here: boolean
}
/** As `assistance.check` answers. */
export interface Checked {
  readonly outcome: string
  readonly known: string
  readonly entry?: string
  readonly number?: string
  readonly size?: number
  readonly items?: readonly Item[]
  readonly collector?: Face | null
  readonly alternate?: Face | null
  readonly came?: string | null
  readonly proof?: string | null
  readonly collectedAt?: string | null
  readonly collectedAtPlace?: string | null
}

const COLOURS: Readonly<Record<string, string>> = {
  give: 'leaf',
  collected: 'brick',
  'wrong-card': 'brick',
  'not-recognised': 'brick',
  closed: 'gray',
}

/** Green or red, and always in words. */
export function Verdict({ found }: { readonly found: Checked }) {
  const words = useWords()
  const { outcome, collectedAt, collectedAtPlace } = found
  return (
    <Alert role="status" data-outcome={outcome} color={COLOURS[outcome] ?? 'saffron'}>
      <Text className="nansen-lane-said">{words.say(`assistance.outcome.${outcome}`)}</Text>
      {collectedAt && (
        <Text>
          {words.say('assistance.outcome.collected-when', {
            when: words.instant(collectedAt),
            place: `\u2068${collectedAtPlace ?? ''}\u2069`,
          })}
        </Text>
      )}
    </Alert>
  )
}

/** Who takes it, and how much of each where it is less than all. */
export interface Giving {
  readonly takenBy: string
  readonly person?: string
  readonly amounts?: readonly number[]
}
interface Acts {
  readonly pointId: string
  readonly found: Checked
  readonly busy: boolean
  readonly onGive: (how: Giving) => void
  readonly onDesk: () => void
}

/** Who collects, what is due, and what can be done. */
export function Family(acts: Acts) {
  const { outcome } = acts.found
  if (outcome === 'closed') return null
  if (outcome === 'give') return <Due {...acts} />
  return <NotHere {...acts} />
}

function Due({ pointId, found, busy, onGive, onDesk }: Acts) {
  const { say } = useWords()
  const lane = (key: string) => say(`assistance.lane.${key}`)
  const faces = { collector: found.collector ?? null, alternate: found.alternate ?? null }
  const [takenBy, setTaker] = useState(firstOf(found))
  const [amounts, setAmounts] = useState<readonly number[] | null>(null)
  const other = takenBy === 'collector' ? 'alternate' : 'collector'
  const due = found.items ?? []
  const all = amounts === null
  return (
    <Stack gap="md">
      <Surface>
        <WhoCame found={found} face={faces[takenBy]} />
        {all ? (
          <ul className="nansen-lane-items">
            {due.map(item => (
              <li key={`${item.item} ${item.measure}`}>
                <Items items={[item]} />
              </li>
            ))}
          </ul>
        ) : (
          <Amounts due={due} amounts={amounts} onChange={setAmounts} />
        )}
      </Surface>
      <Button
        size="xl"
        color="leaf"
        fullWidth
        loading={busy}
        onClick={() => onGive({ takenBy, ...personOf(faces[takenBy]), ...(all ? {} : { amounts }) })}
      >
        {lane(all ? 'give' : 'give-less')}
      </Button>
      <Group grow>
        {faces[other]?.here === true && (
          <Button size="md" variant="default" onClick={() => setTaker(other)}>
            {lane('alternate')}
          </Button>
        )}
        {all && (
          <Button size="md" variant="default" onClick={() => setAmounts(due.map(({ quantity }) => quantity))}>
            {lane('less')}
          </Button>
        )}
        <CompareButton pointId={pointId} found={found} face={faces[takenBy]} />
        <Button size="md" variant="default" loading={busy} onClick={onDesk}>
          {lane('to-desk')}
        </Button>
      </Group>
    </Stack>
  )
}

const personOf = (face: Face | null) => (face === null ? {} : { person: face.id })

/** By finger or eye, at identity's own screen: it keeps what it found, and the lane asks it for the answer. No image comes here. */
function CompareButton({ pointId, found, face }: Pick<Acts, 'pointId' | 'found'> & { readonly face: Face | null }) {
  const { say } = useWords()
  const may = useMay()
  const go = useGo()
  if (face === null || found.proof === 'same-person' || !may('identity', 'create')) return null
  return (
    <Button
      size="md"
      variant="default"
      onClick={() => {
        keepCame(pointId, face.number)
        go(`/identity/verify/${face.id}?occasion=distribution`)
      }}
    >
      {say('assistance.lane.compare-body')}
    </Button>
  )
}

/** Whoever came; else who collects, while they are here. */
const firstOf = ({ came, collector, alternate }: Checked): 'collector' | 'alternate' =>
  alternate && (came === 'alternate' || collector?.here !== true) ? 'alternate' : 'collector'

function WhoCame({ found, face }: { readonly found: Checked; readonly face: Face | null }) {
  const { say } = useWords()
  return (
    <Group align="start" wrap="nowrap" mb="sm">
      {face && <Portrait face={face} />}
      <div>
        <Text fw={700} size="xl">
          <bdi>{face?.name}</bdi>
        </Text>
        <Text>
          <bdi dir="ltr" className="nansen-number">
            {found.number}
          </bdi>
        </Text>
        <Text fw={600}>{say('assistance.lane.size', { size: found.size ?? 0 })}</Text>
        <Text>{say(`assistance.lane.${howToKnow(found, face)}`)}</Text>
      </div>
    </Group>
  )
}

const howToKnow = ({ proof }: Checked, face: Face | null) =>
  proof === 'same-person' ? 'proven' : face?.photo ? 'compare' : 'no-photo'

const SERVED_BY_DESK: readonly string[] = ['not-collector', 'collector-gone']

/** Whom a lane does not serve: to the desk, or by its word. */
function NotHere({ found, busy, onGive, onDesk }: Acts) {
  const { say } = useWords()
  const served = SERVED_BY_DESK.includes(found.outcome)
  return (
    <Group grow>
      {served && found.entry !== undefined && (
        <Button size="lg" variant="default" loading={busy} onClick={() => onGive({ takenBy: 'other' })}>
          {say('assistance.lane.by-desk')}
        </Button>
      )}
      <Button size="lg" loading={busy} onClick={onDesk}>
        {say('assistance.lane.to-desk')}
      </Button>
    </Group>
  )
}

function Portrait({ face }: { readonly face: Face }) {
  const { say } = useWords()
  return face.photo === null ? null : (
    <img className="nansen-lane-face" src={attachmentAddress(face.photo)} alt={say('ui.photo')} />
  )
}

interface AmountsProps {
  readonly due: readonly Item[]
  readonly amounts: readonly number[]
  readonly onChange: (amounts: readonly number[]) => void
}

function Amounts({ due, amounts, onChange }: AmountsProps) {
  const { say } = useWords()
  return (
    <Stack gap="xs">
      {due.map(({ item, measure, quantity }, at) => (
        <NumberInput
          key={`${item} ${measure}`}
          size="lg"
          label={`${item} (${say(`assistance.unit.${measure}`)})`}
          min={0}
          max={quantity}
          clampBehavior="strict"
          value={amounts[at] ?? 0}
          onChange={value => onChange(amounts.map((each, n) => (n === at ? Number(value) || 0 : each)))}
        />
      ))}
    </Stack>
  )
}
