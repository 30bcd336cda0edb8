import { Stack, Text } from '@mantine/core'
import type { IrisBand } from '@nansen/biometrics'
import { useWords } from '@nansen/ui'
import { useCallback } from 'react'
import { Drawn } from './drawn.tsx'
import type { Evidence } from './evidence.worker.ts'

/** Two irises laid flat, what lids and lashes hide tinted; below, place by place, where they agree. */
export function Bands({ evidence }: { readonly evidence: Extract<Evidence, { is: 'iris' }> }) {
  const { say } = useWords()
  const { agreement, bands } = evidence
  return (
    <Stack gap={4} data-bands>
      <Text size="sm" fw={600}>
        {say('adjudication.desk.bands')}
      </Text>
      <div className="nansen-band">
        <Band band={bands[0]} label={say('adjudication.desk.first')} />
        <Band band={bands[1]} label={say('adjudication.desk.second')} />
        <Drawn
          width={agreement.width}
          height={agreement.height}
          pixels={agreement.hundredths}
          label={say('adjudication.desk.bandsAgree')}
          colour={agreeing}
        />
      </div>
      <Text size="xs" c="dimmed">
        {say('adjudication.desk.bandsAgree')}
      </Text>
    </Stack>
  )
}

function Band({ band, label }: { readonly band: IrisBand; readonly label: string }) {
  const { visible } = band
  const colour = useCallback(
    (value: number, at: number): readonly [number, number, number] =>
      visible[at] ? [value, value, value] : [Math.min(255, value + 90), value >> 1, value >> 1],
    [visible],
  )
  return <Drawn width={band.width} height={band.height} pixels={band.pixels} label={label} colour={colour} />
}

/** Light where bits agree, dark where they differ; striped where either is hidden. */
function agreeing(hundredths: number, at: number): readonly [number, number, number] {
  if (hundredths !== 255) return [40 + 2 * hundredths, 40 + 2 * hundredths, 60 + Math.round(1.8 * hundredths)]
  return at % 4 < 2 ? [150, 60, 60] : [200, 110, 110]
}
