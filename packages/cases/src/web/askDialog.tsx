import { Button, Group, Modal, Stack } from '@mantine/core'
import { Refused, useWords } from '@nansen/ui'
import type { ReactNode } from 'react'
import type { Sending } from './sending.ts'

interface AskDialogProps {
  readonly title: string
  /** Whether everything is answered that must be. */
  readonly ready: boolean
  readonly sending: Sending
  readonly onGo: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Questions in front of a page, and one button that says what it does. */
export function AskDialog({ title, ready, sending, onGo, onClose, children }: AskDialogProps) {
  const words = useWords()
  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ 'aria-label': words.say('ui.close') }}>
      <Stack>
        {sending.isError && <Refused error={sending.error} />}
        {children}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button disabled={!ready} loading={sending.isPending} onClick={onGo}>
            {title}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
