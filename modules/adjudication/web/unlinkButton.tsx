import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { api, Refused, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Shorter is not a reason. Characters; the server asks the same. */
const SHORTEST = 10

/** Takes a link back, with a reason. */
export function UnlinkButton({ linkId }: { readonly linkId: string }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [because, setBecause] = useState('')
  const unlink = useMutation({
    mutationFn: () => api.command('adjudication.unlink', { linkId, because }),
    onSuccess: () => {
      setAsking(false)
      toast(say('adjudication.desk.unlinked'))
      return queries.invalidateQueries()
    },
  })
  return (
    <>
      <Button variant="light" color="red" onClick={() => setAsking(true)}>
        {say('adjudication.desk.unlink')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('adjudication.desk.unlink')}
        closeButtonProps={{ 'aria-label': say('ui.close') }}
      >
        <Stack>
          <Textarea
            data-autofocus
            label={say('adjudication.desk.unlinkWhy')}
            value={because}
            onChange={event => setBecause(event.currentTarget.value)}
            autosize
            minRows={2}
            withAsterisk
          />
          {unlink.error && <Refused error={unlink.error} />}
          <Group justify="end">
            <Button
              color="red"
              disabled={because.trim().length < SHORTEST}
              loading={unlink.isPending}
              onClick={() => unlink.mutate()}
            >
              {say('adjudication.desk.unlink')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
