import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { api, Go, Refused, Slow, Surface, toast, useAsk, useDesk, useMay, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

interface Kind {
  readonly module: string
  readonly record: string
  readonly many: number
}
interface Receiver {
  readonly module: string
  readonly record: string
  readonly id: string
  readonly name: string
}
const keyOf = ({ module, record }: Pick<Kind, 'module' | 'record'>): string => `${module}.${record}`

/** What somebody who leaves is the owner of: how much of each kind, and who takes it over. Who arranges it reads none of it. */
export function LeftBehind({ staffId }: { readonly staffId: string }) {
  const words = useWords()
  const may = useMay()
  const left = useAsk<{ readonly rows: readonly Kind[] }>('admin.left-behind', { staffId })
  const kinds = left.data?.rows ?? []
  return (
    <Surface title={words.say('oversight.goings.left-behind')} mt="md">
      {left.isPending && <Slow />}
      {left.isError && <Refused error={left.error} />}
      {left.data !== undefined && kinds.length === 0 && (
        <Text c="dimmed">{words.say('oversight.goings.nothing-left')}</Text>
      )}
      {kinds.length > 0 && may('admin', 'change') && <HandOver staffId={staffId} kinds={kinds} />}
      {kinds.length > 0 && !may('admin', 'change') && kinds.map(kind => <Named key={keyOf(kind)} kind={kind} />)}
    </Surface>
  )
}

function Named({ kind }: { readonly kind: Kind }) {
  const words = useWords()
  const { modules } = useDesk()
  const key = `${kind.module}.record.${kind.record}.plural`
  const name = words.has(key) ? words.say(key) : words.say('oversight.goings.given-cases')
  const canOpen = modules.some(each => each.name === kind.module && Object.hasOwn(each.records, kind.record))
  return (
    <Text component="span">
      {words.say(`${kind.module}.module`)} · {canOpen ? <Go to={`/${kind.module}/${kind.record}`}>{name}</Go> : name}{' '}
      <span className="nansen-count">{words.number(kind.many)}</span>
    </Text>
  )
}

/** A receiver for each kind, or one for all that can take them; done at once. */
function HandOver({ staffId, kinds }: { readonly staffId: string; readonly kinds: readonly Kind[] }) {
  const words = useWords()
  const client = useQueryClient()
  const { data, error } = useAsk<{ readonly rows: readonly Receiver[] }>('admin.receivers', { staffId })
  const [to, setTo] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const of = (kind: Kind) => (data?.rows ?? []).filter(each => keyOf(each) === keyOf(kind))
  const chosen = kinds.filter(kind => to[keyOf(kind)] !== undefined)
  const everything = [...new Map((data?.rows ?? []).map(({ id, name }) => [id, name]))].filter(([id]) =>
    kinds.every(kind => of(kind).some(each => each.id === id)),
  )
  const handing = useMutation({
    mutationFn: () =>
      api.command<{ many: number }>('admin.hand-over', {
        staffId,
        receivers: chosen.map(kind => ({ module: kind.module, record: kind.record, to: to[keyOf(kind)] })),
        reason: reason.trim(),
      }),
    onSuccess: async ({ many }) => {
      setTo({})
      await client.invalidateQueries()
      toast(words.say('oversight.goings.handed-over', { many: words.number(many) }))
    },
  })
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {words.say('oversight.goings.hand-over')}
      </Text>
      {error && <Refused error={error} />}
      {kinds.length > 1 && everything.length > 0 && (
        <Select
          label={words.say('oversight.goings.all-to')}
          clearable
          maw="28rem"
          data={everything.map(([value, label]) => ({ value, label }))}
          value={null}
          onChange={id => id !== null && setTo(Object.fromEntries(kinds.map(kind => [keyOf(kind), id])))}
        />
      )}
      {kinds.map(kind => (
        <Group key={keyOf(kind)} justify="space-between" data-left={keyOf(kind)}>
          <Named kind={kind} />
          {data !== undefined && of(kind).length === 0 ? (
            <Text size="sm" c="dimmed">
              {words.say('oversight.goings.no-receiver')}
            </Text>
          ) : (
            <Select
              aria-label={words.say('oversight.goings.receiver')}
              placeholder={words.say('oversight.goings.receiver')}
              clearable
              searchable
              data={of(kind).map(({ id, name }) => ({ value: id, label: name }))}
              value={to[keyOf(kind)] ?? null}
              onChange={id => {
                const { [keyOf(kind)]: _, ...others } = to
                setTo(id === null ? others : { ...others, [keyOf(kind)]: id })
              }}
            />
          )}
        </Group>
      ))}
      <Textarea
        label={words.field('oversight', 'act', 'reason')}
        withAsterisk
        autosize
        maxLength={500}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      {handing.isError && <Refused error={handing.error} />}
      <Group justify="end">
        <Button
          disabled={chosen.length === 0 || reason.trim() === ''}
          loading={handing.isPending}
          onClick={() => handing.mutate()}
        >
          {words.say('oversight.goings.hand-over-now')}
        </Button>
      </Group>
    </Stack>
  )
}
