import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { CardOf, Contradictions, oddsOf } from '@nansen/identity/web'
import { api, lineFor, Page, Refused, Slow, Surface, useAsk, useParam, useWords, type Words } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { MergePanel } from './mergePanel.tsx'
import { OpinionForm } from './opinionForm.tsx'
import { PairOfImages } from './pairOfImages.tsx'
import { ReferButton } from './referButton.tsx'
import { type ReviewOnDesk, type Side, sitesToCompare } from './sideBySide.ts'
import { Reasons, Story } from './story.tsx'
import { UnlinkButton } from './unlinkButton.tsx'

/** Two records side by side, for one who judges alone. */
export function Desk() {
  const { say } = useWords()
  const id = useParam('id')
  const { data, error, isLoading } = useAsk<ReviewOnDesk>('adjudication.sideBySide', { reviewId: id })
  return (
    <Page title={say('adjudication.desk.title')} subtitle={say('adjudication.desk.blind')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && <Laid review={data} />}
    </Page>
  )
}

function Laid({ review }: { readonly review: ReviewOnDesk }) {
  const words = useWords()
  const { say } = words
  return (
    <Stack gap="md">
      <State review={review} words={words} />
      <Mixed review={review} words={words} />
      <Before review={review} words={words} />
      <Reasons reasons={review.reasons} words={words} />
      <div className="nansen-pair">
        <SideOf side={review.first} title={say('adjudication.desk.first')} words={words} />
        <SideOf side={review.second} title={say('adjudication.desk.second')} words={words} />
      </div>
      {review.mayLook && <Images review={review} />}
      {review.mayJudge && <OpinionForm reviewId={review.id} />}
      {(review.mayJudge || review.spoken) && (
        <Group>
          <ReferButton reviewId={review.id} />
        </Group>
      )}
      {review.link !== null && review.link.unlinkedAt === null && <MergePanel linkId={review.link.id} />}
      {review.opinions.length > 0 && <Opinions review={review} words={words} />}
    </Stack>
  )
}

function State({ review, words }: { readonly review: ReviewOnDesk; readonly words: Words }) {
  const { say } = words
  const linked = review.link !== null && review.link.unlinkedAt === null
  return (
    <>
      {review.state === 'decided' && (
        <Alert
          color="blue"
          role="status"
          data-outcome={review.outcome ?? ''}
          title={say('adjudication.desk.decided', {
            outcome: words.option('adjudication', 'review', 'outcome', review.outcome ?? ''),
          })}
        >
          {linked && review.link && (
            <Group justify="space-between">
              <Text size="sm">{say('adjudication.desk.linked')}</Text>
              <UnlinkButton linkId={review.link.id} />
            </Group>
          )}
          {review.link?.unlinkedAt && <Text size="sm">{say('adjudication.desk.unlinked')}</Text>}
        </Alert>
      )}
      {review.state !== 'decided' && review.spoken && (
        <Alert color="blue" role="status" title={say('adjudication.desk.waiting')} />
      )}
      {review.state !== 'decided' && !review.spoken && !review.mayJudge && (
        <Alert color="orange" role="status" title={say('adjudication.desk.notYours')} />
      )}
      {review.likeness && (
        <Text>{say('adjudication.desk.score', { odds: words.number(oddsOf(review.likeness.evidence)) })}</Text>
      )}
    </>
  )
}

/** What contradicts what in sittings that do not hang together; no score is in it. */
function Mixed({ review, words }: { readonly review: ReviewOnDesk; readonly words: Words }) {
  if (review.contradictions.length === 0) return null
  const names = new Map([review.first, review.second].map(({ individual, card }) => [individual, card?.display_name]))
  return (
    <Alert color="red" role="status" data-mixed title={words.say('adjudication.desk.mixed')}>
      <Contradictions
        all={review.contradictions}
        nameOf={individual => names.get(individual ?? '') ?? words.say('identity.contradiction.another')}
      />
    </Alert>
  )
}

/** What was said of this pair before, and what speaks for two of one birth. */
function Before({ review, words }: { readonly review: ReviewOnDesk; readonly words: Words }) {
  const { say } = words
  return (
    <>
      {review.likeTwins && <Alert color="orange" role="status" data-twins title={say('adjudication.desk.likeTwins')} />}
      {review.earlier.length > 0 && (
        <Alert color="blue" role="status" data-earlier title={say('adjudication.desk.earlier')}>
          <Stack gap={4}>
            {review.earlier.map(({ id, outcome, decidedAt, reasons }) => (
              <Text key={id} size="sm">
                {words.option('adjudication', 'review', 'outcome', outcome ?? '')}
                {decidedAt !== null && ` · ${words.instant(decidedAt)}`}
                {reasons.length > 0 && `: ${reasons.join(' · ')}`}
              </Text>
            ))}
            {review.state !== 'decided' && <Text size="sm">{say('adjudication.desk.earlierWhy')}</Text>}
          </Stack>
        </Alert>
      )}
    </>
  )
}

function SideOf({ side, title, words }: { readonly side: Side; readonly title: string; readonly words: Words }) {
  return (
    <Surface title={title}>
      {side.card && (
        <div className="nansen-desk-face">
          <CardOf card={side.card} words={words} />
        </div>
      )}
      <Story side={side} words={words} />
      {side.family.length > 0 && (
        <>
          <Text fw={600} size="sm" mt="sm">
            {words.say('adjudication.desk.family')}
          </Text>
          <ul className="nansen-plain">
            {side.family.map(relative => (
              <li key={relative.id}>
                <bdi>{lineFor(words.language, [relative.display_name_native, relative.display_name])}</bdi>
                {relative.year_of_birth !== null && ` · ${relative.year_of_birth}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </Surface>
  )
}

function Images({ review }: { readonly review: ReviewOnDesk }) {
  const { say } = useWords()
  const [place, setPlace] = useState<string | null>(null)
  const sites = sitesToCompare(review)
  const take = useMutation({
    mutationFn: () => api.command<{ place: string }>('adjudication.takePlace', { reviewId: review.id }),
    onSuccess: said => setPlace(said.place),
  })
  // who judges takes a place first, so that no more look than are needed; who only reads takes none
  const look = () => (review.mayJudge ? take.mutate() : setPlace('reading'))
  return (
    <Surface title={say('adjudication.desk.captures')}>
      {sites.length === 0 && <Text c="dimmed">{say('adjudication.desk.noCaptures')}</Text>}
      {place === 'taken' && <Alert color="orange" role="status" data-taken title={say('adjudication.desk.taken')} />}
      {take.error && <Refused error={take.error} />}
      {sites.length > 0 && (place === null || place === 'taken') && (
        <Group>
          <Button variant="light" loading={take.isPending} onClick={look}>
            {say('adjudication.desk.show')}
          </Button>
          <Text size="sm" c="dimmed">
            {say('adjudication.desk.audited')} {review.mayJudge && say('adjudication.desk.takeWhy')}
          </Text>
        </Group>
      )}
      {place !== null && place !== 'taken' && (
        <>
          {sites.map(site => (
            <PairOfImages key={site} review={review} site={site} />
          ))}
          {place === 'yours' && <Leave reviewId={review.id} onLeft={() => setPlace(null)} />}
        </>
      )}
    </Surface>
  )
}

function Leave({ reviewId, onLeft }: { readonly reviewId: string; readonly onLeft: () => void }) {
  const { say } = useWords()
  const leave = useMutation({
    mutationFn: () => api.command('adjudication.leavePlace', { reviewId }),
    onSuccess: onLeft,
  })
  return (
    <Group mt="md">
      <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
        {say('adjudication.desk.leave')}
      </Button>
    </Group>
  )
}

function Opinions({ review, words }: { readonly review: ReviewOnDesk; readonly words: Words }) {
  return (
    <Surface title={words.records('adjudication', 'opinion')}>
      <Stack gap="sm">
        {review.opinions.map(each => (
          <div key={each.id}>
            <Text fw={600}>{words.option('adjudication', 'opinion', 'verdict', each.verdict)}</Text>
            <Text size="sm" c="dimmed">
              {each.seen.map(code => words.option('adjudication', 'opinion', 'seen', code)).join(' · ')}
            </Text>
            <Text>{each.reasons}</Text>
          </div>
        ))}
      </Stack>
    </Surface>
  )
}
