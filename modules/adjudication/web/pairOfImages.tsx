import { Group, Text } from '@mantine/core'
import { OpenedImage, oddsOf } from '@nansen/identity/web'
import { useWords } from '@nansen/ui'
import type { ReviewOnDesk } from './sideBySide.ts'

/** One finger or eye of both, side by side. Opened when shown; each opening is in the audit. */
export function PairOfImages({ review, site }: { readonly review: ReviewOnDesk; readonly site: string }) {
  const words = useWords()
  const label = words.option('identity', 'capture', 'site', site)
  const evidence = review.likeness?.sites[site]
  return (
    <section className="nansen-imagepair" aria-label={label}>
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {label}
        </Text>
        {evidence !== undefined && (
          <Text size="sm">{words.say('identity.found.evidence', { odds: words.number(oddsOf(evidence)) })}</Text>
        )}
      </Group>
      <div className="nansen-imagerow">
        {[review.first, review.second].map(side => {
          const capture = side.captures.find(each => each.site === site)
          return capture ? (
            <OpenedImage
              key={side.individual}
              query="adjudication.image"
              input={{ reviewId: review.id, image: capture.image }}
              label={label}
            />
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
