import { Badge, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { FactList, OfficeName, Page, Refused, Slow, Surface, useAsk, useModule, useWords } from '@nansen/ui'
import { useState } from 'react'
import { Emergencies } from './emergency.tsx'
import { useSending } from './sending.ts'

interface Referral {
  readonly module: string
  readonly id: string
  readonly service: string
  /** Null in one that was taken back. */
  readonly reason: string | null
  readonly priority: string
  readonly status: string
  readonly sent_at: string
  readonly from_office: string
  readonly content: Readonly<Record<string, unknown>> | null
}
interface Handover {
  readonly module: string
  readonly id: string
  readonly caseNumber: string
  readonly people: number
  readonly fromOffice: string
  readonly because: string
  readonly askedAt: string
}

/** What other offices and colleagues ask of whoever sits here: referrals, and cases to take over. */
export function AskedOfMe() {
  const words = useWords()
  const referrals = useAsk<{ readonly referrals: readonly Referral[] }>('cases.referralsToMe')
  const handovers = useAsk<{ readonly handovers: readonly Handover[] }>('cases.handoversWaiting')
  const shown = referrals.data?.referrals ?? []
  const waiting = handovers.data?.handovers ?? []
  const isEmpty = referrals.isSuccess && handovers.isSuccess && shown.length === 0 && waiting.length === 0
  return (
    <Page title={words.say('case.asked.title')}>
      {(referrals.isPending || handovers.isPending) && <Slow />}
      {referrals.isError && <Refused error={referrals.error} onAgain={() => void referrals.refetch()} />}
      {handovers.isError && <Refused error={handovers.error} onAgain={() => void handovers.refetch()} />}
      {isEmpty && (
        <Surface>
          <Text c="dimmed">{words.say('case.asked.empty')}</Text>
        </Surface>
      )}
      <Stack>
        <Emergencies />
        {waiting.map(each => (
          <HandoverCard key={each.id} handover={each} />
        ))}
        {shown.map(each => (
          <ReferralCard key={each.id} referral={each} />
        ))}
      </Stack>
    </Page>
  )
}

/** Answers that follow each status; the second of each pair needs words. */
const NEXT: Readonly<Record<string, readonly [string, string] | undefined>> = {
  sent: ['accepted', 'rejected'],
  acknowledged: ['accepted', 'rejected'],
  accepted: ['done', 'unsuccessful'],
}

function ReferralCard({ referral }: { readonly referral: Referral }) {
  const words = useWords()
  const module = useModule(referral.module)
  const [said, setSaid] = useState('')
  const answering = useSending('cases.answerReferral')
  const next = NEXT[referral.status]
  const needsWords = (answer: string) => answer !== 'accepted'
  const option = (field: string, value: string) => words.option(referral.module, 'referral', field, value)
  const record = module?.case?.record ?? ''
  const fields = Object.entries(module?.records[record]?.fields ?? {}).filter(
    ([name]) => name in (referral.content ?? {}),
  )
  return (
    <Surface
      title={
        <>
          {referral.service}{' '}
          <Badge variant="light" color={referral.priority === 'urgent' ? 'brick' : 'gray'} tt="none" fw={500}>
            {option('priority', referral.priority)}
          </Badge>{' '}
          <Badge variant="light" color="petrol" tt="none" fw={500}>
            {option('status', referral.status)}
          </Badge>
        </>
      }
    >
      {referral.reason !== null && <p className="nansen-said">{referral.reason}</p>}
      <Text size="sm" c="dimmed" mb="sm">
        <OfficeName id={referral.from_office} /> · {words.ago(referral.sent_at)}
      </Text>
      {referral.status === 'withdrawn' ? (
        <Text>{words.say('case.asked.taken-back')}</Text>
      ) : referral.content === null ? (
        <Text c="dimmed">{words.say('case.asked.no-longer-shared')}</Text>
      ) : fields.length > 0 ? (
        <FactList module={referral.module} record={record} fields={fields} row={referral.content} brief />
      ) : (
        Object.entries(referral.content).map(([name, value]) => (
          <div key={name}>
            {words.field(referral.module, record, name)}: {String(value)}
          </div>
        ))
      )}
      {next !== undefined && (
        <>
          <Textarea
            label={words.say('case.asked.words')}
            autosize
            minRows={2}
            mt="sm"
            maxLength={2000}
            value={said}
            onChange={event => setSaid(event.currentTarget.value)}
          />
          {answering.isError && <Refused error={answering.error} />}
          <Group mt="sm" gap="xs">
            {next.map((answer, i) => (
              <Button
                key={answer}
                variant={i === 0 ? 'filled' : 'default'}
                disabled={needsWords(answer) && said.trim() === ''}
                loading={answering.isPending}
                onClick={() =>
                  answering.mutate({
                    module: referral.module,
                    referralId: referral.id,
                    answer,
                    words: said.trim() === '' ? null : said.trim(),
                  })
                }
              >
                {words.say(`case.asked.${answer}`)}
              </Button>
            ))}
          </Group>
        </>
      )}
    </Surface>
  )
}

function HandoverCard({ handover }: { readonly handover: Handover }) {
  const words = useWords()
  const answering = useSending('cases.answerHandover')
  return (
    <Surface
      title={
        <>
          {words.say('case.record.handover')}: <bdi>{handover.caseNumber}</bdi>
        </>
      }
    >
      <p className="nansen-said">{handover.because}</p>
      <Text size="sm" c="dimmed">
        {words.say(`${handover.module}.module`)} · <OfficeName id={handover.fromOffice} /> ·{' '}
        {words.ago(handover.askedAt)} · {words.say('case.asked.people', { people: handover.people })}
      </Text>
      {answering.isError && <Refused error={answering.error} />}
      <Group mt="sm" gap="xs">
        {(['accepted', 'refused'] as const).map((answer, i) => (
          <Button
            key={answer}
            variant={i === 0 ? 'filled' : 'default'}
            loading={answering.isPending}
            onClick={() => answering.mutate({ module: handover.module, handoverId: handover.id, answer })}
          >
            {words.say(`case.asked.${answer}`)}
          </Button>
        ))}
      </Group>
    </Surface>
  )
}
