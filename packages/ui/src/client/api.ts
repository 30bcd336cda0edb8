import type { Id } from '@nansen/kernel'
import { type Fields, type Module, type Row, storedAnswers, withOwnAnswers } from '@nansen/model'
import { type HistoryEntry, withOwnChanges } from '../screens/acts.ts'
import { openActs } from './acts.ts'
import { send } from './send.ts'

/** What every stored record carries besides its fields. */
export interface StoredColumns {
  readonly id: Id<string>
  readonly version: number
  readonly state?: string | null
  readonly office_id?: string
  readonly owner_id?: string | null
  readonly parent_id?: string
  readonly root_id?: string
  readonly created_at?: string
  readonly created_by?: string
  readonly changed_at?: string
  readonly changed_by?: string
}
type FieldsOf<M extends Module, R extends keyof M['records']> = M['records'][R]['fields'] extends infer F extends Fields
  ? F
  : never
export type Stored<M extends Module, R extends keyof M['records']> = StoredColumns & Row<FieldsOf<M, R>>
export type Answers<M extends Module, R extends keyof M['records']> = Partial<Row<FieldsOf<M, R>>>

export interface Page<T> {
  readonly rows: readonly T[]
  /** Hand back as `after`; null at the end. */
  readonly next: string | null
}
export interface Listing {
  readonly where?: Readonly<Record<string, string | number | boolean>>
  readonly after?: string | null
  readonly limit?: number
  readonly sort?: string
  /** Also protected fields, of what hangs on the record that `where` names. */
  readonly whole?: true
}
export interface Searching {
  readonly text: string
  readonly where?: Readonly<Record<string, string>>
  readonly limit?: number
}
export interface SearchResult<T> {
  readonly hits: readonly {
    readonly row: T
    readonly score: number
    /** By which fields: of itself, of what hangs on it, or what it refers to. */
    readonly matched: readonly { readonly record: string; readonly field: string }[]
  }[]
  /** There is more than what is shown. */
  readonly more: boolean
}
export interface Counts {
  readonly total: number
  readonly parts: readonly {
    readonly by: string
    readonly counts: readonly { readonly value: string | null; readonly count: number }[]
    readonly others: number
  }[]
}
/** A paper that was printed of a record. */
export interface Paper {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly row_version: number
  /** The PDF: a stored file. */
  readonly file: string
  readonly sha256: string
  readonly printed_at: string
  readonly printed_by: string | null
}
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[]
  readonly older: number | null
}
export interface Consequence {
  readonly label: string
  readonly values: Readonly<Record<string, string | number>>
  readonly severity: 'info' | 'warning' | 'blocks'
}
export interface CodeEntry {
  readonly code: string
  readonly label: Readonly<Record<string, string>>
  readonly parent?: string | null
  /** Whether forms offer it: one that is retired, or of another operation, stays readable. */
  readonly offered?: boolean
  /** The first day on which it is offered no longer. */
  readonly validTo?: string | null
}

const acts = openActs()

/** Sends an act: the same content sent again after a lost answer carries the same identifier, and is done once. */
async function act<T>(
  method: 'POST' | 'PATCH',
  path: string,
  content: Readonly<Record<string, unknown>>,
  minted?: string,
): Promise<T> {
  const commandId = minted ?? acts.idOf(path, content)
  const answer = await send<T>(path, { method, body: { commandId, ...content } }).catch(
    (refusal: { code?: string }) => {
      if (refusal.code !== 'unavailable') acts.settle(path, content)
      throw refusal
    },
  )
  acts.settle(path, content)
  return answer
}

type RecordName<M extends Module> = keyof M['records'] & string
const path = (...parts: readonly string[]) => `/api/${parts.map(encodeURIComponent).join('/')}`

/**
 * The server, typed by the definitions: `api.get(registration, 'individual', id)` is an individual. Every method throws `Refusal`.
 * Writes are repeatable: see `act`.
 */
export const api = {
  get: <M extends Module, R extends RecordName<M>>(module: M, record: R, id: string, signal?: AbortSignal) =>
    send<Stored<M, R>>(path(module.name, record, id), { method: 'GET', signal }).then(withOwnAnswers),

  list: <M extends Module, R extends RecordName<M>>(
    module: M,
    record: R,
    listing: Listing = {},
    signal?: AbortSignal,
  ) =>
    send<Page<Stored<M, R>>>(`${path(module.name, record)}${queryString(listing)}`, { method: 'GET', signal }).then(
      ({ rows, next }) => ({ rows: rows.map(withOwnAnswers), next }),
    ),

  /** Who changed what of a root record and of what hangs on it: a page, oldest first; `older` reads on into the past. */
  history: (module: Module, record: string, id: string, older: number | null, signal?: AbortSignal) =>
    send<HistoryPage>(`${path(module.name, record, id, 'history')}${older === null ? '' : `?older=${older}`}`, {
      method: 'GET',
      signal,
    }).then(page => ({ ...page, entries: page.entries.map(withOwnChanges) })),

  /** How many of what the person may read have which answer. */
  measure: (module: Module, name: string, signal?: AbortSignal) =>
    send<Counts>(path(module.name, 'measures', name), { method: 'GET', signal }),

  /** Papers printed of a root record, the latest first. */
  papers: async (module: Module, record: string, id: string, signal?: AbortSignal) =>
    (
      await send<{ readonly papers: readonly Paper[] }>(path(module.name, record, id, 'papers'), {
        method: 'GET',
        signal,
      })
    ).papers,

  /** Prints a paper that follows from the definition, and keeps it. */
  print: (module: Module, record: string, id: string, name: string, language: string) =>
    act<{ readonly id: string; readonly file: string }>('POST', path(module.name, record, id, 'papers', name), {
      language,
    }),

  /** By name in any spelling, number or day, the likeliest first. Sent as a body: what is looked for stands in no address. */
  search: <M extends Module, R extends RecordName<M>>(
    module: M,
    record: R,
    searching: Searching,
    signal?: AbortSignal,
  ) =>
    send<SearchResult<Stored<M, R>>>(path(module.name, record, 'search'), {
      method: 'POST',
      body: searching,
      signal,
    }).then(({ hits, more }) => ({ hits: hits.map(hit => ({ ...hit, row: withOwnAnswers(hit.row) })), more })),

  /** `commandId` when the act was minted earlier and must survive a reload, as a form's draft does. */
  create: <M extends Module, R extends RecordName<M>>(
    module: M,
    record: R,
    values: Answers<M, R>,
    commandId?: string,
  ) => act<Stored<M, R>>('POST', path(module.name, record), { values: storedAnswers(values) }, commandId),

  change: <M extends Module, R extends RecordName<M>>(
    module: M,
    record: R,
    id: string,
    baseVersion: number,
    patch: Answers<M, R>,
  ) => act<Stored<M, R>>('PATCH', path(module.name, record, id), { baseVersion, patch: storedAnswers(patch) }),

  /** Moves the module's lifecycle record; `patch` holds the answers that the move needs. */
  move: <M extends Module, R extends RecordName<M>>(
    module: M,
    record: R,
    id: string,
    move: string,
    baseVersion: number,
    patch: Answers<M, R>,
  ) =>
    act<Stored<M, R>>('POST', path(module.name, record, id, 'moves', move), {
      baseVersion,
      patch: storedAnswers(patch),
    }),

  command: <T = unknown>(name: string, input: Readonly<Record<string, unknown>>) =>
    act<T>('POST', path('commands', name), { input }),

  /** What the command would do, without doing it. */
  preview: (name: string, input: Readonly<Record<string, unknown>>) =>
    send<{ readonly consequences: readonly Consequence[] }>(`${path('commands', name)}?preview=true`, {
      method: 'POST',
      body: { input },
    }),

  query: <T>(name: string, input: Readonly<Record<string, unknown>> = {}, signal?: AbortSignal) =>
    send<T>(path('queries', name), { method: 'POST', body: input, signal }),
}

function queryString({ where = {}, after, limit, sort, whole }: Listing): string {
  const query = new URLSearchParams()
  for (const [field, value] of Object.entries(where)) query.set(field, String(value))
  if (after) query.set('after', after)
  if (limit !== undefined) query.set('limit', String(limit))
  if (sort !== undefined) query.set('sort', sort)
  if (whole === true) query.set('whole', 'true')
  return query.size === 0 ? '' : `?${query}`
}
