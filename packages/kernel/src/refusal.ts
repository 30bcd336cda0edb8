/** Every reason the system may refuse a request, and the HTTP status it becomes at the edge. */
export const REFUSALS = {
  invalid: 422,
  'not-found': 404,
  'not-allowed': 403,
  'not-signed-in': 401,
  'step-up-needed': 401,
  'wrong-state': 409,
  /** Somebody else changed the record after it was read. */
  stale: 409,
  /** The same command identifier came with another content. */
  'command-reused': 409,
  'too-poor': 422,
  'unreadable-image': 422,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const

export type RefusalCode = keyof typeof REFUSALS

/** What is wrong with one field, in words that name the remedy. `path` is `field` or `child.0.field`. */
export interface FieldProblem {
  readonly path: string
  /** A key of the labels, so that the screen can say it in the reader's language: `problem.required`. */
  readonly problem: string
  readonly values?: Readonly<Record<string, string | number>>
}

/**
 * The request was understood and will not be done. Anything else that is thrown is a bug.
 * The message is shown to the caseworker: plain words, and never a name or another personal datum.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: RefusalCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** Refuses a form: every field that is wrong, at once. */
export function invalid(problems: readonly FieldProblem[]): Refusal {
  return new Refusal('invalid', 'some answers need another look', { problems })
}

/** Marks a place the compiler must prove unreachable: adding a case to a union breaks the build here. */
export function never(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
