import { Group, Text } from '@mantine/core'
import { GreyPreview, oddsOf } from '@nansen/identity/web'
import { Refused, Slow, useAsk, useWords } from '@nansen/ui'
import type { Captured, ReviewOnDesk } from './sideBySide.ts'

interface Opened {
  readonly width: number
  readonly height: number
  readonly pixels: string
}
const pixelsOf = (base64: string) => Uint8Array.from(atob(base64), character => character.charCodeAt(0))

/** One finger or eye of both, side by side. Opened when shown; each opening is in the audit. */
export function PairOfImages({ review, site }: { readonly review: ReviewOnDesk; readonly site: string }) {
  const words = useWords()
  const evidence = review.likeness?.sites[site]
  return (
    <section className="nansen-imagepair" aria-label={words.option('identity', 'capture', 'site', site)}>
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {words.option('identity', 'capture', 'site', site)}
        </Text>
        {evidence !== undefined && (
          <Text size="sm">{words.say('identity.found.evidence', { odds: words.number(oddsOf(evidence)) })}</Text>
        )}
      </Group>
      <div className="nansen-imagerow">
        {[review.first, review.second].map(side => {
          const capture = side.captures.find(each => each.site === site)
          return capture ? (
            <OneImage key={side.individual} reviewId={review.id} capture={capture} />
          ) : (
            <Text key={side.individual} size="sm" c="dimmed">
              {words.say('adjudication.desk.noCaptures')}
            </Text>
          )
        })}
      </div>
    </section>
  )
}

function OneImage({ reviewId, capture }: { readonly reviewId: string; readonly capture: Captured }) {
  const words = useWords()
  const { data, error, isLoading } = useAsk<Opened>('adjudication.image', { reviewId, image: capture.image })
  if (isLoading) return <Slow />
  if (error) return <Refused error={error} />
  if (!data) return null
  const label = words.option('identity', 'capture', 'site', capture.site)
  return (
    <GreyPreview
      width={data.width}
      height={data.height}
      pixels={pixelsOf(data.pixels)}
      label={label}
      className="nansen-grey nansen-large"
    />
  )
}
