import type { Calendar, PartialDate } from '@nansen/kernel'
import { type Asking, changeRecord, defineCommand, foresee, type Tx } from '@nansen/store'
import { registration, SPOUSES } from '../../index.ts'
import { endMarriage } from '../events/couple.ts'
import { lastDay, TOLD, TOLD_OPTIONAL, writeEvents } from '../events/told.ts'
import { groupOf, type Member, membersOf, type PersonId, today } from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { applyStatus, statusConsequences } from './changeStatus.ts'
import { consequence } from './consequences.ts'
import { ID, object, RELATIONSHIPS } from './schemas.ts'

interface Input {
  readonly individualId: PersonId
  /** As exactly as it is known. */
  readonly diedOn: PartialDate
  readonly happenedAsSaid?: string
  readonly happenedCalendar?: Calendar
  readonly place?: string
  /** Who told us, and what paper there is. */
  readonly source: string
  readonly document?: string
  readonly successor?: PersonId
  readonly relationships?: Chosen
}

/** Completed years below which somebody without a parent in the group is looked at by child protection. */
const ADULT = 18

/** Records a death: the status, who leads the family now, and that a spouse is widowed. */
export const recordDeath = defineCommand<Input, { widowed: readonly PersonId[] }>({
  name: 'registration.recordDeath',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      individualId: ID,
      diedOn: TOLD.happenedOn,
      happenedAsSaid: TOLD.happenedAsSaid,
      happenedCalendar: TOLD.happenedCalendar,
      place: TOLD.place,
      source: TOLD.source,
      document: TOLD.document,
      successor: ID,
      relationships: RELATIONSHIPS,
    },
    ['successor', 'relationships', ...TOLD_OPTIONAL],
  ),
  output: object({ widowed: { type: 'array', items: ID } }),
  async run(tx, asking, input) {
    const widowed = spouses(await familyOf(tx, input.individualId), input.individualId)
    const told = { ...input, happenedOn: input.diedOn }
    await writeEvents(tx, asking, told, [{ kind: 'death', individual: input.individualId }])
    await applyStatus(tx, asking, asStatus(asking, input))
    for (const spouse of widowed)
      await changeRecord(tx, asking, registration, 'individual', spouse.individual, spouse.version, {
        marital_status: 'WD',
      })
    for (const spouse of widowed)
      await endMarriage(tx, asking, spouse.individual, input.individualId, {
        because: 'death',
        on: input.diedOn,
        statusBefore: spouse.maritalStatus,
      })
    return { widowed: widowed.map(({ individual }) => individual) }
  },
  async preview(tx, asking, input) {
    const family = await familyOf(tx, input.individualId)
    const left = family.filter(member => member.individual !== input.individualId)
    const children = left.filter(
      ({ born }) => born !== null && Number(today(asking).slice(0, 4)) - Number(born.slice(0, 4)) <= ADULT,
    )
    const alone = left.length > 0 && children.length === left.length
    return [
      ...(await statusConsequences(tx, asking, asStatus(asking, input))),
      ...spouses(family, input.individualId).map(({ name }) => consequence('widowed', 'info', { name })),
      ...(await foresee(tx, asking, { name: 'registration.death', ids: [input.individualId], on: input.diedOn })),
      ...(alone ? [consequence('children-alone', 'warning', { children: children.length })] : []),
    ]
  },
})

const asStatus = (asking: Asking, { individualId, diedOn, successor, relationships }: Input) => ({
  individualId,
  status: 'inactive' as const,
  reason: 'death' as const,
  effectiveOn: lastDay(diedOn, today(asking)),
  ...(successor === undefined ? {} : { successor }),
  ...(relationships === undefined ? {} : { relationships }),
})

/** Nobody, of who left before: that they died elsewhere is written all the same. */
async function familyOf(tx: Tx, individualId: PersonId): Promise<readonly Member[]> {
  const group = await groupOf(tx, individualId)
  return group === null ? [] : membersOf(tx, [group])
}

/** The married people whose spouse the dead was: in a group a marriage is known between the focal point and a spouse only. */
function spouses(family: readonly Member[], dead: PersonId): readonly Member[] {
  const gone = family.find(member => member.individual === dead)
  if (gone === undefined) return []
  const bereaved = gone.focalPoint
    ? family.filter(member => SPOUSES.includes(member.relationship))
    : SPOUSES.includes(gone.relationship)
      ? family.filter(member => member.focalPoint)
      : []
  const isOnlySpouse = family.filter(member => SPOUSES.includes(member.relationship)).length === 1
  return bereaved.filter(
    member => ['MA', 'CL', 'PT'].includes(member.maritalStatus ?? '') && (gone.focalPoint || isOnlySpouse),
  )
}
