import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import type { Module } from '@nansen/model'
import { fromText, type SealedContent, sealText, toText } from '@nansen/sealed'
import {
  afterCaseAct,
  api,
  Go,
  type ListedRow,
  Refused,
  SealedText,
  toast,
  UnlockKeys,
  usedKeys,
  useOwnKeys,
  useSealing,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** What stands in a note's `sealed_text`, as JSON in base64: the sealed content, and the name under which it was bound to its case. */
interface Envelope extends SealedContent {
  readonly id: string
}

const VERSION = 1

/** A sealed note as its readers see it. */
export function SealedNoteText({ module, note }: { readonly module: Module; readonly note: ListedRow }) {
  const words = useWords()
  if (typeof note.sealed_text !== 'string') return <Text c="dimmed">{words.say('sealed.locked-text')}</Text>
  const { id, ...content } = JSON.parse(new TextDecoder().decode(fromText(note.sealed_text))) as Envelope
  const record = String(note.root_id)
  return <SealedText content={content} place={{ module: module.name, record, id, version: VERSION }} />
}

interface SealNoteProps {
  readonly module: Module
  readonly caseId: string
  readonly onClose: () => void
}

/** Words that leave this page only as ciphertext for a group of readers. */
export function SealNote(props: SealNoteProps) {
  const words = useWords()
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={words.say('case.add.sealed-note')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      {useOwnKeys() === null ? <UnlockKeys /> : <SealForm {...props} />}
    </Modal>
  )
}

function SealForm({ module, caseId, onClose }: SealNoteProps) {
  const words = useWords()
  const client = useQueryClient()
  const sealing = useSealing()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const groups = (sealing.data?.groups ?? []).filter(
    each => each.module === module.name && each.mine === 'reader' && each.fault === null,
  )
  const group = groups.find(({ id }) => id === chosen) ?? (groups.length === 1 ? groups[0] : undefined)
  const adding = useMutation({
    mutationFn: async () => {
      const id = crypto.randomUUID()
      const place = { module: module.name, record: caseId, id, version: VERSION }
      const envelope: Envelope = { id, ...(await sealText(usedKeys()!, group!.epochs.at(-1)!, place, text)) }
      const sealed_text = toText(new TextEncoder().encode(JSON.stringify(envelope)))
      const values = { parent_id: caseId, level: 'sealed', sealed_for: group!.id, sealed_text }
      return api.create(module, 'note', values as never)
    },
    onSuccess: async () => {
      await afterCaseAct(client, module.name)
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
        if (group && text.trim()) adding.mutate()
      }}
    >
      <Stack>
        {adding.isError && <Refused error={adding.error} />}
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
          <Button type="submit" loading={adding.isPending} disabled={!group || !text.trim()}>
            {words.say('case.seal')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
