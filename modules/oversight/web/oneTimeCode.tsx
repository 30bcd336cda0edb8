import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { api, Refused, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newPaperCode } from '../paperCode.ts'

interface OneTimeCodeProps {
  readonly command: 'admin.issue-code' | 'admin.approve-reset'
  /** Whom, or which request, the code is for. */
  readonly of: Readonly<Record<string, string>>
  readonly onClose: () => void
}

/** Makes a one-time code in this browser and shows it once, to be copied onto paper and handed over in person. */
export function OneTimeCode({ command, of, onClose }: OneTimeCodeProps) {
  const words = useWords()
  const client = useQueryClient()
  const [code] = useState(newPaperCode)
  const issuing = useMutation({
    mutationFn: () => api.command(command, { ...of, code }),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={!issuing.isSuccess}
      size="lg"
      title={words.say('oversight.code.title')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        <Text>{words.say('oversight.code.explained')}</Text>
        {issuing.isError && <Refused error={issuing.error} />}
        {issuing.isSuccess && (
          <Code display="block" p="sm" dir="ltr" fz="lg" ta="center">
            {code}
          </Code>
        )}
        <Group justify="end">
          {issuing.isSuccess ? (
            <Button onClick={onClose}>{words.say('oversight.code.copied')}</Button>
          ) : (
            <Button loading={issuing.isPending} onClick={() => issuing.mutate()}>
              {words.say('oversight.code.issue')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
