import { Badge, Button, Group, Text } from '@mantine/core'
import { Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ConfirmCorrect } from './confirmCorrect.tsx'
import { findingName } from './findingName.ts'

/** `registration.qualityOf`. */
interface Stands {
  readonly asked: number
  readonly answered: number
  readonly findings: readonly {
    readonly rule: string
    readonly severity: string
    readonly confirmed: boolean
    readonly because: string | null
  }[]
}

const COLOURS: Readonly<Record<string, string>> = { critical: 'brick', warning: 'orange', information: 'gray' }

/** What is amiss with one record, on the person's page; nothing where nothing is. */
export function PersonQuality({ individualId }: { readonly individualId: string }) {
  const words = useWords()
  const { say } = words
  const may = useMay()
  const [confirming, setConfirming] = useState<string | null>(null)
  const { data } = useAsk<Stands>('registration.qualityOf', { individualId })
  if (data === undefined || data.findings.length === 0) return null
  const share = data.asked === 0 ? 1 : data.answered / data.asked
  return (
    <Surface
      title={say('registration.quality.title')}
      actions={
        <Text size="sm" c="dimmed">
          {words.number(share, { style: 'percent', maximumFractionDigits: 0 })}
        </Text>
      }
    >
      <ul className="nansen-plain nansen-names-list">
        {data.findings.map(({ rule, severity, confirmed, because }) => (
          <li key={rule}>
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                <Badge variant="light" tt="none" color={confirmed ? 'gray' : (COLOURS[severity] ?? 'gray')}>
                  {confirmed ? say('registration.quality.confirmed') : say(`registration.severity.${severity}`)}
                </Badge>
                <Text>{findingName(rule, words)}</Text>
              </Group>
              {!confirmed && may('registration', 'change') && (
                <Button variant="subtle" size="compact-sm" onClick={() => setConfirming(rule)}>
                  {say('registration.quality.confirm')}
                </Button>
              )}
            </Group>
            {because !== null && (
              <Text size="sm" c="dimmed">
                <bdi>{because}</bdi>
              </Text>
            )}
          </li>
        ))}
      </ul>
      {confirming !== null && (
        <ConfirmCorrect individualId={individualId} rule={confirming} onClose={() => setConfirming(null)} />
      )}
    </Surface>
  )
}
