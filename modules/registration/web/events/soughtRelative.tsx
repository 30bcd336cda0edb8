import { Radio, Stack } from '@mantine/core'
import { entryLabel, useAsk, useCodes, useWords } from '@nansen/ui'
import { useMemo } from 'react'
import { withNameOf } from '../register/family.ts'
import type { QuestionProps } from './questions.tsx'

interface Sought {
  readonly id: string
  readonly of: string
  readonly name: string
  readonly relationship: string
  readonly sex: string | null
}

const NOBODY = ''

/** Relatives whom somebody of the family looks for: who arrived may be one, and the line about them then says so. */
export function SoughtRelative({ present, answers, onChange }: QuestionProps) {
  const words = useWords()
  const { entries } = useCodes('relationship')
  const people = useMemo(() => present.map(({ card }) => card.id), [present])
  const { data } = useAsk<{ readonly relatives: readonly Sought[] }>('registration.relativesSought', { people })
  const relatives = data?.relatives ?? []
  if (relatives.length === 0) return null
  const choose = (id: string) => {
    const chosen = relatives.find(each => each.id === id)
    if (chosen === undefined) return onChange({ relativeId: null })
    const { newcomer, found } = answers
    const of = { one: chosen.of, relativeId: chosen.id, relationship: null }
    return onChange(found === null ? { ...of, newcomer: withNameOf(newcomer, chosen) } : of)
  }
  return (
    <Radio.Group
      label={words.say('registration.happened.sought')}
      description={words.say('registration.happened.soughtHint')}
      value={answers.relativeId ?? NOBODY}
      onChange={choose}
    >
      <Stack gap={6} mt={6}>
        {relatives.map(({ id, of, name, relationship }) => {
          const entry = entries.find(({ code }) => code === relationship)
          const whose = present.find(({ card }) => card.id === of)?.card
          const said = words.say('registration.happened.soughtBy', {
            relationship: entry === undefined ? relationship : entryLabel(entry, words),
            name: whose?.display_name_native ?? whose?.display_name ?? '',
          })
          return <Radio key={id} value={id} data-sought={id} label={<bdi>{name}</bdi>} description={said} />
        })}
        <Radio value={NOBODY} label={words.say('registration.happened.soughtNone')} />
      </Stack>
    </Radio.Group>
  )
}
