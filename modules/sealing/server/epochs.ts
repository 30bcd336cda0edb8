import type { Epoch, Grant, Signature, Statement } from '@nansen/sealed'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'

interface Kept {
  readonly group_id: string
  readonly statement: Statement
  readonly signatures: readonly Signature[]
  readonly grants: readonly Grant[]
  readonly before: string | null
}

/** The chain of each group that the asker may know, from its founding on. A group that is not theirs has no epochs. */
export async function epochsOf(tx: Tx, groups: readonly string[]): Promise<ReadonlyMap<string, readonly Epoch[]>> {
  const { rows } = await sql<Kept>`
    select e.group_id, e.statement, e.signatures, e.before,
      (select jsonb_agg(jsonb_build_object('staff', m.staff_id, 'sealed', m.sealed)) from sealed.member m
        where m.group_id = e.group_id and m.number = e.number) as grants
    from sealed.epoch e where e.group_id = any (${groups}::uuid[]) order by e.group_id, e.number`.execute(tx)
  const found = new Map<string, Epoch[]>(groups.map(id => [id, []]))
  for (const { group_id, statement, signatures, grants, before } of rows)
    found.get(group_id)!.push({ statement, signatures, grants, before })
  return found
}
