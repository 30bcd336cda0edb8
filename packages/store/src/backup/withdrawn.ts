import type pg from 'pg'

/**
 * What was taken back: a restore of older rows must not give it again. Kept outside the database and its backups, beside the key file.
 * Identifiers only.
 */
export interface Withdrawn {
  readonly asOf: string
  readonly disabledStaff: readonly string[]
  readonly endedAssignments: readonly string[]
  /** Data keys that were destroyed: erasure. `subject class`. */
  readonly destroyedKeys: readonly string[]
}

/** Reads it, as the owner. */
export async function withdrawnIn(client: pg.Client, now: Date): Promise<Withdrawn> {
  const { rows } = await client.query<Omit<Withdrawn, 'asOf'>>(`select
    array(select id::text from auth.staff where status = 'disabled' order by 1) as "disabledStaff",
    array(select id::text from auth.assignment where ended_at is not null order by 1) as "endedAssignments",
    array(select subject_id || ' ' || class from store.data_key where wrapped is null order by 1) as "destroyedKeys"`)
  return { asOf: now.toISOString(), ...rows[0]! }
}

/** @returns how many rows were older than what was taken back. */
export async function applyWithdrawn(client: pg.Client, withdrawn: Withdrawn | null): Promise<number> {
  if (withdrawn === null) return 0
  const done = [
    await client.query(
      `update auth.staff set status = 'disabled', disabled_at = now() where id = any ($1::uuid[]) and status <> 'disabled'`,
      [withdrawn.disabledStaff],
    ),
    await client.query('update auth.assignment set ended_at = now() where id = any ($1::uuid[]) and ended_at is null', [
      withdrawn.endedAssignments,
    ]),
    await client.query(
      `update store.data_key set wrapped = null, destroyed_at = now() where subject_id || ' ' || class = any ($1) and wrapped is not null`,
      [withdrawn.destroyedKeys],
    ),
  ]
  return done.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
}
