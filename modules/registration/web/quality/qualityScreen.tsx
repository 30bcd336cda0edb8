import { Select, Stack, Text } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAddressed, useAsk, useGo, useOfficeNames, useWords } from '@nansen/ui'
import { Completeness } from './completeness.tsx'
import { FindingBars } from './findingBars.tsx'
import { findingName } from './findingName.ts'
import { FindingPeople } from './findingPeople.tsx'
import type { QualityFigures } from './qualityCard.tsx'

/** Data quality of the offices one works for: from the chart to the list, and from the list to the person. */
export function QualityScreen() {
  const words = useWords()
  const rule = useAddressed('rule')
  const officeId = useAddressed('office')
  const ask = officeId === null ? {} : { officeId }
  const { data, error, isLoading } = useAsk<QualityFigures>('registration.quality', ask)
  const title = rule === null ? words.say('registration.quality.title') : findingName(rule, words)
  return (
    <Page title={title} subtitle={words.say('registration.quality.intro')}>
      <Stack gap="md">
        <ChooseOffice officeId={officeId} rule={rule} />
        {isLoading && <Slow />}
        {error && <Refused error={error} />}
        {rule !== null && <FindingPeople key={`${rule} ${officeId}`} rule={rule} officeId={officeId} />}
        {rule === null && data && <Figures figures={data} officeId={officeId} />}
      </Stack>
    </Page>
  )
}

function Figures({ figures, officeId }: { readonly figures: QualityFigures; readonly officeId: string | null }) {
  const { say } = useWords()
  const { findings, levels, waiting } = figures
  return (
    <Surface title={say('registration.quality.all')}>
      {waiting > 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {say('registration.quality.waiting', { count: waiting })}
        </Text>
      )}
      {findings.length === 0 && <Text c="dimmed">{say('registration.quality.nothing')}</Text>}
      <FindingBars
        findings={findings}
        most={Number.POSITIVE_INFINITY}
        {...(officeId === null ? {} : { more: `&office=${officeId}` })}
      />
      <Completeness levels={levels} />
    </Surface>
  )
}

interface ChooseOfficeProps {
  readonly officeId: string | null
  readonly rule: string | null
}

/** The offices whose records the reader reads; none to choose where there is one. */
function ChooseOffice({ officeId, rule }: ChooseOfficeProps) {
  const { say, number } = useWords()
  const go = useGo()
  const { data } = useAsk<QualityFigures>('registration.quality')
  const { offices: names } = useOfficeNames()
  const offices = data?.offices ?? []
  if (offices.length < 2) return null
  const nameOf = (id: string) => names.find(office => office.id === id)?.name ?? '…'
  return (
    <Select
      label={say('registration.quality.office')}
      maw="24rem"
      allowDeselect={false}
      data={[
        { value: '', label: say('registration.quality.everywhere') },
        ...offices.map(({ office, findings }) => ({ value: office, label: `${nameOf(office)} (${number(findings)})` })),
      ]}
      value={officeId ?? ''}
      onChange={chosen => {
        const asked = [rule && `rule=${rule}`, chosen && `office=${chosen}`].filter(Boolean).join('&')
        go(`/registration/quality${asked === '' ? '' : `?${asked}`}`)
      }}
    />
  )
}
