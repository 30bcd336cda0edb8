import { Button, NumberInput, Select } from '@mantine/core'
import { filterLabel, listFilter, Surface, useCodes, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ISCED_LEVELS, LANGUAGE_SKILLS, WISHES } from '../../fields/abilities.ts'
import { SEXES } from '../../fields/individual.ts'

/** Input of `registration.skills`, without its page. */
export interface SkillsFilter {
  readonly [question: string]: string | number | boolean
}

interface FiltersProps {
  readonly filter: SkillsFilter
  readonly onChange: (filter: SkillsFilter) => void
}

/** An ISCO-08 code, or the beginning of one. */
const ISCO = /^\d{1,4}$/
/** Entries of an open list; typing narrows the rest. */
const SHOWN = 60
const OLDEST = 130

/** What is looked for: asked of the server when it is said, all of it at once. */
export function SkillsFilters({ filter, onChange }: FiltersProps) {
  const words = useWords()
  const { say } = words
  const [said, setSaid] = useState<SkillsFilter>(filter)
  const lists = useLists()
  const set = (question: string, value: string | number | boolean | null) => {
    const { [question]: _, ...others } = said
    setSaid(value === null || value === '' ? others : { ...others, [question]: value })
  }
  const choice = (question: string, label: string, data: readonly Choice[]) => (
    <Select
      label={label}
      data={data}
      value={said[question] === undefined ? null : String(said[question])}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': say('ui.clear') }}
      limit={SHOWN}
      filter={listFilter(say('ui.nothing-found'))}
      onChange={value => set(question, question === 'attending' && value !== null ? value === 'true' : value)}
    />
  )
  const years = (question: string, label: string) => (
    <NumberInput
      label={label}
      min={0}
      max={OLDEST}
      allowDecimal={false}
      value={typeof said[question] === 'number' ? said[question] : ''}
      onChange={value => set(question, typeof value === 'number' ? value : null)}
    />
  )
  const isced = ISCED_LEVELS.map(value => ({ value, label: words.option('registration', 'education', 'isced', value) }))
  const own = (record: string, field: string, values: readonly string[]) =>
    values.map(value => ({ value, label: words.option('registration', record, field, value) }))
  return (
    <Surface>
      <search>
        <form
          onSubmit={event => {
            event.preventDefault()
            onChange(said.language === undefined ? without(said, 'ability') : said)
          }}
        >
          <div className="nansen-fields">
            {choice('occupation', say('registration.skills.occupation'), lists.occupations)}
            {choice('iscedFrom', say('registration.skills.iscedFrom'), isced)}
            {choice('iscedTo', say('registration.skills.iscedTo'), isced)}
            {choice('attending', say('registration.skills.attending'), [
              { value: 'true', label: say('ui.yes') },
              { value: 'false', label: say('ui.no') },
            ])}
            {choice('language', words.field('registration', 'language_ability', 'language'), lists.languages)}
            {said.language !== undefined &&
              choice(
                'ability',
                say('registration.skills.easily'),
                LANGUAGE_SKILLS.map(value => ({
                  value,
                  label: words.field('registration', 'language_ability', value),
                })),
              )}
            {years('ageFrom', say('registration.skills.ageFrom'))}
            {years('ageTo', say('registration.skills.ageTo'))}
            {choice('sex', words.field('registration', 'individual', 'sex'), own('individual', 'sex', SEXES))}
            {choice('place', say('registration.skills.place'), lists.places)}
            {choice('wish', words.field('registration', 'wish', 'kind'), own('wish', 'kind', WISHES))}
          </div>
          <Button type="submit" mt="md">
            {say('registration.skills.ask')}
          </Button>
        </form>
      </search>
    </Surface>
  )
}

interface Choice {
  readonly value: string
  readonly label: string
}

const without = (said: SkillsFilter, question: string): SkillsFilter =>
  Object.fromEntries(Object.entries(said).filter(([name]) => name !== question))

/** Occupations with their codes, because those who plan courses know them; places in the order of their tree. */
function useLists() {
  const words = useWords()
  const labelled = (entries: ReturnType<typeof useCodes>['entries']) =>
    entries.map(entry => ({ value: entry.code, label: filterLabel(entry, words) }))
  const byName = (a: Choice, b: Choice) => a.label.localeCompare(b.label, words.language)
  return {
    occupations: labelled(useCodes('occupation').entries.filter(({ code }) => ISCO.test(code)))
      .map(({ value, label }) => ({ value, label: `${value} ${label}` }))
      .sort((a, b) => (a.value < b.value ? -1 : 1)),
    languages: labelled(useCodes('language').entries).sort(byName),
    places: labelled(useCodes('place').entries).sort(byName),
  }
}
