import type { Action, Column, Grant, Level, Role } from '@nansen/model'

/** All that a policy asks about, as plain data: the database's tables `auth.*` in TypeScript. */
export interface World {
  /** The access matrix: module -> column. */
  readonly columns: Readonly<Record<string, Column>>
  readonly offices: readonly { readonly id: string; readonly country: string; readonly parentId: string | null }[]
  readonly staff: readonly { readonly id: string; readonly status: 'invited' | 'active' | 'disabled' }[]
  readonly assignments: readonly AssignmentRow[]
  /** Cases given personally. Instants in ISO 8601. */
  readonly cases: readonly {
    readonly staffId: string
    readonly module: string
    readonly caseId: string
    readonly validFrom: string
    readonly validTo: string | null
  }[]
  readonly members: readonly { readonly groupId: string; readonly staffId: string }[]
  /** Instant of the question, ISO 8601 in UTC. */
  readonly now: string
}

export interface AssignmentRow {
  readonly staffId: string
  readonly role: Role
  readonly officeId: string
  readonly team: string | null
  /** `YYYY-MM-DD`, both days included. */
  readonly validFrom: string
  readonly validTo: string | null
  readonly approvals: 0 | 1 | 2
  readonly ended: boolean
}

/** Who asks, for which purpose. */
export interface Asker {
  readonly staffId: string
  readonly purpose: string
}

/** Whose rows an asker reaches: in these offices, of these owners, and these cases. */
export interface Reached {
  readonly offices: ReadonlySet<string>
  readonly owners: ReadonlySet<string>
  readonly cases: ReadonlySet<string>
}

/** The columns of a row that access depends on. */
export interface RowOwner {
  readonly officeId: string
  readonly ownerId: string | null
  /** The root record: the row itself when it is one. */
  readonly rootId: string
  readonly restrictionGroup: string | null
}

const holds = (a: AssignmentRow, today: string): boolean =>
  !a.ended && a.approvals === 2 && a.validFrom <= today && (a.validTo === null || a.validTo >= today)

const assignmentsOf = (world: World): readonly AssignmentRow[] =>
  world.assignments.filter(each => holds(each, world.now.slice(0, 10)))

interface Held extends Grant {
  readonly at: AssignmentRow
}

/** The asker's grants for exactly this module, action and level, each with the assignment that gives it. */
function held(world: World, asker: Asker, module: string, action: Action, level: Level): readonly Held[] {
  const active = world.staff.some(({ id, status }) => id === asker.staffId && status === 'active')
  const mine = active ? assignmentsOf(world).filter(({ staffId }) => staffId === asker.staffId) : []
  return mine.flatMap(at =>
    (world.columns[module]?.[at.role] ?? [])
      .filter(grant => grant.action === action && grant.level === level)
      .filter(({ purposes }) => purposes === undefined || purposes.includes(asker.purpose))
      .map(grant => ({ ...grant, at })),
  )
}

/** Offices at or below one. */
function subtree(world: World, top: string): readonly string[] {
  const below = world.offices.filter(({ parentId }) => parentId === top).map(({ id }) => id)
  return [top, ...below.flatMap(id => subtree(world, id))]
}

function officesOf(world: World, { scope, at }: Held): readonly string[] {
  switch (scope) {
    case 'office':
      return [at.officeId]
    case 'subtree':
      return subtree(world, at.officeId)
    case 'country': {
      const home = world.offices.find(({ id }) => id === at.officeId)
      return world.offices.filter(({ country }) => country === home?.country).map(({ id }) => id)
    }
    case 'global':
      return world.offices.map(({ id }) => id)
    default:
      return []
  }
}

function ownersOf(world: World, asker: Asker, { scope, at }: Held): readonly string[] {
  if (scope === 'own') return [asker.staffId]
  if (scope !== 'team') return []
  const team = assignmentsOf(world).filter(
    ({ officeId, team }) => at.team !== null && officeId === at.officeId && team === at.team,
  )
  return [asker.staffId, ...team.map(({ staffId }) => staffId)]
}

/** What an asker reaches in a module. The database's twins are `auth.reach`, `auth.owners` and `auth.cases`. */
export function reachOf(world: World, asker: Asker, module: string, action: Action, level: Level): Reached {
  const grants = held(world, asker, module, action, level)
  const given = world.cases.filter(
    each =>
      each.staffId === asker.staffId &&
      each.module === module &&
      each.validFrom <= world.now &&
      (each.validTo === null || each.validTo > world.now),
  )
  return {
    offices: new Set(grants.flatMap(grant => officesOf(world, grant))),
    owners: new Set(grants.flatMap(grant => ownersOf(world, asker, grant))),
    cases: new Set(grants.some(({ scope }) => scope === 'case') ? given.map(({ caseId }) => caseId) : []),
  }
}

/** Restriction groups the asker belongs to. */
const groupsOf = (world: World, { staffId }: Asker): readonly string[] =>
  world.members.filter(member => member.staffId === staffId).map(({ groupId }) => groupId)

/** Whether the asker may do this with the row. The database's policies say the same, and theirs is the word that counts. */
export function mayRow(
  world: World,
  asker: Asker,
  module: string,
  action: Action,
  level: Level,
  row: RowOwner,
): boolean {
  const { offices, owners, cases } = reachOf(world, asker, module, action, level)
  const reached =
    offices.has(row.officeId) || (row.ownerId !== null && owners.has(row.ownerId)) || cases.has(row.rootId)
  return reached && (row.restrictionGroup === null || groupsOf(world, asker).includes(row.restrictionGroup))
}
