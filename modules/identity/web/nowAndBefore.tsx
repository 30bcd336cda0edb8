import { Button, Group, Text } from '@mantine/core'
import { Surface, useWords } from '@nansen/ui'
import { useState } from 'react'
import { SITES } from '../fields.ts'
import { OpenedImage } from './openedImage.tsx'

export interface CapturedThen {
  readonly image: string
  readonly site: string
  /** Of the sitting that is asked about; the others are of those by which the person was known. */
  readonly now: boolean
}

interface NowAndBeforeProps {
  readonly enrolmentId: string
  readonly captures: readonly CapturedThen[]
}

/** Each finger and eye as it is now beside what is on record. Opened when shown; each opening is in the audit. */
export function NowAndBefore({ enrolmentId, captures }: NowAndBeforeProps) {
  const words = useWords()
  const [shown, setShown] = useState(false)
  const sites = SITES.filter(site => captures.some(capture => capture.site === site))
  return (
    <Surface title={words.say('identity.person.title')}>
      {!shown && (
        <Group>
          <Button variant="light" onClick={() => setShown(true)}>
            {words.say('identity.renewal.show')}
          </Button>
          <Text size="sm" c="dimmed">
            {words.say('identity.renewal.audited')}
          </Text>
        </Group>
      )}
      {shown &&
        sites.map(site => (
          <section
            key={site}
            className="nansen-imagepair"
            aria-label={words.option('identity', 'capture', 'site', site)}
          >
            <Text fw={600} size="sm">
              {words.option('identity', 'capture', 'site', site)}
            </Text>
            <div className="nansen-imagerow">
              {[true, false].map(now => (
                <OneImage
                  key={String(now)}
                  enrolmentId={enrolmentId}
                  title={words.say(now ? 'identity.renewal.now' : 'identity.renewal.before')}
                  capture={captures.find(each => each.site === site && each.now === now)}
                />
              ))}
            </div>
          </section>
        ))}
    </Surface>
  )
}

interface OneImageProps {
  readonly enrolmentId: string
  readonly title: string
  readonly capture: CapturedThen | undefined
}

function OneImage({ enrolmentId, title, capture }: OneImageProps) {
  const { say } = useWords()
  return (
    <div>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      {capture ? (
        <OpenedImage query="identity.renewalImage" input={{ enrolmentId, image: capture.image }} label={title} />
      ) : (
        <Text size="sm">{say('identity.renewal.none')}</Text>
      )}
    </div>
  )
}
