import { newId } from '@nansen/kernel'
import { officeId, staffId } from '../apps/cli/src/demo/staff.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostile/hostileWorld.ts'

export interface Pair {
  readonly id: string
  readonly first: string
  readonly second: string
}

/** The practice world with four adjudicators who have nothing to do with Dadaab, Ifo or Amman. */
export interface AdjudicationDesk {
  readonly world: HostileWorld
  /** Ines, Samuel, and two more at the same place. */
  readonly judges: readonly [Attacker, Attacker, Attacker, Attacker]
  /** Past every policy. */
  readonly rows: <T>(text: string, values?: readonly unknown[]) => Promise<T[]>
  /** A pair of new people that waits since so long. */
  readonly pair: (first?: string, second?: string, openedAgo?: string) => Promise<Pair>
  readonly gives: (who: Attacker, reviewId: string, verdict: string, reasons?: string) => ReturnType<Attacker['does']>
  /** What the finding of the same likeness opens now. */
  readonly opened: (pair: Pair) => Promise<string | null>
  /** A head of office there. */
  readonly runsTheDesk: (office: string) => Promise<Attacker>
}

export async function adjudicationDesk(): Promise<AdjudicationDesk> {
  const world = await hostileWorld()
  const rows = async <T>(text: string, values: readonly unknown[] = []) =>
    (await world.owner.query(text, [...values])).rows as T[]
  const [ines, samuel] = [await world.colleague('ines'), await world.colleague('samuel')]
  const hire = async (name: string, role: string, office: string) => {
    const id = staffId(`${name}@demo.nansen`)
    await rows(
      `insert into auth.staff (id, organisation_id, display_name, email) select $1, organisation_id, $2, $3 from auth.staff where id = $4`,
      [id, name, `${name}@demo.nansen`, ines.staffId],
    )
    await rows(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, $3, $4, '2020-01-01', true)`,
      [newId(), id, role, office],
    )
    return world.colleague(name)
  }
  const [at] = await rows<{ office: string }>(
    `select office_id as office from auth.assignment where staff_id = $1 and role = 'adjudicator'`,
    [ines.staffId],
  )
  const [mary, ruth] = [
    await hire('judge-mary', 'adjudicator', at!.office),
    await hire('judge-ruth', 'adjudicator', at!.office),
  ]
  const pair: AdjudicationDesk['pair'] = async (first = 'DAD', second = 'IFO', openedAgo = '1 hour') => {
    const people = [await world.newPerson(first), await world.newPerson(second)] as const
    const id = newId<string>()
    await rows(
      `insert into adjudication.review (id, office_id, first, second, found_by, opened_at, state)
       values ($1, $2, $3, $4, 'fingers-and-eyes', now() - $5::interval, 'open')`,
      [id, officeId(first), people[0], people[1], openedAgo],
    )
    return { id, first: people[0], second: people[1] }
  }
  const gives: AdjudicationDesk['gives'] = (who, reviewId, verdict, reasons = 'the ridges around the core') =>
    who.does('adjudication.giveOpinion', { reviewId, verdict, seen: ['fingers'], reasons })
  const opened = async ({ first, second }: Pair) => {
    const [made] = await rows<{ id: string | null }>(
      `select adjudication.open_review($1, $2, 'fingers-and-eyes', $3) as id`,
      [first, second, officeId('DAD')],
    )
    return made!.id
  }
  const runsTheDesk = (office: string) => hire(`head-${office.toLowerCase()}`, 'head_of_office', officeId(office))
  return { world, judges: [ines, samuel, mary, ruth], rows, pair, gives, opened, runsTheDesk }
}
