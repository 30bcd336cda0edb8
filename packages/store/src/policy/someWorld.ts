import type { AssignmentRow, RowOwner, World } from '@nansen/access'
import { newId, type SeededRandom } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import type { Client } from 'pg'
import type { SampleWorld } from '../../test/sampleWorld.ts'
import { sample } from '../sampleModule.ts'

export interface Made extends World {
  readonly groups: readonly string[]
  readonly rows: readonly (RowOwner & { readonly id: string; readonly table: 'file' | 'document' })[]
}
export const PURPOSES = ['protection', 'assistance']
const ROLES = Object.keys(sample.access) as Role[]

/** A world of few offices, many overlapping assignments and rows of every ownership. */
export function someWorld(random: SeededRandom): Made {
  const countries = ['KEN', 'UGA']
  const offices: { id: string; country: string; parentId: string | null }[] = []
  for (let i = 0; i < 6; i++) {
    const parent = i > 0 && random.chance(0.7) ? random.pick(offices) : null
    offices.push({ id: newId(), country: parent?.country ?? random.pick(countries), parentId: parent?.id ?? null })
  }
  const staff = Array.from({ length: 7 }, () => ({
    id: newId(),
    status: random.chance(0.9) ? ('active' as const) : ('disabled' as const),
  }))
  const groups = [newId(), newId()]
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const assignments = staff.flatMap(({ id }) =>
    Array.from(
      { length: 2 + random.below(2) },
      (): AssignmentRow => ({
        staffId: id,
        role: random.pick(ROLES),
        officeId: random.pick(offices).id,
        team: random.chance(0.6) ? random.pick(['a', 'b']) : null,
        validFrom: day(random.pick([-30, -30, -30, -30, -2, 0, 1])),
        validTo: null,
        approvals: random.pick([2, 2, 2, 2, 2, 2, 2, 2, 1, 0]),
        ended: random.chance(0.1),
      }),
    ),
  )
  // some end: yesterday, today, or later; never before they began
  const ending = assignments.map(each => {
    const last = day(random.pick([-1, 0, 5]))
    return random.chance(0.7) || last < each.validFrom ? each : { ...each, validTo: last }
  })
  const roots = Array.from({ length: 24 }, () => ({
    id: newId(),
    table: 'file' as const,
    officeId: random.pick(offices).id,
    ownerId: random.chance(0.5) ? random.pick(staff).id : null,
    restrictionGroup: random.chance(0.25) ? random.pick(groups) : null,
  }))
  const rows = roots.flatMap(root => [
    { ...root, rootId: root.id },
    { ...root, rootId: root.id, id: newId(), table: 'document' as const },
  ])
  const instant = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const caseworkers = ending.filter(({ role }) => role === 'gbv_caseworker').map(({ staffId }) => staffId)
  const cases = Array.from({ length: 24 }, (_, i) => ({
    staffId: caseworkers.length > 0 && random.chance(0.7) ? random.pick(caseworkers) : random.pick(staff).id,
    module: random.chance(0.85) ? 'sample' : 'other',
    caseId: random.pick(roots).id,
    validFrom: instant(random.pick([-5, -5, 2]) + i / 3600),
    validTo: random.chance(0.6) ? null : instant(random.pick([-1, 3])),
  }))
  const members = groups.flatMap(groupId =>
    staff.filter(() => random.chance(0.4)).map(({ id }) => ({ groupId, staffId: id })),
  )
  return {
    columns: { sample: sample.access },
    offices,
    staff,
    assignments: ending,
    cases,
    members,
    groups,
    now: new Date().toISOString(),
    rows,
  }
}

let codes = 0
const nextCode = () => (codes++).toString(36).toUpperCase().padStart(3, '0')

/** Puts the world into the database, past every policy. */
export async function build({ owner }: Pick<SampleWorld, 'owner'>, world: Made): Promise<void> {
  await owner.query('begin')
  await buildPeople(owner, world)
  for (const { id, table, officeId, ownerId, restrictionGroup, rootId } of world.rows) {
    if (table === 'document') {
      await owner.query(`insert into sample.document (id, parent_id, label) values ($1, $2, 'l')`, [id, rootId])
      continue
    }
    await owner.query(
      `insert into sample.file (id, office_id, owner_id, restriction_group, subject, kind) values ($1, $2, $3, $4, 's', 'lost')`,
      [id, officeId, ownerId, restrictionGroup],
    )
    await owner.query(`insert into sample.file_protected (id, change_ct, story) values ($1, '\\x00', 's')`, [id])
  }
  await owner.query('commit')
}

async function buildPeople(owner: Client, world: Made): Promise<void> {
  const { rows } = await owner.query('select id from auth.organisation')
  const organisation = rows[0].id
  for (const { id, country, parentId } of world.offices) {
    await owner.query(
      `insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2, 'office', $3, $4, $5)`,
      [id, nextCode(), country, parentId, organisation],
    )
  }
  const approvers = [newId(), newId()]
  for (const { id, status } of [...world.staff, ...approvers.map(each => ({ id: each, status: 'active' }))]) {
    await owner.query(`insert into auth.staff (id, organisation_id, display_name, status) values ($1, $2, 'x', $3)`, [
      id,
      organisation,
      status,
    ])
  }
  for (const a of world.assignments) await assign(owner, a, approvers)
  for (const id of world.groups)
    await owner.query(`insert into auth.restriction_group (id, name) values ($1, 'g')`, [id])
  for (const { groupId, staffId } of world.members) {
    await owner.query('insert into auth.restriction_group_member (group_id, staff_id) values ($1, $2)', [
      groupId,
      staffId,
    ])
  }
  for (const { staffId, module, caseId, validFrom, validTo } of world.cases) {
    await owner.query(
      `insert into auth.case_access (id, staff_id, module, case_id, reason, valid_from, valid_to) values ($1, $2, $3, $4, 'r', $5, $6)`,
      [newId(), staffId, module, caseId, validFrom, validTo],
    )
  }
}

async function assign(owner: Client, a: AssignmentRow, approvers: readonly string[]): Promise<void> {
  const [first, second] = [0, 1].map(n => (a.approvals > n ? approvers[n] : null))
  await owner.query(
    `insert into auth.assignment (id, staff_id, role, office_id, team, valid_from, valid_to, approved_by_1, approved_by_2, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      newId(),
      a.staffId,
      a.role,
      a.officeId,
      a.team,
      a.validFrom,
      a.validTo,
      first,
      second,
      a.ended ? new Date() : null,
    ],
  )
}
