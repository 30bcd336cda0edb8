import { Button, CloseButton, Group, Text } from '@mantine/core'
import {
  afterCaseAct,
  api,
  ColleagueName,
  type ListedRow,
  Surface,
  toast,
  useColleague,
  useMay,
  useSession,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AddDialog } from './addDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'
import { colleagueInput } from './inputs.tsx'
import { LinkDialog, Links } from './links.tsx'

interface FollowingProps extends CasePlace {
  readonly watchers: readonly ListedRow[]
  /** Whether there are any: told in full by a question of their own. */
  readonly isLinked: boolean
}

/** Colleagues who follow the case, and cases that belong to it, as far as the reader may know of them. */
export function Following({ module, row, watchers, isLinked }: FollowingProps) {
  const words = useWords()
  const may = useMay()
  const { staffId } = useSession()
  const [adding, setAdding] = useState(false)
  const [linking, setLinking] = useState(false)
  const following = useFollowing({ module, row })
  const present = watchers.filter(({ withdrawn_at: gone }) => gone == null)
  const mine = present.find(({ staff }) => staff === staffId)
  const mayAdd = may(module.name, 'create')
  const mayChange = may(module.name, 'change')
  if (present.length === 0 && !isLinked && !mayAdd) return null
  return (
    <Surface
      mt="md"
      title={words.say('case.follow.title')}
      actions={
        mayAdd && (
          <Group gap="xs">
            {(mine === undefined || mayChange) && (
              <Button
                variant="subtle"
                size="compact-md"
                loading={following.isPending}
                onClick={() => following.mutate(mine ?? null)}
              >
                {words.say(mine === undefined ? 'case.follow.me' : 'case.follow.stop')}
              </Button>
            )}
            <Button variant="subtle" size="compact-md" onClick={() => setAdding(true)}>
              {words.say('case.follow.add')}
            </Button>
            {module.case!.links.length > 0 && (
              <Button variant="subtle" size="compact-md" onClick={() => setLinking(true)}>
                {words.say('case.link.add')}
              </Button>
            )}
          </Group>
        )
      }
    >
      {present.length > 0 && (
        <Text component="div">
          {words.say('case.follow.followers')}:{' '}
          {present.map((each, i) => (
            <span key={each.id}>
              {i > 0 && ', '}
              <Follower
                staff={String(each.staff)}
                onEnd={mayChange && each.staff !== staffId ? () => following.mutate(each) : null}
              />
            </span>
          ))}
        </Text>
      )}
      {isLinked && <Links module={module} row={row} />}
      {linking && <LinkDialog module={module} row={row} onClose={() => setLinking(false)} />}
      {adding && (
        <AddDialog
          module={module}
          record="watcher"
          parentId={row.id}
          fields={() => [['staff', module.records.watcher!.fields.staff!]]}
          inputs={{ staff: colleagueInput(module.name, row.id) }}
          title={words.say('case.follow.add')}
          onClose={() => setAdding(false)}
        />
      )}
    </Surface>
  )
}

interface FollowerProps {
  readonly staff: string
  /** Null: not for the reader to end. */
  readonly onEnd: (() => void) | null
}

/** Somebody who follows, and who no longer needs to. */
function Follower({ staff, onEnd }: FollowerProps) {
  const words = useWords()
  const name = useColleague(staff)
  return (
    <>
      <ColleagueName id={staff} />
      {onEnd !== null && (
        <CloseButton
          size="sm"
          display="inline-flex"
          style={{ verticalAlign: 'middle' }}
          aria-label={words.say('case.follow.remove', { name: name ?? '' })}
          onClick={onEnd}
        />
      )}
    </>
  )
}

/** Begins to follow; or, given a row, ends it. */
function useFollowing({ module, row }: CasePlace) {
  const words = useWords()
  const client = useQueryClient()
  const { staffId } = useSession()
  return useMutation({
    mutationFn: (ending: ListedRow | null) =>
      ending === null
        ? api.create(module, 'watcher', { parent_id: row.id, staff: staffId } as never)
        : api.change(module, 'watcher', ending.id, ending.version, { withdrawn_at: new Date().toISOString() } as never),
    onSuccess: async () => {
      await afterCaseAct(client, module.name)
      toast(words.say('ui.saved'))
    },
  })
}
