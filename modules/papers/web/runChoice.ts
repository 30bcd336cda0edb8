import { useAddressed, useAsk } from '@nansen/ui'
import { useState } from 'react'
import { useMyOffices } from './myOffices.ts'

interface Found {
  readonly people: readonly { readonly card: { readonly id: string } }[]
}

/** How people are named. */
export type How = 'family' | 'search' | 'without-card' | 'numbers'
/** Numbers as people write or export them: one a line, or between commas, semicolons or tabs. */
const numbersIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\s,;"]+/)
      .map(each => each.trim())
      .filter(each => each.length > 3 && each.length <= 40 && /\d/.test(each)),
  ),
]
/** As the server takes them. */
export const MOST = 500

/** What was chosen on this page, as the server takes it. */
export function useRunChoice() {
  const group = useAddressed('group')
  const addressed = useAddressed('office')
  const offices = useMyOffices()
  const [office, setOffice] = useState<string | null>(addressed)
  const [template, setTemplate] = useState(group === null ? 'individual-card' : 'attestation')
  const [how, setHow] = useState<How>(group === null ? 'without-card' : 'family')
  const [language, setLanguage] = useState('own')
  const [second, setSecond] = useState<string | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const [numbers, setNumbers] = useState('')
  const [searched, setSearched] = useState('')
  const found = useAsk<Found>(
    'registration.search',
    { text: searched },
    { enabled: how === 'search' && searched.length > 1 },
  )
  const officeId = office ?? offices[0]?.id ?? null
  const ids = (found.data?.people ?? []).map(({ card }) => card.id)
  const whom = whomOf(how, { group, listed: numbersIn(numbers).slice(0, MOST), ids })
  return {
    group,
    offices,
    officeId,
    setOffice,
    template,
    setTemplate,
    how,
    setHow,
    language,
    setLanguage,
    second,
    setSecond,
    reason,
    setReason,
    numbers,
    setNumbers,
    searched,
    setSearched,
    input:
      officeId === null || whom === null ? null : { officeId, template, ...(reason !== null && { reason }), ...whom },
    printing: { language, ...(second !== null && { secondLanguage: second }) },
  }
}
export type RunChoice = ReturnType<typeof useRunChoice>

interface Named {
  readonly group: string | null
  readonly listed: readonly string[]
  readonly ids: readonly string[]
}

/** Null while nobody is named yet. */
function whomOf(how: How, { group, listed, ids }: Named): Readonly<Record<string, unknown>> | null {
  if (how === 'family') return group === null ? null : { groupId: group }
  if (how === 'numbers') return listed.length === 0 ? null : { numbers: listed }
  if (how === 'search') return ids.length === 0 ? null : { individualIds: ids }
  return {}
}
