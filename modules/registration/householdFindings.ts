import { ageRange, type PartialDate } from '@nansen/kernel'
import { FOCAL_POINT, SPOUSES } from './relationships.ts'

/** What the rules of a household look at in one member. */
export interface Person {
  readonly relationship: string
  readonly sex: string
  readonly born?: PartialDate | null | undefined
  readonly maritalStatus?: string | null | undefined
  readonly nationality?: string | null | undefined
}

/** Something unlikely, to look at before saving; real families break every one of these. `member`: place in the list, from 1. */
export interface Finding {
  readonly rule:
    | 'minor-leads'
    | 'minor-spouse'
    | 'two-spouses'
    | 'spouse-of-unmarried'
    | 'parent-too-young'
    | 'child-alone'
    | 'older-person-alone'
    | 'older-than-110'
    | 'other-nationality'
  readonly member: number
}

/** Completed years. domain.md 1.15. */
const ADULT = 18
const OLDER = 60
const OLDEST = 110
const YOUNGEST_PARENT = 12
const MARRIED = ['MA', 'CL', 'PT']
const CHILDREN = ['SON', 'DAU']
const PARENTS = ['PRM', 'PRF']

/** @param on the day that ages are judged on, `YYYY-MM-DD`. */
export function findingsIn(members: readonly Person[], on: string): readonly Finding[] {
  const lead = members.findIndex(member => member.relationship === FOCAL_POINT)
  const leader = members[lead]
  const found = members.flatMap((person, at) => {
    const here = (rule: Finding['rule'], when: boolean): readonly Finding[] => (when ? [{ rule, member: at + 1 }] : [])
    return [
      ...here('older-than-110', youngest(person, on) > OLDEST),
      ...here('minor-spouse', isSpouse(person) && oldest(person, on) < ADULT),
      ...here('parent-too-young', leader !== undefined && hasTooYoungParent(person, leader)),
      ...here('other-nationality', at !== lead && differs(person.nationality, leader?.nationality)),
    ]
  })
  return [...found, ...(leader === undefined ? [] : findingsOfLeader(members, leader, lead + 1, on))]
}

function findingsOfLeader(members: readonly Person[], leader: Person, member: number, on: string): readonly Finding[] {
  const spouses = members.filter(isSpouse).length
  const isAlone = members.length === 1
  const isMinor = oldest(leader, on) < ADULT
  const unmarried = leader.maritalStatus != null && !MARRIED.includes(leader.maritalStatus)
  const rules: readonly (readonly [Finding['rule'], boolean])[] = [
    ['minor-leads', isMinor && !isAlone],
    ['child-alone', isMinor && isAlone],
    ['older-person-alone', isAlone && youngest(leader, on) >= OLDER],
    ['two-spouses', spouses > 1],
    ['spouse-of-unmarried', spouses > 0 && unmarried],
  ]
  return rules.filter(([, holds]) => holds).map(([rule]) => ({ rule, member }))
}

const isSpouse = ({ relationship }: Person): boolean => SPOUSES.includes(relationship)
const differs = (one: string | null | undefined, other: string | null | undefined): boolean =>
  one != null && other != null && one !== other
/** The least and most somebody can be old; who gave no date is never too young and never too old. */
const youngest = ({ born }: Person, on: string): number => (born ? ageRange(born, on).youngest : 0)
const oldest = ({ born }: Person, on: string): number => (born ? ageRange(born, on).oldest : OLDEST)

function hasTooYoungParent(person: Person, leader: Person): boolean {
  const [parent, child] = CHILDREN.includes(person.relationship)
    ? [leader, person]
    : PARENTS.includes(person.relationship)
      ? [person, leader]
      : []
  if (!parent?.born || !child?.born) return false
  return Number(child.born.slice(0, 4)) - Number(parent.born.slice(0, 4)) < YOUNGEST_PARENT
}
