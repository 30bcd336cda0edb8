import { Alert, Badge, Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import type { Site } from '@nansen/biometrics'
import { Surface, useWords, type Words } from '@nansen/ui'
import { useState } from 'react'
import { isDone, stateOf } from '../sitting.ts'
import type { SittingInProgress } from '../useSitting.ts'
import { SINGLE_FINGERS, STEPS, type StepName, sitesOf, typeOf } from './steps.ts'
import { type Trouble, useScanner } from './useScanner.ts'

type Scanning = ReturnType<typeof useScanner>

/** The scanners beside this browser: who was found, the live picture, and the steps of a sitting. */
export function ScannerPanel({ sitting }: { readonly sitting: SittingInProgress }) {
  const words = useWords()
  const { say } = words
  const scanning = useScanner(sitting)
  const { found, phase, step, trouble } = scanning
  return (
    <Surface title={say('identity.scanner.title')} mb="md">
      <Stack gap="sm" data-scanner={found === null ? 'looking' : found.length > 0 ? 'found' : 'none'}>
        <Found scanning={scanning} words={words} />
        {found !== null && found.length > 0 && <Steps scanning={scanning} sitting={sitting} words={words} />}
        {step !== null && phase !== 'idle' && <Live scanning={scanning} step={step} words={words} />}
        {trouble !== null && <TroubleTold trouble={trouble} scanning={scanning} words={words} />}
      </Stack>
    </Surface>
  )
}

interface PartProps {
  readonly scanning: Scanning
  readonly words: Words
}

function Found({ scanning: { found, search, phase }, words: { say } }: PartProps) {
  if (found === null) return <Text role="status">{say('identity.scanner.looking')}</Text>
  const names = found.map(({ name }) => name)
  return (
    <Group gap="sm">
      <Text size="sm" role="status">
        {names.length === 0 ? say('identity.scanner.none') : say('identity.scanner.found', { names: names.join(', ') })}
      </Text>
      <Button size="compact-sm" variant="subtle" disabled={phase !== 'idle'} onClick={() => void search()}>
        {say('identity.scanner.lookAgain')}
      </Button>
    </Group>
  )
}

function Steps({ scanning, sitting, words }: PartProps & { readonly sitting: SittingInProgress }) {
  const { say } = words
  const [finger, setFinger] = useState<Site>('finger-2')
  const fingers = SINGLE_FINGERS.map(site => ({
    value: site,
    label: words.option('identity', 'capture', 'site', site),
  }))
  const left = (step: StepName) => sitesOf(step).filter(site => !isDone(stateOf(sitting.sitting, site)))
  const next = STEPS.find(step => left(step).length > 0 && has(scanning, step))
  const disabled = (step: StepName) => scanning.phase !== 'idle' || sitting.measuring || !has(scanning, step)
  return (
    <Group gap="xs" align="end">
      {STEPS.map(step => (
        <Button
          key={step}
          data-step={step}
          data-done={left(step).length === 0}
          variant={step === next ? 'filled' : 'light'}
          disabled={disabled(step)}
          rightSection={left(step).length === 0 ? <Badge color="green">✓</Badge> : null}
          onClick={() => void scanning.begin(step)}
        >
          {say(`identity.scanner.step.${step}`)}
        </Button>
      ))}
      <NativeSelect
        aria-label={say('identity.scanner.oneFinger')}
        data={fingers}
        value={finger}
        onChange={event => setFinger(event.currentTarget.value as Site)}
      />
      <Button
        variant="light"
        data-step="single"
        disabled={disabled(finger)}
        onClick={() => void scanning.begin(finger)}
      >
        {say('identity.scanner.oneFinger')}
      </Button>
    </Group>
  )
}

const has = ({ found }: Scanning, step: StepName) => found?.some(({ type }) => type === typeOf(step)) ?? false

function Live({ scanning, step, words }: PartProps & { readonly step: StepName }) {
  const { say } = words
  const name = stepName(step, words)
  return (
    <Stack gap="xs" data-live={scanning.phase}>
      <Text fw={600}>{say('identity.scanner.put', { what: name })}</Text>
      <canvas ref={scanning.canvas} className="nansen-live" role="img" aria-label={name} />
      <Text role="status" data-look={lookCode(scanning)}>
        {scanning.phase === 'taking' ? say('identity.scanner.taking') : lookSaid(scanning, words)}
      </Text>
      {scanning.phase === 'live' && (
        <Group gap="xs">
          <Button size="compact-md" onClick={scanning.takeNow}>
            {say('identity.scanner.takeNow')}
          </Button>
          <Button size="compact-md" variant="subtle" onClick={scanning.stop}>
            {say('identity.scanner.stop')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

const stepName = (step: StepName, words: Words): string =>
  step.startsWith('finger-')
    ? words.option('identity', 'capture', 'site', step)
    : words.say(`identity.scanner.step.${step}`)

function lookCode({ live }: Scanning): string {
  if (live === null || live.good === null) return 'none'
  return live.good ? 'good' : (live.problem ?? live.advice[0] ?? 'none')
}

function lookSaid({ live }: Scanning, words: Words): string {
  if (live === null || live.good === null) return words.say('identity.scanner.watching')
  if (live.good) return words.say('identity.scanner.good')
  if (live.problem !== null) return words.say(`identity.scanner.trouble.${live.problem}`)
  return live.advice.map(code => words.option('identity', 'capture', 'advice', code)).join(' · ')
}

/** What went wrong and what to do about it; nothing was kept. */
function TroubleTold({ trouble, scanning, words }: PartProps & { readonly trouble: Trouble }) {
  const { say } = words
  return (
    <Alert
      color="orange"
      role="alert"
      data-trouble={trouble.what}
      title={say(`identity.scanner.trouble.${trouble.what}`)}
    >
      <Stack gap="xs" align="start">
        <Text size="sm">{say(`identity.scanner.remedy.${trouble.what}`)}</Text>
        <Group gap="xs">
          <Button
            size="compact-md"
            disabled={scanning.phase !== 'idle'}
            onClick={() => void scanning.begin(trouble.step)}
          >
            {say('identity.scanner.again', { what: stepName(trouble.step, words) })}
          </Button>
          {trouble.what === 'wrong-hand' && (
            <Button size="compact-md" variant="subtle" onClick={() => void scanning.begin(trouble.step, true)}>
              {say('identity.scanner.sureHand')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}
