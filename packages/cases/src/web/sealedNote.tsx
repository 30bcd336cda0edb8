import { Button, FileInput, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import type { Module } from '@nansen/model'
import { type Epoch, fromText, type OwnKeys, type SealedContent, sealText, toText } from '@nansen/sealed'
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
import { useRef, useState } from 'react'
import { refuseLarge, SealedFiles, sealFile } from './sealedFiles.tsx'

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
  return (
    <>
      <SealedText content={content} place={{ module: module.name, record, id, version: VERSION }} />
      <SealedFiles module={module.name} caseId={record} noteId={note.id} />
    </>
  )
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
  const [files, setFiles] = useState<File[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  // What was kept before a file could not be sent is not kept twice.
  const kept = useRef<{ note: string | null; files: Set<File> }>({ note: null, files: new Set() })
  const groups = (sealing.data?.groups ?? []).filter(
    each => each.module === module.name && each.mine === 'reader' && each.fault === null,
  )
  const group = groups.find(({ id }) => id === chosen) ?? (groups.length === 1 ? groups[0] : undefined)
  const adding = useMutation({
    mutationFn: async () => {
      refuseLarge(files)
      const [own, epoch] = [usedKeys()!, group!.epochs.at(-1)!]
      kept.current.note ??= await keepNote(module, caseId, own, epoch, text)
      for (const file of files) {
        if (kept.current.files.has(file)) continue
        await sealFile(own, epoch, { module: module.name, caseId }, kept.current.note, file)
        kept.current.files.add(file)
      }
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
        <FileInput
          label={words.say('case.sealed.files')}
          description={words.say('case.sealed.files-why')}
          multiple
          clearable
          clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
          value={files}
          onChange={setFiles}
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

/** The id of a note that was sealed to the group of `epoch` and kept. */
async function keepNote(module: Module, caseId: string, own: OwnKeys, epoch: Epoch, text: string): Promise<string> {
  const id = crypto.randomUUID()
  const place = { module: module.name, record: caseId, id, version: VERSION }
  const envelope: Envelope = { id, ...(await sealText(own, epoch, place, text)) }
  const sealed_text = toText(new TextEncoder().encode(JSON.stringify(envelope)))
  const values = { parent_id: caseId, level: 'sealed', sealed_for: epoch.statement.group, sealed_text }
  return (await api.create(module, 'note', values as never)).id
}
