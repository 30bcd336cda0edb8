import { Anchor, Button, FileButton, Group, Input, Progress, Text } from '@mantine/core'
import { type Id, Refusal } from '@nansen/kernel'
import { useState } from 'react'
import { attachmentAddress, upload } from '../client/upload.ts'
import { useWords } from '../language/words.ts'
import { sayRefusal } from '../parts/sayRefusal.ts'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'

type File_ = Id<'attachment'>

function AttachmentInput(props: InputProps<File_>) {
  const words = useWords()
  const [part, setPart] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (file: File | null) => {
    if (file === null) return
    setProblem(null)
    setPart(0)
    try {
      const { id } = await upload(file, file.name, setPart)
      props.onChange(id as File_)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      setProblem(sayRefusal(refusal, words))
    } finally {
      setPart(null)
    }
  }
  return (
    <Input.Wrapper
      id={props.id}
      label={props.label}
      withAsterisk={!props.field.optional}
      error={problem ?? props.problem}
      labelElement="div"
      size="md"
    >
      <Group gap="sm" mt={4}>
        <FileButton onChange={send} disabled={props.disabled ?? false}>
          {button => (
            <Button {...button} id={props.id} variant="default" loading={part !== null}>
              {words.say(props.value === null ? 'ui.choose-file' : 'ui.replace-file')}
            </Button>
          )}
        </FileButton>
        {props.value !== null && (
          <>
            <FileLink id={props.value} />
            <Button variant="subtle" size="compact-sm" onClick={() => props.onChange(null)}>
              {words.say('ui.remove')}
            </Button>
          </>
        )}
      </Group>
      {part !== null && <Progress mt="xs" value={part * 100} aria-label={words.say('ui.sending-file')} />}
      {part !== null && (
        <Text size="sm" c="dimmed">
          {words.number(part, { style: 'percent' })}
        </Text>
      )}
    </Input.Wrapper>
  )
}

function FileLink({ id }: { readonly id: string }) {
  const { say } = useWords()
  return (
    <Anchor href={attachmentAddress(id)} target="_blank" rel="noreferrer">
      {say('ui.open-file')}
    </Anchor>
  )
}

/** A stored file. It is opened on request only, because opening it is audited. */
export const AttachmentKind: KindOnScreen<File_> = {
  Input: AttachmentInput,
  Output: ({ value }) => <FileLink id={value} />,
}
