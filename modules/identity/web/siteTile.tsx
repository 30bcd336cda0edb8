import { Badge, Button, FileButton, Group, Menu, Stack, Text } from '@mantine/core'
import type { Site } from '@nansen/biometrics'
import { useWords, type Words } from '@nansen/ui'
import { exception } from '../fields.ts'
import { GreyPreview } from './greyPreview.tsx'
import { isDone, MOST_TRIES, type SiteState, WHY_FAILED } from './sitting.ts'

interface SiteTileProps {
  readonly site: Site
  readonly state: SiteState
  readonly onFile: (file: File) => void
  readonly onExcept: (reason: string) => void
  readonly onClear: () => void
  /** Without exceptions: when searching or verifying, a finger that is not there is simply left out. */
  readonly exceptions?: boolean
}

/** Files of single pictures, JPEG 2000 included, and of records: ISO/IEC 19794-4 and -6, ANSI/NIST. */
const ACCEPT = '.png,.jpg,.jpeg,.bmp,.tif,.tiff,.pgm,.wsq,.jp2,.j2k,.fir,.iir,.iso,.an2,.ans,.eft,.nist,.nst'

/** One finger or eye: its image, how good it is, and what to do about it. */
export function SiteTile({ site, state, onFile, onExcept, onClear, exceptions = true }: SiteTileProps) {
  const words = useWords()
  const name = words.option('identity', 'capture', 'site', site)
  return (
    <Stack
      className="nansen-site"
      data-state={isDone(state) ? 'done' : state.is}
      data-site={site}
      gap={6}
      component="section"
      aria-label={name}
    >
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <Text fw={600} size="sm">
          {name}
        </Text>
        {state.tries > 0 && (
          <Text size="xs" c="dimmed">
            {words.say('identity.capture.tries', { tries: Math.min(state.tries, MOST_TRIES) })}
          </Text>
        )}
      </Group>
      <Picture state={state} name={name} words={words} />
      <Group gap={4}>
        {state.is === 'excepted' ? (
          <Button size="compact-sm" variant="subtle" onClick={onClear}>
            {words.say('identity.capture.undoException')}
          </Button>
        ) : (
          <FileButton accept={ACCEPT} onChange={file => file && onFile(file)} inputProps={{ 'aria-label': name }}>
            {props => (
              <Button
                {...props}
                size="compact-sm"
                variant={state.is === 'empty' ? 'filled' : 'light'}
                loading={state.is === 'measuring'}
              >
                {words.say(state.is === 'empty' ? 'identity.capture.choose' : 'identity.capture.again')}
              </Button>
            )}
          </FileButton>
        )}
        {exceptions && state.is !== 'excepted' && (
          <ExceptionMenu words={words} site={site} name={name} onExcept={onExcept} />
        )}
      </Group>
    </Stack>
  )
}

/** Reasons that only a finger or only an eye can have; all others are offered for both. */
const OF_FINGERS: readonly string[] = ['worn']
const OF_EYES: readonly string[] = ['cannot-open', 'cataract']

function ExceptionMenu({
  words,
  site,
  name,
  onExcept,
}: {
  readonly words: Words
  readonly site: Site
  readonly name: string
  readonly onExcept: (reason: string) => void
}) {
  const foreign = site.startsWith('iris') ? OF_FINGERS : OF_EYES
  const reasons = exception.fields.reason.codes.filter(reason => !foreign.includes(reason))
  const label = words.say('identity.capture.except')
  return (
    <Menu>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" aria-label={`${label}: ${name}`}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reasons.map(reason => (
          <Menu.Item key={reason} onClick={() => onExcept(reason)}>
            {words.option('identity', 'exception', 'reason', reason)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Picture({ state, name, words }: { readonly state: SiteState; readonly name: string; readonly words: Words }) {
  if (state.is === 'taken') {
    const { best } = state
    return (
      <>
        <GreyPreview width={best.width} height={best.height} pixels={best.pixels} label={name} />
        <Group gap={4}>
          <Badge color={best.acceptable ? 'green' : 'orange'} variant="light">
            {words.say('identity.capture.quality', { score: best.score })}
          </Badge>
        </Group>
        {!best.acceptable && <Advice advice={best.advice} words={words} />}
      </>
    )
  }
  if (state.is === 'excepted')
    return (
      <Text size="sm">
        {words.say('identity.capture.excepted', {
          reason: words.option('identity', 'exception', 'reason', state.reason),
        })}
      </Text>
    )
  if (state.is === 'failed')
    return (
      <Text size="sm" c="red" role="alert">
        {words.say(WHY_FAILED[state.why])}
      </Text>
    )
  if (state.is === 'measuring')
    return (
      <Text size="sm" role="status">
        {words.say('identity.capture.measuring')}
      </Text>
    )
  return null
}

function Advice({ advice, words }: { readonly advice: readonly string[]; readonly words: Words }) {
  return (
    <div role="status">
      <ul className="nansen-advice">
        {advice
          .filter(code => code !== 'good')
          .map(code => (
            <li key={code}>{words.option('identity', 'capture', 'advice', code)}</li>
          ))}
      </ul>
    </div>
  )
}
