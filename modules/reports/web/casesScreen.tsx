import { Button, Group, Select, Text } from '@mantine/core'
import { api, Page, Refused, Slow, Surface, saveFile, useAsk, useMay, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Figures, quartersBefore } from '../figures.ts'
import { Overview } from './overview.tsx'
import { Parts } from './parts.tsx'

/** Cases of every kind in numbers, for a quarter that is over: what stood open, came and went, with which outcome, and how long it took. */
export function CasesScreen() {
  const words = useWords()
  const may = useMay()
  const quarters = quartersBefore(new Date())
  const [chosen, setChosen] = useState('0')
  const asked = quarters[Number(chosen)]!
  const { data, error, isLoading, refetch } = useAsk<{ modules: readonly Figures[] }>('reports.cases', { ...asked })
  const saving = useMutation({
    mutationFn: () => api.query<{ csv: string }>('reports.table', { ...asked }),
    onSuccess: ({ csv }) => saveFile(`cases-${asked.year}-${asked.quarter}.csv`, 'text/csv', csv),
  })
  return (
    <Page title={words.say('reports.cases.title')} subtitle={words.say('reports.cases.explained')}>
      <Group align="end" mb="md">
        <Select
          label={words.say('reports.cases.quarter')}
          allowDeselect={false}
          value={chosen}
          data={quarters.map(({ year, quarter }, at) => ({
            value: String(at),
            label: words.say('reports.cases.of', { quarter, year: String(year) }),
          }))}
          onChange={value => setChosen(value ?? '0')}
        />
        {may('reports', 'export') && (
          <Button variant="default" loading={saving.isPending} onClick={() => saving.mutate()}>
            {words.say('reports.cases.table')}
          </Button>
        )}
      </Group>
      {saving.isError && <Refused error={saving.error} />}
      {isLoading && <Slow atOnce />}
      {error && <Refused error={error} onAgain={() => void refetch()} />}
      {data?.modules.length === 0 && <Surface>{words.say('reports.cases.none')}</Surface>}
      {data !== undefined && data.modules.length > 0 && <Overview modules={data.modules} />}
      {data?.modules.map(each => (
        <Parts key={each.module} figures={each} />
      ))}
      <Text size="sm" c="dimmed" mt="md">
        {words.say('reports.cases.why-hidden')}
      </Text>
    </Page>
  )
}
