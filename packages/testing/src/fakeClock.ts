/** A clock that stands until it is moved. Pass `clock.now` wherever the product takes its clock. */
export interface FakeClock {
  readonly now: () => Date
  /** Milliseconds. */
  readonly advance: (by: number) => void
  readonly set: (to: string | Date) => void
}

export function fakeClock(start: string | Date = '2026-03-01T08:00:00Z'): FakeClock {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    advance: by => {
      at += by
    },
    set: to => {
      at = new Date(to).getTime()
    },
  }
}
