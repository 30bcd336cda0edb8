/**
 * Days that an account for a surge of work may last. Ours: a quarter of a year, so that none outlives one recertification. The database
 * says the same: `auth.surge_days()`, which a test compares.
 */
export const SURGE_DAYS = 90
