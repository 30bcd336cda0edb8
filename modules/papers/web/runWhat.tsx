import { SegmentedControl, Select, SimpleGrid } from '@mantine/core'
import { LANGUAGES } from '@nansen/kernel'
import { REPRINT_REASONS } from '@nansen/registration'
import { LANGUAGE_NAMES, useWords } from '@nansen/ui'
import type { RunChoice } from './runChoice.ts'

/** Which paper, from which office, in which languages, and why again. */
export function RunWhat({ chosen }: { readonly chosen: RunChoice }) {
  const words = useWords()
  const field = (name: string) => words.field('papers', 'batch', name)
  const names = LANGUAGES.map(value => ({ value, label: LANGUAGE_NAMES[value] }))
  return (
    <>
      <SegmentedControl
        aria-label={field('template')}
        value={chosen.template}
        onChange={chosen.setTemplate}
        data={['attestation', 'individual-card'].map(value => ({
          value,
          label: words.option('papers', 'batch', 'template', value),
        }))}
      />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} style={{ alignItems: 'end' }}>
        <Select
          label={words.say('papers.office')}
          allowDeselect={false}
          data={chosen.offices.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen.officeId}
          onChange={chosen.setOffice}
        />
        <Select
          label={field('language')}
          allowDeselect={false}
          data={[{ value: 'own', label: words.option('papers', 'batch', 'language', 'own') }, ...names]}
          value={chosen.language}
          onChange={value => value !== null && chosen.setLanguage(value)}
        />
        <Select
          label={field('second_language')}
          clearable
          clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
          data={names}
          value={chosen.second}
          onChange={chosen.setSecond}
        />
        <Select
          label={field('reason')}
          description={words.say('papers.new.reason')}
          clearable
          clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
          data={REPRINT_REASONS.map(value => ({ value, label: words.option('papers', 'batch', 'reason', value) }))}
          value={chosen.reason}
          onChange={chosen.setReason}
        />
      </SimpleGrid>
    </>
  )
}
