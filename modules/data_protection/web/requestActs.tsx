import { Button, Group, Text } from '@mantine/core'
import { code, note } from '@nansen/model'
import { ActDialog, api, Refused, toast, useMay, useModule, useSession, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RequestCase } from './requestCase.ts'

type Dialog = 'decide' | 'extend' | 'agree' | 'disagree' | 'erase'
const DECISION = {
  decision: code(['granted', 'granted-in-part', 'refused']),
  decided_because: note({ max: 1_000 }),
} as const
const EXTENSION = { extended_because: note({ max: 1_000 }) } as const

type Request = RequestCase['request']

const isErasing = ({ kind, decision }: Request): boolean =>
  kind === 'erasure' && decision !== null && decision !== 'refused'

/** What an officer may do in the state it is in. The database judges again. */
function dialogsOf(
  request: Request,
  own: boolean,
  { decides, erases }: { readonly decides: boolean; readonly erases: boolean },
): readonly Dialog[] {
  if (request.state === 'approved') return erases ? ['erase'] : []
  if (!decides) return []
  if (request.state === 'decided') return isErasing(request) && !own ? ['agree', 'disagree'] : []
  const extended = request.extended_on !== null
  if (request.state === 'received') return extended ? [] : ['extend']
  if (request.state === 'in-work') return extended ? ['decide'] : ['decide', 'extend']
  return []
}

/** What can be done with the request now, by whoever looks; what waits for a second person says so. */
export function RequestActs({ of }: { readonly of: RequestCase }) {
  const words = useWords()
  const may = useMay()
  const session = useSession()
  const [open, setOpen] = useState<Dialog | null>(null)
  const { request } = of
  const changes = may('data_protection', 'change')
  const erasing = isErasing(request)
  const own = request.decided_by === session.staffId
  const rights = { decides: may('data_protection', 'approve'), erases: may('data_protection', 'approve', 'protected') }
  const offered = dialogsOf(request, own, rights)
  const moves = [
    ...(request.state === 'received' ? ['take'] : []),
    ...((request.state === 'decided' && !erasing) || request.state === 'erased' ? ['answer'] : []),
    ...(['received', 'in-work'].includes(request.state) ? ['withdraw'] : []),
  ]
  return (
    <Group gap="sm" mb="md">
      {changes && moves.map(name => <Move key={name} of={of} name={name} />)}
      {offered.map(name => (
        <Button
          key={name}
          variant={name === 'extend' || name === 'disagree' ? 'default' : 'filled'}
          {...(name === 'erase' ? { color: 'brick' } : {})}
          onClick={() => setOpen(name)}
        >
          {words.say(`data_protection.${name === 'extend' ? 'case' : 'move'}.${name}`)}
        </Button>
      ))}
      {request.state === 'decided' && erasing && own && (
        <Text size="sm" c="dimmed">
          {words.say('data_protection.case.second-person')}
        </Text>
      )}
      {open !== null && <RequestDialog name={open} requestId={request.id} onClose={() => setOpen(null)} />}
    </Group>
  )
}

interface DialogProps {
  readonly name: Dialog
  readonly requestId: string
  readonly onClose: () => void
}

function RequestDialog({ name, requestId, onClose }: DialogProps) {
  const words = useWords()
  const title = words.say(`data_protection.${name === 'extend' ? 'case' : 'move'}.${name}`)
  const shared = { module: 'data_protection', record: 'request', title, confirm: title, onClose } as const
  switch (name) {
    case 'decide':
      return (
        <ActDialog
          {...shared}
          fields={DECISION}
          command="data_protection.decide"
          input={({ decision, decided_because }) => ({ requestId, decision, because: decided_because })}
        />
      )
    case 'extend':
      return (
        <ActDialog
          {...shared}
          fields={EXTENSION}
          command="data_protection.extend"
          input={({ extended_because }) => ({ requestId, because: extended_because })}
        />
      )
    case 'erase':
      return (
        <ActDialog
          {...shared}
          fields={{}}
          explained={words.say('data_protection.case.erase-explained')}
          command="data_protection.erase"
          input={() => ({ requestId })}
        />
      )
    default:
      return (
        <ActDialog
          {...shared}
          fields={{}}
          {...(name === 'agree' ? { explained: words.say('data_protection.case.agree-explained') } : {})}
          command="data_protection.agree"
          input={() => ({ requestId, agree: name === 'agree' })}
        />
      )
  }
}

function Move({ of: { request }, name }: { readonly of: RequestCase; readonly name: string }) {
  const words = useWords()
  const client = useQueryClient()
  const module = useModule('data_protection')!
  const moving = useMutation({
    mutationFn: () => api.move(module, 'request', request.id, name, request.version, {} as never),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
    },
  })
  return (
    <>
      {moving.isError && <Refused error={moving.error} />}
      <Button
        variant={name === 'withdraw' ? 'default' : 'filled'}
        loading={moving.isPending}
        onClick={() => moving.mutate()}
      >
        {words.say(`data_protection.move.${name}`)}
      </Button>
    </>
  )
}
