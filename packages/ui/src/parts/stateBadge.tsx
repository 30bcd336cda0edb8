import { Badge } from '@mantine/core'
import type { Module } from '@nansen/model'
import { useWords } from '../language/words.ts'

/** Where a record stands in its life: words first, colour second. Saffron where it began, leaf where it ends. */
export function StateBadge({ module, state }: { readonly module: Module; readonly state: string }) {
  const words = useWords()
  const table = module.lifecycle?.table
  const ends = table !== undefined && !Object.values(table.moves).some(move => move.from.includes(state))
  const color = state === table?.initial ? 'saffron' : ends ? 'gray' : 'petrol'
  return (
    <Badge variant="light" color={color} tt="none" fw={600} className="nansen-state" data-color={color}>
      {words.state(module.name, state)}
    </Badge>
  )
}
