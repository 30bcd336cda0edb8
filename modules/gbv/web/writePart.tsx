import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import {
  afterCaseAct,
  api,
  Go,
  Refused,
  toast,
  UnlockKeys,
  usedKeys,
  useOwnKeys,
  useSealing,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { gbv } from '../index.ts'
import { sealedWords } from './envelope.tsx'
import type { PartName } from './sealedParts.tsx'

interface WritePartProps {
  readonly caseId: string
  readonly part: PartName
  readonly onClose: () => void
}

/** Words that leave this page only as ciphertext for a group of readers. */
export function WritePart(props: WritePartProps) {
  const words = useWords()
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={words.option('gbv', 'part', 'part', props.part)}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      {useOwnKeys() === null ? <UnlockKeys /> : <PartForm {...props} />}
    </Modal>
  )
}

function PartForm({ caseId, part, onClose }: WritePartProps) {
  const words = useWords()
  const client = useQueryClient()
  const sealing = useSealing()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const groups = (sealing.data?.groups ?? []).filter(
    each => each.module === 'gbv' && each.mine === 'reader' && each.fault === null,
  )
  const group = groups.find(({ id }) => id === chosen) ?? (groups.length === 1 ? groups[0] : undefined)
  const saving = useMutation({
    mutationFn: async () => {
      const sealed = await sealedWords(usedKeys()!, group!.epochs.at(-1)!, caseId, text)
      const values = { parent_id: caseId, part, sealed_for: group!.id, words: sealed }
      return api.create(gbv, 'part', values as never)
    },
    onSuccess: async () => {
      await afterCaseAct(client, 'gbv')
      toast(words.say('ui.saved'))
      onClose()
    },
  })
  if (sealing.data && groups.length === 0)
    return (
      <Text>
        {words.say('case.no-readers')} <Go to="/sealing">{words.say('sealing.title')}</Go>
      </Text>
    )
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (group && text.trim()) saving.mutate()
      }}
    >
      <Stack>
        {saving.isError && <Refused error={saving.error} />}
        {groups.length > 1 && (
          <Select
            label={words.say('case.readers')}
            data={groups.map(({ id, name }) => ({ value: id, label: name }))}
            value={group?.id ?? null}
            onChange={setChosen}
          />
        )}
        {groups.length === 1 && <Text c="dimmed">{words.say('case.sealed-for', { group: groups[0]!.name })}</Text>}
        <Textarea
          label={words.say('case.sealed-words')}
          description={words.say(`gbv.sealed.ask.${part}`)}
          value={text}
          autosize
          minRows={5}
          dir="auto"
          onChange={event => setText(event.currentTarget.value)}
        />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={!group || !text.trim()}>
            {words.say('case.seal')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
