import { planWorld, type World } from '@nansen/world'
import { withOwner } from '../openDatabase.ts'
import { NAMED } from './loadWorld.ts'

/** Of a larger world only so many people are needed at once: portraits of all would take days. */
const MOST = 10_000

/** The world that this database was filled with, or the first thousands of it; nobody when it was not. */
export async function loadedWorld(ownerUrl: string): Promise<World> {
  const { rows } = await withOwner(ownerUrl, client =>
    client.query<{ reason: string }>(
      `select reason from audit.entry where module = 'admin' and action = 'load' order by seq`,
    ),
  )
  const named = rows.map(({ reason }) => NAMED.exec(reason)).find(match => match !== null)
  const plan = planWorld({
    people: Number(named?.[1] ?? 0),
    today: named?.[2] ?? new Date().toISOString().slice(0, 10),
  })
  const families = []
  let people = 0
  for (const family of plan.stream()) {
    if (people >= MOST) break
    people += family.members.length
    families.push(family)
  }
  return { ...plan, families }
}
