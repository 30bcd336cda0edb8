import { Button, Group, List, Modal, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type Consequence } from '../client/api.ts'
import { useWords } from '../language/words.ts'
import { Refused } from '../parts/refused.tsx'
import { Slow } from '../parts/slow.tsx'

interface ConsequencesDialogProps<T> {
  /** The command, `module.verb`, and what it would be given. */
  readonly command: string
  readonly input: Readonly<Record<string, unknown>>
  readonly title: string
  /** The word on the button: what is about to be done. */
  readonly confirm: string
  readonly onDone: (result: T) => void
  readonly onCancel: () => void
  /** Turns codes among a consequence's values into words. */
  readonly inWords?: (values: Consequence['values']) => Consequence['values']
}

/** Says what an act will bring about before it is done. An act that blocks cannot be confirmed. */
export function ConsequencesDialog<T>({
  command,
  input,
  title,
  confirm,
  onDone,
  onCancel,
  inWords = values => values,
}: ConsequencesDialogProps<T>) {
  const words = useWords()
  const client = useQueryClient()
  const preview = useQuery({
    queryKey: ['preview', command, input],
    queryFn: () => api.preview(command, input),
    gcTime: 0,
    retry: false,
  })
  const doing = useMutation({
    mutationFn: () => api.command<T>(command, input),
    onSuccess: async result => {
      // What would have followed is not asked again: it has happened, and the answer would be a refusal.
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'preview' })
      onDone(result)
    },
  })
  const consequences = (preview.data?.consequences ?? []).map(each => ({ ...each, values: inWords(each.values) }))
  const blocked = consequences.some(each => each.severity === 'blocks')
  return (
    <Modal opened onClose={onCancel} size="lg" title={title} closeButtonProps={{ 'aria-label': words.say('ui.close') }}>
      {preview.isPending && <Slow />}
      {preview.isError && <Refused error={preview.error} onAgain={() => void preview.refetch()} />}
      {doing.isError && <Refused error={doing.error} />}
      {preview.isSuccess && consequences.length === 0 && <Text>{words.say('consequences.none')}</Text>}
      {consequences.length > 0 && <Consequences consequences={consequences} />}
      <Group justify="end" mt="lg">
        <Button variant="default" onClick={onCancel}>
          {words.say('ui.cancel')}
        </Button>
        <Button disabled={blocked || !preview.isSuccess} loading={doing.isPending} onClick={() => doing.mutate()}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}

/** The gravest first. */
const GRAVITY = { blocks: 0, warning: 1, info: 2 } as const

export function Consequences({ consequences }: { readonly consequences: readonly Consequence[] }) {
  const words = useWords()
  const sorted = [...consequences].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity])
  return (
    <List listStyleType="none" spacing="xs" className="nansen-consequences">
      {sorted.map(each => (
        <List.Item key={`${each.label} ${JSON.stringify(each.values)}`} data-severity={each.severity}>
          {each.severity !== 'info' && <strong>{words.say(`consequences.${each.severity}`)} </strong>}
          {words.say(labelKey(each.label), each.values)}
        </List.Item>
      ))}
    </List>
  )
}

/** `consequence.registration.focal-point-moves` -> the module's own label `registration.consequence.focal-point-moves`. */
export function labelKey(label: string): string {
  const [first, module, ...rest] = label.split('.')
  return first === 'consequence' && module !== undefined && rest.length > 0
    ? `${module}.consequence.${rest.join('.')}`
    : label
}
