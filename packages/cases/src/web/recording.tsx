import { Button, FileButton, Group, Input, Progress, Text } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { attachmentAddress, sayRefusal, upload, useWords } from '@nansen/ui'
import { useState } from 'react'

interface RecordingProps {
  readonly label: string
  readonly id: string | null
  /** An edition that is only read. */
  readonly still: boolean
  readonly onChange: (id: string | null) => void
}

/** What was recorded at an interview. It is fetched when it is played, because that is audited. */
export function Recording({ label, id, still, onChange }: RecordingProps) {
  const words = useWords()
  const [part, setPart] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  if (still && id === null) return null
  const send = async (file: File | null) => {
    if (file === null) return
    setProblem(null)
    setPart(0)
    try {
      onChange((await upload(file, file.name, setPart, 'recording')).id)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      setProblem(
        refusal.code === 'unreadable-image' ? words.say('case.words.no-recording') : sayRefusal(refusal, words),
      )
    } finally {
      setPart(null)
    }
  }
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      size="md"
      error={problem}
      description={still ? undefined : words.say('case.words.recording-kinds')}
    >
      {id !== null && (
        // biome-ignore lint/a11y/useMediaCaption: what was said stands beside it, typed by who listened
        <audio controls preload="none" src={attachmentAddress(id)} aria-label={label} className="nansen-recording" />
      )}
      {!still && (
        <Group gap="sm" mt={4}>
          <FileButton onChange={send} accept="audio/*">
            {button => (
              <Button {...button} variant="default" loading={part !== null}>
                {words.say(id === null ? 'ui.choose-file' : 'ui.replace-file')}
              </Button>
            )}
          </FileButton>
          {id !== null && (
            <Button variant="subtle" size="compact-md" color="gray" onClick={() => onChange(null)}>
              {words.say('ui.remove')}
            </Button>
          )}
        </Group>
      )}
      {part !== null && <Progress mt="xs" value={part * 100} aria-label={words.say('ui.sending-file')} />}
      {part !== null && (
        <Text size="sm" c="dimmed">
          {words.number(part, { style: 'percent' })}
        </Text>
      )}
    </Input.Wrapper>
  )
}
