import { Badge, Group, Text } from '@mantine/core'
import { useWords } from '@nansen/ui'
import type { QuarterLine } from './administration.ts'

const COLOURS = { open: 'saffron', confirmed: 'leaf', ended: 'gray', suspended: 'brick', over: 'gray' } as const

/** Where a line stands. Suspended still waits for an answer. */
function standingOf({ outcome, suspendedAt, isOver }: QuarterLine): keyof typeof COLOURS {
  if (outcome !== null) return outcome
  if (suspendedAt !== null) return 'suspended'
  return isOver ? 'over' : 'open'
}

/** Whose assignment it is, who was asked, and what was said by whom. */
export function QuarterOutcome({ line }: { readonly line: QuarterLine }) {
  const words = useWords()
  const stands = standingOf(line)
  return (
    <div>
      <Group gap="xs">
        <Text fw={600}>
          <bdi>{line.staffName}</bdi>
        </Text>
        <Badge variant="light" color={COLOURS[stands]} tt="none" className="nansen-state" data-color={COLOURS[stands]}>
          {words.say(`oversight.quarter.${stands}`)}
        </Badge>
      </Group>
      <Text size="sm">
        {words.say(`role.${line.role}`)} · <bdi>{line.officeName}</bdi>
      </Text>
      <Text size="sm" c="dimmed">
        {line.decidedName === null || line.decidedAt === null
          ? words.say('oversight.quarter.asked', { names: line.asked.join(', ') || '—' })
          : words.say('oversight.quarter.said', { name: line.decidedName, when: words.ago(line.decidedAt) })}
      </Text>
      {line.reason !== null && (
        <Text size="sm" dir="auto">
          {line.reason}
        </Text>
      )}
    </div>
  )
}
