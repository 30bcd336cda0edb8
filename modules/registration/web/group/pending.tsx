import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AnswerTransfer } from './answerTransfer.tsx'
import type { GroupMember } from './groupScreen.tsx'
import { Unmerge } from './unmerge.tsx'

export interface MergeBefore {
  readonly id: string
  readonly number: string
  readonly because: string
  readonly on: string
  readonly since: readonly string[]
}
interface PendingOfGroup {
  readonly merges: readonly MergeBefore[]
  readonly transfer: { readonly id: string; readonly to_name: string; readonly because: string } | null
  readonly may: { readonly merge: boolean; readonly transfer: boolean }
}

export const usePending = (id: string) => useAsk<PendingOfGroup>('registration.groupPending', { id }).data

interface PendingProps {
  readonly groupId: string
  readonly members: readonly GroupMember[]
}

/** What waits for an answer, and merges that can be taken back. */
export function Pending({ groupId, members }: PendingProps) {
  const words = useWords()
  const { say } = words
  const pending = usePending(groupId)
  const [withdrawing, setWithdrawing] = useState(false)
  const [undoing, setUndoing] = useState<MergeBefore | null>(null)
  if (pending === undefined) return null
  const { merges, transfer, may } = pending
  return (
    <>
      {transfer && (
        <Alert color="blue" title={say('registration.transfer.waits', { office: transfer.to_name })} data-transfer>
          <Text size="sm">
            <bdi>{transfer.because}</bdi>
          </Text>
          {may.transfer && (
            <Button mt="sm" size="compact-md" variant="default" onClick={() => setWithdrawing(true)}>
              {say('registration.act.withdraw')}
            </Button>
          )}
        </Alert>
      )}
      {merges.length > 0 && (
        <Surface title={words.records('registration', 'group_merge')}>
          <Stack gap="sm">
            {merges.map(merge => (
              <Group key={merge.id} justify="space-between" align="start" gap="sm">
                <div>
                  <Text>{say('registration.merge.was', { number: merge.number })}</Text>
                  <Text size="sm" c="dimmed">
                    {words.instant(merge.on)} · <bdi>{merge.because}</bdi>
                  </Text>
                </div>
                {may.merge && (
                  <Button size="compact-md" variant="default" onClick={() => setUndoing(merge)}>
                    {say('registration.act.unmerge')}
                  </Button>
                )}
              </Group>
            ))}
          </Stack>
        </Surface>
      )}
      {withdrawing && transfer && (
        <AnswerTransfer transferId={transfer.id} answer="withdrawn" onClose={() => setWithdrawing(false)} />
      )}
      {undoing && <Unmerge merge={undoing} members={members} onClose={() => setUndoing(null)} />}
    </>
  )
}
