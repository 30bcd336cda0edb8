import type { Action, Level, Session } from '@nansen/model'
import type { Transaction } from 'kysely'

/** JSON Schema 2020-12, as Fastify's ajv and OpenAPI 3.1 read it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Any set of tables: each module types its own (`Tx<TracingTables>`). */
// biome-ignore lint/suspicious/noExplicitAny: Kysely's own bound for "some tables"; every module narrows it.
export type Tx<Tables = any> = Transaction<Tables>

/** What a request brings besides its input; all of it is in the audit row. */
export interface Asking {
  readonly session: Session
  /** Injected clock. */
  readonly now: () => Date
  /** Identifier the client minted for this act: sent twice, done once. Also the change set's identifier. */
  readonly commandId: string
}

/** One effect of a command, said before it is saved: a label key and its values; `blocks` means it cannot be saved like this. */
export interface Consequence {
  /** `consequence.registration.focal-point-moves` */
  readonly label: string
  readonly values: Readonly<Record<string, string | number>>
  readonly severity: 'info' | 'warning' | 'blocks'
}

/**
 * A thing a person does that is more than changing one record. Runs in one transaction as that person. `name` is `module.verb` and its
 * path is `POST /api/commands/module.verb` with body `{ commandId, input }`; with `?preview=true` only `preview` runs.
 */
export interface Command<I = never, O = unknown, M = never> {
  readonly name: string
  readonly module: string
  /**
   * The asker needs this somewhere in the module before anything runs; rows are judged by the database. Null: it is about rows of whichever
   * module its input names, and whoever is signed in may ask.
   */
  readonly needs: { readonly action: Action; readonly level: Level } | null
  readonly input: JsonSchema
  readonly output: JsonSchema
  /** Asks for a second factor given within the last five minutes. */
  readonly stepUp?: true
  /** Its input carries images: up to 24 MB instead of one. */
  readonly large?: true
  /**
   * For work that takes its time and must hold no transaction: reads what it needs, and answers with the work. That is done when this
   * transaction has ended and before that of `run` begins, which is given what was `made`, asks every right anew, and throws
   * `ChangedMeanwhile` when it was made of something that is no longer so.
   */
  readonly outside?: (tx: Tx, asking: Asking, input: I) => Promise<() => Promise<M>>
  readonly run: (tx: Tx, asking: Asking, input: I, made: M) => Promise<O>
  readonly preview?: (tx: Tx, asking: Asking, input: I) => Promise<readonly Consequence[]>
}

/** A question that the derived endpoints do not answer: `GET /api/queries/module.name` with its input as query string, or POST. */
export interface Query<I = never, O = unknown, M = void> {
  readonly name: string
  readonly module: string
  /** What screens ask before they show it. A query refuses nobody by it: whoever may see no row is answered as if there were none. With `outside` it is asked as a command's. */
  readonly needs: { readonly action: Action; readonly level: Level } | null
  readonly input: JsonSchema
  readonly output: JsonSchema
  /** The audit row of the read is written by `run` through `auditRead`; a query that shows no person says so. */
  readonly showsPeople: boolean
  /** As a command's: what takes its time holds no transaction. What it reads is shown to nobody; `run` asks anew and writes the audit row. */
  readonly outside?: (tx: Tx, asking: Asking, input: I) => Promise<() => Promise<M>>
  readonly run: (tx: Tx, asking: Asking, input: I, made: M) => Promise<O>
}

/** Keeps the input type at the definition and forgets it in the list, where the schema guards it. */
export const defineCommand = <I, O, M = never>(command: Command<I, O, M>): Command => command as unknown as Command
export const defineQuery = <I, O, M = void>(query: Query<I, O, M>): Query => query as unknown as Query

/** Something that happened to rows of one module and may have consequences in others. */
export interface Happening {
  /** `module.what`: `registration.death`. */
  readonly name: string
  /** The rows it happened to. */
  readonly ids: readonly string[]
  /** As exactly as it is known: `1987`, `1987-03` or `1987-03-05`. */
  readonly on: string
}

/** What a module does when something happens in another. Both know a happening by its name, and pass over what is not theirs. */
export interface Follows {
  /** Said before the act is saved, to whoever is about to do it: only what their own rights let them read. */
  readonly foresee: (tx: Tx, asking: Asking, happening: Happening) => Promise<readonly Consequence[]>
  /** Done with the act, also where the actor may not know of it; it shows them nothing. */
  readonly follow: (tx: Tx, asking: Asking, happening: Happening) => Promise<void>
}

/** What a module's `server/index.ts` hands to the server. */
export interface ServerModule {
  readonly name: string
  readonly commands: readonly Command[]
  readonly queries: readonly Query[]
  readonly consequences?: Follows
}
