import { Button } from '@mantine/core'
import { code, note } from '@nansen/model'
import { ActDialog, api, Surface, useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assistance, CARD_ENDS } from '../index.ts'

const FIELDS = { ended: code(CARD_ENDS), ended_because: note({ max: 1_000 }) } as const

/** On the page of a ration card: it is spoiled, lost, stolen or given back, and counts no more. */
export function CardPanel({ id }: { readonly id: string }) {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  const found = useQuery({
    queryKey: ['record', 'assistance', 'card', id],
    queryFn: ({ signal }) => api.get(assistance, 'card', id, signal),
  })
  if (found.data === undefined || found.data.ended) return null
  return (
    <Surface title={say('assistance.card.end')} mt="md">
      <Button variant="default" onClick={() => setOpen(true)}>
        {say('assistance.card.end')}
      </Button>
      {open && (
        <ActDialog
          module="assistance"
          record="card"
          fields={FIELDS}
          title={say('assistance.card.end')}
          explained={say('assistance.card.explained')}
          confirm={say('assistance.card.end')}
          command="assistance.endCard"
          input={({ ended, ended_because }) => ({ cardId: id, how: ended, because: ended_because })}
          onClose={() => setOpen(false)}
        />
      )}
    </Surface>
  )
}
