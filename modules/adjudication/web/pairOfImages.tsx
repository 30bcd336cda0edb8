import './adjudication.css'
import { Group, Text } from '@mantine/core'
import type { Site } from '@nansen/biometrics'
import { oddsOf } from '@nansen/identity/web'
import { Refused, Slow, useWords } from '@nansen/ui'
import { useEffect, useState } from 'react'
import { Bands } from './bands.tsx'
import { Drawn } from './drawn.tsx'
import type { Evidence } from './evidence.worker.ts'
import { evidenceOf } from './evidenceEngine.ts'
import { type Opened, useOpened } from './opened.ts'
import { Prints } from './prints.tsx'
import type { ReviewOnDesk, Side } from './sideBySide.ts'

interface PairProps {
  readonly review: ReviewOnDesk
  readonly site: string
}

/** One finger or eye of both, side by side. Opened when shown; each opening is in the audit. */
export function PairOfImages({ review, site }: PairProps) {
  const words = useWords()
  const label = words.option('identity', 'capture', 'site', site)
  const evidence = review.likeness?.sites[site]
  const images = [review.first, review.second].map(side => newestOf(side, site))
  const [one, other] = images
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
      {one !== undefined && other !== undefined ? (
        <Both reviewId={review.id} site={site as Site} one={one} other={other} label={label} />
      ) : (
        <div className="nansen-imagerow">
          {images.map((image, side) =>
            image === undefined ? (
              <Text key={side} size="sm" c="dimmed">
                {words.say('adjudication.desk.noCaptures')}
              </Text>
            ) : (
              <Alone key={image} reviewId={review.id} image={image} label={label} />
            ),
          )}
        </div>
      )}
    </section>
  )
}

const newestOf = (side: Side, site: string) => side.captures.find(each => each.site === site)?.image

function Alone({
  reviewId,
  image,
  label,
}: {
  readonly reviewId: string
  readonly image: string
  readonly label: string
}) {
  const { opened, error } = useOpened(reviewId, image)
  if (error) return <Refused error={error} />
  return opened ? <Drawn {...opened} label={label} /> : <Slow />
}

interface BothProps {
  readonly reviewId: string
  readonly site: Site
  readonly one: string
  readonly other: string
  readonly label: string
}

function Both({ reviewId, site, one, other, label }: BothProps) {
  const { say } = useWords()
  const [a, b] = [useOpened(reviewId, one), useOpened(reviewId, other)]
  const evidence = useEvidence(site, a.opened, b.opened)
  const error = a.error ?? b.error
  if (error) return <Refused error={error} />
  if (a.opened === null || b.opened === null) return <Slow />
  const finger = evidence?.is === 'finger' ? evidence : null
  return (
    <div data-evidence={evidence?.is ?? 'measuring'}>
      <Prints images={[a.opened, b.opened]} evidence={finger} label={label} marked={!site.startsWith('iris')} />
      {evidence?.is === 'iris' && <Bands evidence={evidence} />}
      {evidence === null && (
        <Text size="xs" c="dimmed">
          {say('adjudication.desk.measuring')}
        </Text>
      )}
      {evidence?.is === 'too-poor' && <Text size="sm">{say('adjudication.desk.tooPoor')}</Text>}
    </div>
  )
}

/** Measured on this device once both images are open; null until then. */
function useEvidence(site: Site, one: Opened | null, other: Opened | null): Evidence | null {
  const [evidence, setEvidence] = useState<Evidence | null>(null)
  useEffect(() => {
    if (one === null || other === null) return
    let left = false
    evidenceOf({ site, one, other }).then(
      said => !left && setEvidence(said),
      () => !left && setEvidence({ is: 'too-poor' }),
    )
    return () => {
      left = true
    }
  }, [site, one, other])
  return evidence
}
