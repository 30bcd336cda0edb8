import { type Consequence, entryLabel, useCodes, useWords } from '@nansen/ui'

type Values = Consequence['values']

/** Says a consequence's relationship as the list names it. */
export function useRelationshipInWords(): (values: Values) => Values {
  const words = useWords()
  const { entries } = useCodes('relationship')
  return ({ relationship, ...values }) => {
    if (relationship === undefined) return values
    const entry = entries.find(({ code }) => code === relationship)
    return { ...values, relationship: entry === undefined ? relationship : entryLabel(entry, words) }
  }
}
