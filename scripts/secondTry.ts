/** How many tests ended how; a step of ours that fails counts as a failed test. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What a run says of itself: of each file, and of what fell outside every file. */
export interface RunReport {
  /** By the file's path. */
  readonly files: Readonly<Record<string, Tally>>
  /** Errors that no test caught. */
  readonly unhandled: number
}

/** More files than these fail together for a reason, not because the machine was slow. */
export const MOST_SECOND_TRIES = 5

/** The files that are worth a second look, alone on the machine; none when too many failed or something failed outside of tests. */
export function secondTries({ files, unhandled }: RunReport): readonly string[] {
  const failed = Object.keys(files).filter(path => files[path]!.failed > 0)
  return unhandled > 0 || failed.length > MOST_SECOND_TRIES ? [] : failed
}

/** Of a file that was run twice its second run counts. */
export function sumOf(first: RunReport, second: RunReport | null): Tally {
  const files = Object.values({ ...first.files, ...second?.files })
  const sum = (of: (tally: Tally) => number) => files.reduce((total, tally) => total + of(tally), 0)
  return {
    passed: sum(tally => tally.passed),
    failed: sum(tally => tally.failed) + first.unhandled + (second?.unhandled ?? 0),
    skipped: sum(tally => tally.skipped),
  }
}

/** The files that failed beside others and passed alone: their tests wait for too little, or the product does too much at once. */
export const unsteady = (first: RunReport, second: RunReport): readonly string[] =>
  secondTries(first).filter(path => second.files[path]?.failed === 0 && second.files[path].passed > 0)
