import { Loader, Modal } from '@mantine/core'
import { api, Refused, useWords } from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Apart, type LookAlike, othersOf } from '../register/alike.ts'
import { LookDialog } from '../register/lookDialog.tsx'
import { commandOf, type EventName } from './eventForms.ts'
import { useRelationshipInWords } from './relationshipInWords.ts'

interface LookedNewcomerProps {
  readonly event: EventName
  /** Of the command; with the `person` who would be registered. */
  readonly input: Readonly<Record<string, unknown>>
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Before a newborn or an arrived relative is registered: what would follow, and who of those registered looks like them. */
export function LookedNewcomer({ event, input, onDone, onCancel }: LookedNewcomerProps) {
  const words = useWords()
  const client = useQueryClient()
  const inWords = useRelationshipInWords()
  const command = commandOf(event)
  const looked = useQuery({
    queryKey: ['preview', command, input],
    queryFn: async () => {
      const [{ consequences }, { lookAlikes }] = await Promise.all([api.preview(command, input), alikeTo(event, input)])
      return { consequences, lookAlikes }
    },
    gcTime: 0,
    retry: false,
  })
  const saving = useMutation({
    mutationFn: (apart: Apart) => {
      const others = othersOf(looked.data?.lookAlikes ?? [], apart).map(({ member: _, ...other }) => other)
      return api.command(command, others.length === 0 ? input : { ...input, others })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'preview' })
      onDone()
    },
  })
  const error = looked.error ?? saving.error
  const title = words.option('registration', 'life_event', 'kind', event)
  if (looked.data === undefined || error !== null)
    return (
      <Modal
        opened
        onClose={onCancel}
        size="lg"
        title={title}
        closeButtonProps={{ 'aria-label': words.say('ui.close') }}
      >
        {error === null ? <Loader /> : <Refused error={error} />}
      </Modal>
    )
  return (
    <LookDialog
      title={title}
      looked={{
        ...looked.data,
        consequences: looked.data.consequences.map(each => ({ ...each, values: inWords(each.values) })),
      }}
      called={() => nameIn(input)}
      confirm={words.say('ui.save')}
      busy={saving.isPending}
      onConfirm={apart => saving.mutate(apart)}
      onCancel={onCancel}
    />
  )
}

/** Of a newborn also the children of the same mother, whatever they are called. */
const alikeTo = (event: EventName, { person, mother, happenedOn }: LookedNewcomerProps['input']) =>
  event === 'birth'
    ? api.query<{ readonly lookAlikes: readonly LookAlike[] }>('registration.newbornAlike', {
        mother,
        person,
        bornOn: happenedOn,
      })
    : api.query<{ readonly lookAlikes: readonly LookAlike[] }>('registration.lookAlikes', { people: [person] })

const nameIn = ({ person }: LookedNewcomerProps['input']): string =>
  (person as { readonly name: readonly { readonly name: { readonly text: string; readonly script: string } }[] }).name
    .filter(({ name }, _, all) => name.script === all[0]?.name.script)
    .map(({ name }) => name.text)
    .join(' ')
