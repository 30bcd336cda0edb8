import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { newId } from '@nansen/kernel'
import { giveHalf, type Half, joinHalves, newEpoch, type OwnKeys } from '@nansen/sealed'
import {
  api,
  type ReaderGroup,
  type Recovery,
  Refused,
  Surface,
  toast,
  useAsk,
  usedKeys,
  useOwnKeys,
  useSession,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Candidates } from './foundGroup.tsx'

interface RecoveryProps {
  readonly group: ReaderGroup
  readonly nameOf: (staff: string) => string
}

/** How a group that lost its readers is read again: two officers each give half a key to somebody whom both name. */
export function RecoverySection({ group, nameOf }: RecoveryProps) {
  const words = useWords()
  const [isAsking, setAsking] = useState(false)
  const { recovery } = group
  return (
    <Surface
      title={words.say('sealing.recovery')}
      mt="md"
      {...(recovery === null && {
        actions: (
          <Button variant="default" onClick={() => setAsking(true)}>
            {words.say('sealing.recovery.ask')}
          </Button>
        ),
      })}
    >
      {recovery === null ? (
        <Text c="dimmed">{words.say('sealing.recovery.explained')}</Text>
      ) : (
        <Open group={group} recovery={recovery} nameOf={nameOf} />
      )}
      {isAsking && <Ask group={group} onClose={() => setAsking(false)} />}
    </Surface>
  )
}

function Open({ group, recovery, nameOf }: RecoveryProps & { readonly recovery: Recovery }) {
  const words = useWords()
  const client = useQueryClient()
  const { staffId } = useSession()
  const own = useOwnKeys()
  const candidates = useAsk<Candidates>('sealing.candidates', { module: group.module })
  const keysFor = candidates.data?.colleagues.find(({ id }) => id === recovery.forStaff)?.keys
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['sealing'] })
    toast(words.say('ui.saved'))
  }
  const giving = useMutation({
    mutationFn: async () => {
      const half = await giveHalf(usedKeys()!, group.epochs.at(-1)!, keysFor!)
      await api.command('sealing.give-half', { recoveryId: recovery.id, half })
    },
    onSuccess: done,
  })
  const ending = useMutation({
    mutationFn: () => api.command('sealing.end-recovery', { recoveryId: recovery.id }),
    onSuccess: done,
  })
  const error = giving.error ?? ending.error
  return (
    <Stack gap="sm">
      {error !== null && <Refused error={error} />}
      <Text>
        {words.say('sealing.recovery.asked', {
          by: nameOf(recovery.askedBy),
          name: nameOf(recovery.forStaff),
          when: words.instant(recovery.askedAt),
        })}
      </Text>
      <Text c="dimmed">
        <bdi>{recovery.reason}</bdi>
      </Text>
      <Text>{words.say('sealing.recovery.given', { given: words.number(recovery.given) })}</Text>
      <Group>
        {group.mine === 'recovery' && own !== null && keysFor && (
          <Button loading={giving.isPending} onClick={() => giving.mutate()}>
            {words.say('sealing.recovery.give')}
          </Button>
        )}
        {recovery.forStaff === staffId && own !== null && <ReadAgain group={group} recovery={recovery} own={own} />}
        <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate()}>
          {words.say('sealing.recovery.end')}
        </Button>
      </Group>
    </Stack>
  )
}

/** The one whom both officers named joins their halves, and makes the next epoch with herself as reader. */
function ReadAgain({
  group,
  recovery,
  own,
}: {
  readonly group: ReaderGroup
  readonly recovery: Recovery
  readonly own: OwnKeys
}) {
  const words = useWords()
  const client = useQueryClient()
  const [a, b] = recovery.halves
  const reading = useMutation({
    mutationFn: async () => {
      const { epochs, id } = group
      const halves: readonly [Half, Half] = [a!, b!]
      const keys = await joinHalves(own, epochs, halves)
      const { members } = epochs.at(-1)!.statement
      const officers = members.filter(({ role }) => role === 'recovery')
      const next = {
        group: id,
        members: [{ keys: own.public, role: 'reader' as const, until: null }, ...officers],
        epochs,
        lastKey: keys.get(epochs.length - 1)!,
        at: new Date().toISOString(),
        halves,
      }
      await api.command('sealing.change', { id, epoch: await newEpoch(own, next) })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sealing'] })
      toast(words.say('ui.saved'))
    },
  })
  return (
    <>
      {reading.isError && <Refused error={reading.error} />}
      <Button disabled={!a || !b} loading={reading.isPending} onClick={() => reading.mutate()}>
        {words.say('sealing.recovery.read-again')}
      </Button>
    </>
  )
}

function Ask({ group, onClose }: { readonly group: ReaderGroup; readonly onClose: () => void }) {
  const words = useWords()
  const client = useQueryClient()
  const [who, setWho] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const candidates = useAsk<Candidates>('sealing.candidates', { module: group.module })
  const members = new Set(group.epochs.at(-1)!.statement.members.map(({ keys }) => keys.staff))
  const able = (candidates.data?.colleagues ?? []).filter(
    ({ id, mayRead, keys }) => mayRead && keys && !members.has(id),
  )
  const asking = useMutation({
    mutationFn: () => api.command('sealing.ask-recovery', { id: newId(), groupId: group.id, forStaff: who, reason }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sealing'] })
      toast(words.say('ui.saved'))
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('sealing.recovery.ask')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (who !== null && reason.trim()) asking.mutate()
        }}
      >
        <Stack>
          {asking.isError && <Refused error={asking.error} />}
          <Text>{words.say('sealing.recovery.explained')}</Text>
          <Select
            label={words.say('sealing.recovery.for')}
            data={able.map(({ id, name, office }) => ({ value: id, label: `${name} (${office})` }))}
            value={who}
            searchable
            onChange={setWho}
          />
          <Textarea
            label={words.say('sealing.recovery.reason')}
            value={reason}
            maxLength={500}
            onChange={event => setReason(event.currentTarget.value)}
          />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {words.say('ui.cancel')}
            </Button>
            <Button type="submit" loading={asking.isPending} disabled={who === null || !reason.trim()}>
              {words.say('sealing.recovery.ask')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
