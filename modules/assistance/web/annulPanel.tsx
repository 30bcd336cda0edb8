import { Button } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, Surface, useWords } from '@nansen/ui'
import { useState } from 'react'

const FIELDS = { annulled_because: note({ max: 1_000 }) } as const

/** On the page of a collection: what was written down in error is taken back by who approves. */
export function AnnulPanel({ id }: { readonly id: string }) {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <Surface title={say('assistance.annul.title')} mt="md">
      <Button variant="default" onClick={() => setOpen(true)}>
        {say('assistance.annul.title')}
      </Button>
      {open && (
        <ActDialog
          module="assistance"
          record="collection"
          fields={FIELDS}
          title={say('assistance.annul.title')}
          explained={say('assistance.annul.explained')}
          confirm={say('assistance.annul.title')}
          command="assistance.annul"
          input={({ annulled_because }) => ({ collectionId: id, because: annulled_because })}
          onClose={() => setOpen(false)}
        />
      )}
    </Surface>
  )
}
