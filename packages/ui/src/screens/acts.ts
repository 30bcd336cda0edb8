import { ownName } from '@nansen/model'

/** One line of `GET /api/MODULE/RECORD/:id/history`. */
export interface HistoryEntry {
  readonly at: string
  readonly staff_id: string | null
  readonly command_id: string | null
  readonly record: string
  readonly row_id: string
  readonly op: 'insert' | 'update' | 'delete'
  readonly part: 'open' | 'protected' | 'sealed'
  readonly fields: readonly string[]
  readonly set: Readonly<Record<string, unknown>> | null
  readonly before: Readonly<Record<string, unknown>> | null
}

/** What one act did to one row. */
export interface RowChange {
  readonly record: string
  readonly rowId: string
  readonly op: HistoryEntry['op']
  /** What the fields became, as far as the reader may see. */
  readonly set: Readonly<Record<string, unknown>>
  /** What they were, where there was something. */
  readonly before: Readonly<Record<string, unknown>>
  /** Fields that changed and whose values the history does not hold. */
  readonly unseen: readonly string[]
}
/** All that one person did at once. */
export interface Act {
  readonly id: string
  readonly at: string
  readonly staffId: string | null
  readonly changes: readonly RowChange[]
}

/** Lines of a history as acts, latest first: what one command changed is one act, and the parts of one row are one change. */
export function actsOf(entries: readonly HistoryEntry[]): readonly Act[] {
  const acts = Map.groupBy(entries, ({ command_id, row_id, at }) => command_id ?? `${row_id} ${at}`)
  return [...acts]
    .map(([id, lines]) => ({ id, at: lines[0]!.at, staffId: lines[0]!.staff_id, changes: changesOf(lines) }))
    .toReversed()
}

const changesOf = (lines: readonly HistoryEntry[]): readonly RowChange[] =>
  [...Map.groupBy(lines, ({ row_id }) => row_id)].map(([rowId, parts]) => ({
    rowId,
    record: parts[0]!.record,
    op: parts.find(({ part }) => part === 'open')?.op ?? 'update',
    set: Object.assign({}, ...parts.map(({ set }) => set ?? {})),
    before: Object.assign({}, ...parts.map(({ before }) => before ?? {}).toReversed()),
    unseen: parts.flatMap(({ set, fields }) => (set === null ? fields : [])),
  }))

type Values = Readonly<Record<string, unknown>>
const ownOf = (values: HistoryEntry['set']): Values => (values?.extra ?? {}) as Values

/** Answers to an operation's own questions, which change in one column, each as a change of its own. */
export function withOwnChanges(entry: HistoryEntry): HistoryEntry {
  const [was, is] = [ownOf(entry.before), ownOf(entry.set)]
  const names = Object.keys({ ...was, ...is }).filter(name => was[name] !== is[name])
  if (entry.set === null || names.length === 0) return entry
  const each = (values: Values) => Object.fromEntries(names.map(name => [ownName(name), values[name] ?? null]))
  return {
    ...entry,
    set: { ...entry.set, ...each(is) },
    before: entry.before === null ? null : { ...entry.before, ...each(was) },
  }
}
