import { Button, Group, Text } from '@mantine/core'
import {
  afterCaseAct,
  api,
  ColleagueName,
  Go,
  type ListedRow,
  Surface,
  toast,
  useDesk,
  useMay,
  useSession,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AddDialog } from './addDialog.tsx'
import type { CasePlace } from './caseScreen.tsx'
import { colleagueInput } from './inputs.tsx'

interface FollowingProps extends CasePlace {
  readonly watchers: readonly ListedRow[]
  readonly links: readonly ListedRow[]
}

/** Colleagues who follow the case, and cases that belong to it, as far as the reader may know of them. */
export function Following({ module, row, watchers, links }: FollowingProps) {
  const words = useWords()
  const may = useMay()
  const { staffId } = useSession()
  const [adding, setAdding] = useState(false)
  const following = useFollowing({ module, row })
  const present = watchers.filter(({ withdrawn_at: gone }) => gone == null)
  const mine = present.find(({ staff }) => staff === staffId)
  const mayAdd = may(module.name, 'create')
  const mayChange = may(module.name, 'change')
  if (present.length === 0 && links.length === 0 && !mayAdd) return null
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
          </Group>
        )
      }
    >
      {present.length > 0 && (
        <Text component="div">
          {words.say('case.follow.followers')}:{' '}
          {present.map(({ id, staff }, i) => (
            <span key={id}>
              {i > 0 && ', '}
              <ColleagueName id={String(staff)} />
            </span>
          ))}
        </Text>
      )}
      <Links module={module.name} links={links} />
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

/** Begins to follow, or, given the reader's own row, stops. */
function useFollowing({ module, row }: CasePlace) {
  const words = useWords()
  const client = useQueryClient()
  const { staffId } = useSession()
  return useMutation({
    mutationFn: (mine: ListedRow | null) =>
      mine === null
        ? api.create(module, 'watcher', { parent_id: row.id, staff: staffId } as never)
        : api.change(module, 'watcher', mine.id, mine.version, { withdrawn_at: new Date().toISOString() } as never),
    onSuccess: async () => {
      await afterCaseAct(client, module.name)
      toast(words.say('ui.saved'))
    },
  })
}

function Links({ module, links }: { readonly module: string; readonly links: readonly ListedRow[] }) {
  const words = useWords()
  const { modules } = useDesk()
  if (links.length === 0) return null
  return (
    <ul className="nansen-case-notes">
      {links.map(link => {
        const other = modules.find(({ name }) => name === link.to_module)
        const kind = words.say(`${module}.link.${String(link.kind)}`)
        return (
          <li key={link.id}>
            {other?.case == null ? (
              kind
            ) : (
              <Go to={`/${other.name}/${other.case.record}/${String(link.to_case)}`}>
                {kind}: {words.say(`${other.name}.module`)}
              </Go>
            )}
          </li>
        )
      })}
    </ul>
  )
}
