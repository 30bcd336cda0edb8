import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { Consequences, focusAnswer, Go, PersonCard, Surface, useWords } from '@nansen/ui'
import { useState } from 'react'
import { registration } from '../../index.ts'
import { cardProps } from '../cards.ts'
import { type Apart, alikeKey, type LookAlike, type Looked } from './alike.ts'
import { Likeness } from './likeness.tsx'

interface LookDialogProps {
  readonly looked: Looked
  /** Names the person of the form at this place. */
  readonly called: (member: number) => string
  /** Default: as for a whole family. */
  readonly title?: string
  readonly confirm?: string
  readonly busy: boolean
  readonly onConfirm: (apart: Apart) => void
  readonly onCancel: () => void
}

/** Before somebody is registered: what is unlikely, and who looks like them. Of each of these the clerk says why it is another. */
export function LookDialog({ looked, called, title, confirm: word, busy, onConfirm, onCancel }: LookDialogProps) {
  const { say } = useWords()
  const [apart, setApart] = useState<Apart>({})
  const [pressed, setPressed] = useState(false)
  const { consequences, lookAlikes } = looked
  const unsaid = lookAlikes.filter(each => apart[alikeKey(each)] === undefined)
  const confirm = () => {
    setPressed(true)
    if (unsaid.length === 0) onConfirm(apart)
    else setTimeout(() => focusAnswer(anchorOf(unsaid[0]!)))
  }
  return (
    <Modal
      opened
      onClose={onCancel}
      size="lg"
      title={title ?? say('registration.register.look')}
      closeButtonProps={{ 'aria-label': say('ui.close') }}
    >
      <Stack>
        {lookAlikes.length > 0 && (
          <section aria-label={say('registration.alike.title')}>
            <Text fw={600}>{say('registration.alike.title')}</Text>
            <Text size="sm" c="dimmed" mb="sm">
              {say('registration.alike.answer')}
            </Text>
            <Stack gap="sm">
              {lookAlikes.map(each => (
                <Alike
                  key={alikeKey(each)}
                  alike={each}
                  called={called(each.member)}
                  because={apart[alikeKey(each)] ?? null}
                  missing={pressed && apart[alikeKey(each)] === undefined}
                  onBecause={because => setApart({ ...apart, [alikeKey(each)]: because })}
                />
              ))}
            </Stack>
          </section>
        )}
        {consequences.length > 0 && <Consequences consequences={consequences} />}
        <Group justify="end">
          <Button variant="default" onClick={onCancel}>
            {say('ui.cancel')}
          </Button>
          <Button
            disabled={consequences.some(({ severity }) => severity === 'blocks')}
            loading={busy}
            onClick={confirm}
          >
            {word ?? say('registration.register.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** `focusAnswer` finds `answer-…`. */
const anchorOf = ({ member, card }: LookAlike): string => `alike.${member}.${card.id}`

interface AlikeProps {
  readonly alike: LookAlike
  readonly called: string
  readonly because: string | null
  readonly missing: boolean
  readonly onBecause: (because: string) => void
}

function Alike({ alike, called, because, missing, onBecause }: AlikeProps) {
  const words = useWords()
  const { card, band, reasons, group_number, family } = alike
  return (
    <Surface data-alike={card.number}>
      <Text size="sm" mb={6}>
        {words.say('registration.alike.of', { name: called })}
      </Text>
      <PersonCard {...cardProps(card, words)} />
      <Likeness band={band} reasons={reasons} />
      {family.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {words.say('registration.alike.family', { number: group_number ?? '' })} <bdi>{family.join(' · ')}</bdi>
        </Text>
      )}
      <Select
        id={`answer-${anchorOf(alike).replaceAll('.', '-')}`}
        mt="sm"
        label={words.say('registration.alike.another')}
        withAsterisk
        data={registration.records.other_than.fields.because.codes
          .filter(code => code !== 'judged')
          .map(value => ({
            value,
            label: words.option('registration', 'other_than', 'because', value),
          }))}
        value={because}
        error={missing ? words.say('problem.required') : null}
        onChange={value => value !== null && onBecause(value)}
      />
      <Text size="sm" mt="sm">
        <Go to={`/registration/individual/${card.id}`}>{words.say('registration.alike.open')}</Go>
      </Text>
    </Surface>
  )
}
