/** How long something takes. Working days are those of the office's country: see countries/README.md. */
export interface Span {
  readonly amount: number
  readonly unit: SpanUnit
}
export const SPAN_UNITS = ['hours', 'days', 'working-days', 'months'] as const
export type SpanUnit = (typeof SPAN_UNITS)[number]

/** Columns and what they must hold: one value, one of several, or `null` for unanswered. All of them must fit. */
export type Fitting = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/**
 * One thing a move waits for. `name` is the label `ready.NAME` of the module. `when`: the rule holds only while the root record fits.
 *
 * - `answered`: these fields of the root record.
 * - `some`: at least `least` (1) children of this record that fit `where` and are not withdrawn.
 * - `none`: no such child.
 * - `each-member`: every present member (of `roles`) is named in the field `by` of a child of this record that fits `where`.
 * - `marker`: another case of a present member (of `roles`) says so: see `markers`. Of every such member.
 * - `no-marker`: no other case of any present member says so.
 * - `clock`: a clock of this case is in one of these states.
 */
export type ReadyRule = { readonly name: string; readonly when?: Fitting } & (
  | { readonly asks: 'answered'; readonly fields: readonly string[] }
  | { readonly asks: 'some'; readonly of: string; readonly where?: Fitting; readonly least?: number }
  | { readonly asks: 'none'; readonly of: string; readonly where?: Fitting }
  | {
      readonly asks: 'each-member'
      readonly of: string
      readonly by: string
      readonly where?: Fitting
      readonly roles?: readonly string[]
    }
  | {
      readonly asks: 'marker' | 'no-marker'
      /** `rsd.decision` */
      readonly marker: string
      readonly values: readonly string[]
      readonly roles?: readonly string[]
    }
  | { readonly asks: 'clock'; readonly clock: string; readonly is: readonly ClockState[] }
)

export const CLOCK_STATES = ['running', 'paused', 'met', 'expired', 'ended'] as const
export type ClockState = (typeof CLOCK_STATES)[number]

/**
 * A period that the database watches. It starts when the case enters one of `entering`, or from the day or instant in the field `answered`
 * (anew when that changes). It is met on entering one of `metBy`, paused while in one of `pausedIn`, and ended when the case closes.
 */
export interface ClockRule {
  readonly starts: { readonly entering: readonly string[] } | { readonly answered: string }
  /** Fixed, or by the value of a field: `{ by: 'risk', of: { high: …, low: … } }`; a value that is not named runs no clock. */
  readonly runs: Span | { readonly by: string; readonly of: Readonly<Record<string, Span>> }
  /** Calendar periods end on the next working day when their last day is none. */
  readonly toWorkingDay?: true
  readonly metBy?: readonly string[]
  readonly pausedIn?: readonly string[]
  /** What its end brings: a task of this kind for the owner, a move of the system, or both. */
  readonly expires?: { readonly task?: string; readonly move?: string }
}

/**
 * What an event in a person's life brings to an open case of which they are a present member. `leave`: they leave the case. `task`: it is put
 * to whoever works on the case. `move`: the system moves it (a move `by: 'system'`), only when nobody else of `roles` is left in it.
 */
export type EventRule = {
  /** Only for members in these roles. */
  readonly roles?: readonly string[]
  /** Only while the case is in these states. */
  readonly in?: readonly string[]
} & (
  | { readonly does: 'leave' }
  | { readonly does: 'task'; readonly task: string; readonly within?: Span }
  | { readonly does: 'move'; readonly move: string }
)

/**
 * A fact about the case's people that other modules may ask for by `MODULE.NAME` and nothing else of the case: a word for each state, or the
 * value of a field while in these states. A state that is not named says nothing.
 */
export type MarkerRule = { readonly roles?: readonly string[] } & (
  | { readonly states: Readonly<Record<string, string>> }
  | { readonly field: string; readonly in: readonly string[] }
)

/**
 * What a duty watches for in every open case, as data: while the root record fits `where`, counted in `after` from the field `since` (or from
 * when the case entered its state); or a clock that expired. The owner is told, and who holds one of `tells` where they may read the case.
 */
export type AlertRule = { readonly tells?: readonly string[] } & (
  | { readonly where: Fitting; readonly since?: string; readonly after: Span }
  | { readonly clock: string }
)

/**
 * The form of the root record through time: a case keeps the version it was opened with. `since`: fields that a version brought; `until`: the
 * last version that asked a field. Fields that are not named were always there.
 */
export interface FormVersions {
  readonly version: number
  readonly since?: Readonly<Record<string, number>>
  readonly until?: Readonly<Record<string, number>>
  /** Questions of an operation's own: the day from which they are asked, of cases opened then or later. */
  readonly days?: Readonly<Record<string, string>>
}

/** What makes a module's root record a case: `docs/guides/add-a-case-module.md`. Made by `defineCaseModule` of @nansen/cases. */
export interface CaseDefinition {
  /** The root record, which also has the lifecycle. */
  readonly record: string
  /** Two to five capitals in its numbers: `KEN-DAD-RSD-0000012-K`. */
  readonly infix: string
  /**
   * What people can be in a case; the first is what the subject is. Empty: the case knows nobody (and has no record `member`).
   */
  readonly roles: readonly string[]
  readonly subject: 'required' | 'optional' | 'none'
  /** States in which nothing more happens: clocks end, events pass over. */
  readonly closed: readonly string[]
  /** Move -> the field that keeps who made it. The database writes it, in the mover's own name. */
  readonly signs: Readonly<Record<string, string>>
  /** Pairs of fields that never name the same colleague, whatever the moves: refused by the table itself. */
  readonly apart: readonly (readonly [string, string])[]
  /** Move -> what it waits for. */
  readonly ready: Readonly<Record<string, readonly ReadyRule[]>>
  readonly clocks: Readonly<Record<string, ClockRule>>
  /** Kinds of tasks, beside `other`; each has a label `task.KIND`. */
  readonly tasks: readonly string[]
  /** Happening (`registration.death`, `registration.age-18`) -> what it brings. */
  readonly events: Readonly<Record<string, readonly EventRule[]>>
  readonly markers: Readonly<Record<string, MarkerRule>>
  /** Kinds of links to other cases, each with a label `link.KIND`. */
  readonly links: readonly string[]
  /** Kinds of approvals that are asked of a second colleague, beside `other`; each has a label `approval.KIND`. */
  readonly approvals: readonly string[]
  /** Alerts that time brings to whoever works on the case, by name; each has a label `alert.NAME`. */
  readonly alerts: Readonly<Record<string, AlertRule>>
  readonly form: FormVersions
  /** An open task that is so long overdue is shown to whoever approves in the module at that office. */
  readonly escalateAfter: Span
}
