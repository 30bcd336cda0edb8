import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { api, Refused, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { findingName } from './findingName.ts'

/** As the command's. Characters. */
const SHORTEST_REASON = 10

interface ConfirmCorrectProps {
  readonly individualId: string
  readonly rule: string
  readonly onClose: () => void
}

/** That a finding is right as it is, with the reason: real families break rules. */
export function ConfirmCorrect({ individualId, rule, onClose }: ConfirmCorrectProps) {
  const words = useWords()
  const { say } = words
  const queries = useQueryClient()
  const [because, setBecause] = useState('')
  const confirm = useMutation({
    mutationFn: () => api.command('registration.confirmCorrect', { individualId, rule, because }),
    onSuccess: async () => {
      toast(say('registration.act.done'))
      onClose()
      await queries.invalidateQueries()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('registration.quality.confirmTitle')}
      closeButtonProps={{ 'aria-label': say('ui.close') }}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          confirm.mutate()
        }}
      >
        <Stack>
          <Text fw={600}>{findingName(rule, words)}</Text>
          <Text size="sm" c="dimmed">
            {say('registration.quality.confirmIntro')}
          </Text>
          {confirm.error && <Refused error={confirm.error} />}
          <Textarea
            data-autofocus
            label={words.field('registration', 'finding_confirmed', 'because')}
            withAsterisk
            autosize
            minRows={2}
            maxLength={10_000}
            value={because}
            onChange={event => setBecause(event.currentTarget.value)}
          />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('ui.cancel')}
            </Button>
            <Button type="submit" loading={confirm.isPending} disabled={because.trim().length < SHORTEST_REASON}>
              {say('registration.quality.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
