import { useMemo } from 'react'
import type { CodeEntry } from '../client/api.ts'
import { useCodes } from '../client/hooks.ts'
import { useWords, type Words } from '../language/words.ts'
import type { Option } from './choice.tsx'
import type { FieldPlace } from './kindOnScreen.ts'

/** The label of a maintained code in the reader's language; English, then the code itself, when nobody translated it. */
export const entryLabel = (entry: CodeEntry, words: Words): string =>
  entry.label[words.language] ?? entry.label.en ?? entry.code

/** Whether its last day is past, wherever it was offered. @param today `2026-11-22` */
export const isRetired = ({ validTo }: CodeEntry, today: string): boolean =>
  typeof validTo === 'string' && validTo.slice(0, today.length) <= today

const today = (): string => new Date().toISOString().slice(0, '2026-11-22'.length)

/** As a filter shows it: what records of before say is still looked for, and says that nobody is asked it any more. */
export const filterLabel = (entry: CodeEntry, words: Words): string =>
  isRetired(entry, today()) ? words.say('list.retired', { label: entryLabel(entry, words) }) : entryLabel(entry, words)

/** The answers a code field offers: its own list in the order of the definition, or a maintained list in the order of the alphabet. */
export function useOptions({ module, record, name, field }: FieldPlace): {
  readonly options: readonly Option[]
  readonly loading: boolean
} {
  const words = useWords()
  const { entries, loading } = useCodes(field.list)
  const options = useMemo(() => {
    if (field.list === null) {
      return field.codes.map(value => ({ value, label: words.option(module, record, name, value) }))
    }
    const labelled = entries.map(entry => ({
      value: entry.code,
      label: entryLabel(entry, words),
      ...(entry.offered === false && { offered: false }),
      ...(isRetired(entry, today()) && { retired: true }),
    }))
    return labelled.sort((a, b) => a.label.localeCompare(b.label, words.language))
  }, [field, entries, words, module, record, name])
  return { options, loading }
}

/** What a form offers: an answer that is not offered any more stays while it is the answer. */
export const offeredOf = (options: readonly Option[], chosen: readonly string[]): Option[] =>
  options.flatMap(({ value, label, offered }) =>
    offered === false && !chosen.includes(value) ? [] : [{ value, label }],
  )
