/**
 * Oversight keeps no records of its own: it looks at the platform's (staff, offices, sessions, the audit), which no module writes.
 * See `server/` for the questions it asks and the acts it knows.
 */
export const records = {} as const
