import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { newEpoch } from '@nansen/sealed'
import { api, type ReaderGroup, Refused, Slow, toast, useAsk, usedKeys, useGroupKeys, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Candidates } from './foundGroup.tsx'
import { MemberChoice } from './memberChoice.tsx'
import { type Candidate, type Chosen, lacking, membersOf } from './members.ts'

interface ChangeMembersProps {
  readonly group: ReaderGroup
  readonly onClose: () => void
}

/** Lets readers in and out: a new key of the group, under which the former one is kept for those who read now. */
export function ChangeMembers({ group, onClose }: ChangeMembersProps) {
  const words = useWords()
  const candidates = useAsk<Candidates>('sealing.candidates', { module: group.module })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('sealing.change')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      {candidates.data === undefined ? (
        <Slow />
      ) : (
        <ChangeForm group={group} colleagues={candidates.data.colleagues} onClose={onClose} />
      )}
    </Modal>
  )
}

/** As it is now, without whom no group could name any more: whose days are over, who left, who lost their keys. */
function chosenNow(group: ReaderGroup, colleagues: readonly Candidate[]): Chosen {
  const { members } = group.epochs.at(-1)!.statement
  const today = new Date().toISOString().slice(0, 10)
  const able = new Map(colleagues.map(each => [each.id, each]))
  const readers = members.filter(
    ({ keys, role, until }) =>
      role === 'reader' && able.get(keys.staff)?.mayRead === true && (until === null || until >= today),
  )
  const [first, second] = members.filter(({ keys, role }) => role === 'recovery' && able.get(keys.staff)?.keys)
  return {
    readers: readers.map(({ keys }) => keys.staff),
    officers: [first?.keys.staff ?? null, second?.keys.staff ?? null],
    until: Object.fromEntries(readers.map(({ keys, until }) => [keys.staff, until])),
  }
}

function ChangeForm({
  group,
  colleagues,
  onClose,
}: ChangeMembersProps & { readonly colleagues: readonly Candidate[] }) {
  const words = useWords()
  const client = useQueryClient()
  const keys = useGroupKeys(group)
  const [chosen, setChosen] = useState(() => chosenNow(group, colleagues))
  const lacks = lacking(chosen)
  const changing = useMutation({
    mutationFn: async () => {
      const { epochs, id } = group
      const lastKey = keys!.get(epochs.length - 1)!
      const members = membersOf(chosen, colleagues)
      const epoch = await newEpoch(usedKeys()!, { group: id, members, epochs, lastKey, at: new Date().toISOString() })
      await api.command('sealing.change', { id, epoch })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sealing'] })
      toast(words.say('ui.saved'))
      onClose()
    },
  })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (lacks === null && keys !== null) changing.mutate()
      }}
    >
      <Stack>
        {changing.isError && <Refused error={changing.error} />}
        <Text>{words.say('sealing.change.explained')}</Text>
        <MemberChoice chosen={chosen} candidates={colleagues} onChange={setChosen} />
        {lacks !== null && <Text c="brick">{words.say(`sealing.lacks.${lacks}`)}</Text>}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button type="submit" loading={changing.isPending} disabled={keys === null}>
            {words.say('sealing.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
