import { Button, Group, Modal, Stack } from '@mantine/core'
import { ConsequencesDialog, entryLabel, toast, useCodes, useWords } from '@nansen/ui'
import { type ReactNode, useState } from 'react'

interface ActDialogProps {
  readonly title: string
  /** The command, and what it would be given; null while answers are missing. */
  readonly command: string
  readonly input: Readonly<Record<string, unknown>> | null
  /** Told when somebody goes on while answers are missing: then each says so beside itself. Without it the button waits. */
  readonly onMissing?: () => void
  readonly confirm: string
  readonly children: ReactNode
  readonly onDone: (result: unknown) => void
  readonly onClose: () => void
}

/** An act in two steps: what is asked, then what it will bring about, said before it is done. */
export function ActDialog({ title, command, input, onMissing, confirm, children, onDone, onClose }: ActDialogProps) {
  const words = useWords()
  const { say } = words
  const { entries } = useCodes('relationship')
  const [looking, setLooking] = useState(false)
  if (looking && input !== null)
    return (
      <ConsequencesDialog
        command={command}
        input={input}
        title={title}
        confirm={confirm}
        onCancel={() => setLooking(false)}
        inWords={({ relationship, ...values }) => {
          const entry = entries.find(({ code }) => code === relationship)
          return relationship === undefined
            ? values
            : { ...values, relationship: entry === undefined ? relationship : entryLabel(entry, words) }
        }}
        onDone={result => {
          toast(say('registration.act.done'))
          onDone(result)
        }}
      />
    )
  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ 'aria-label': say('ui.close') }}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (input !== null) setLooking(true)
          else onMissing?.()
        }}
      >
        <Stack>
          {children}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('ui.cancel')}
            </Button>
            <Button type="submit" disabled={input === null && onMissing === undefined}>
              {say('registration.act.next')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
