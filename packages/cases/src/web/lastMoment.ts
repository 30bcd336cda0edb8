/** A period of days ends with the midnight after its last day: what is said is that day, 23:59, and not the next one. */
export const lastMoment = (dueAt: string): string =>
  /:00:00(\.0+)?(Z|[+-])/.test(dueAt) ? new Date(Date.parse(dueAt) - 60_000).toISOString() : dueAt
