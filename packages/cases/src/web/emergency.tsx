import { Button, Checkbox, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { ColleagueName, Refused, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import { useSending } from './sending.ts'

const REASONS = ['danger-to-life', 'child-at-risk', 'medical', 'refoulement', 'colleague-unreachable'] as const
/** Characters: a reason that somebody can judge. */
const SHORTEST = 10

interface EmergencyProps {
  readonly personId: string
  /** Modules with a case that the reader knows of and does not read. */
  readonly modules: readonly string[]
}

/** Reads cases that are not one's own, in an emergency: what follows from it is said before it is done. */
export function Emergency({ personId, modules }: EmergencyProps) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="subtle" color="brick" size="compact-sm" mt="sm" onClick={() => setOpen(true)}>
        {words.say('case.glass.open')}
      </Button>
      {open && <EmergencyDialog personId={personId} modules={modules} onClose={() => setOpen(false)} />}
    </>
  )
}

function EmergencyDialog({ personId, modules, onClose }: EmergencyProps & { readonly onClose: () => void }) {
  const words = useWords()
  const [chosen, setChosen] = useState<string[]>([])
  const [reason, setReason] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const opening = useSending('cases.breakGlass', onClose, chosen)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('case.glass.open')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        <Text>{words.say('case.glass.explained')}</Text>
        {opening.isError && <Refused error={opening.error} />}
        <Checkbox.Group label={words.say('case.glass.which')} value={chosen} onChange={setChosen}>
          <Stack gap="xs" mt="xs">
            {modules.map(name => (
              <Checkbox key={name} value={name} label={words.say(`${name}.module`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={words.say('case.glass.reason')}
          withAsterisk
          value={reason}
          onChange={setReason}
          data={REASONS.map(value => ({ value, label: words.say(`case.glass.reason.${value}`) }))}
        />
        <Textarea
          label={words.say('case.glass.words')}
          withAsterisk
          autosize
          minRows={2}
          maxLength={2000}
          value={said}
          onChange={event => setSaid(event.currentTarget.value)}
        />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button
            color="brick"
            disabled={chosen.length === 0 || reason === null || said.trim().length < SHORTEST}
            loading={opening.isPending}
            onClick={() => opening.mutate({ personId, modules: chosen, reason, words: said.trim() })}
          >
            {words.say('case.glass.open')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface Opening {
  readonly id: string
  readonly module: string
  readonly caseNumber: string
  readonly staffId: string
  readonly reason: string
  readonly words: string
  readonly openedAt: string
  readonly reviewDue: string
  readonly thisWeek: number
}

/** Emergencies of colleagues that whoever sits here is to judge. */
export function Emergencies() {
  const found = useAsk<{ readonly openings: readonly Opening[] }>('cases.glassToReview')
  return (found.data?.openings ?? []).map(each => <OpeningCard key={each.id} opening={each} />)
}

function OpeningCard({ opening }: { readonly opening: Opening }) {
  const words = useWords()
  const [said, setSaid] = useState('')
  const judging = useSending('cases.reviewGlass', undefined, [opening.module])
  return (
    <Surface
      title={
        <>
          {words.say('case.glass.to-judge')}: <bdi>{opening.caseNumber}</bdi>
        </>
      }
    >
      <p className="nansen-said">
        <strong>{words.say(`case.glass.reason.${opening.reason}`)}</strong> {opening.words}
      </p>
      <Text size="sm" c="dimmed">
        <ColleagueName id={opening.staffId} /> · {words.ago(opening.openedAt)} ·{' '}
        {words.say('case.glass.this-week', { times: opening.thisWeek })} ·{' '}
        {words.say('case.task.due', { when: words.instant(opening.reviewDue) })}
      </Text>
      <Textarea
        label={words.say('case.glass.judgement')}
        autosize
        minRows={2}
        mt="sm"
        maxLength={2000}
        value={said}
        onChange={event => setSaid(event.currentTarget.value)}
      />
      {judging.isError && <Refused error={judging.error} />}
      <Group mt="sm" gap="xs">
        {(['justified', 'not-justified'] as const).map((verdict, i) => (
          <Button
            key={verdict}
            variant={i === 0 ? 'filled' : 'default'}
            disabled={said.trim() === ''}
            loading={judging.isPending}
            onClick={() => judging.mutate({ id: opening.id, verdict, words: said.trim() })}
          >
            {words.say(`case.glass.${verdict}`)}
          </Button>
        ))}
      </Group>
    </Surface>
  )
}
