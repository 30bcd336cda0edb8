import type { Consequence } from '@nansen/store'
import { type Finding, findingsIn, type Person } from '../../householdFindings.ts'

/** `registration.consequence.NAME`, with its values. */
export const consequence = (
  name: string,
  severity: Consequence['severity'] = 'info',
  values: Consequence['values'] = {},
): Consequence => ({ label: `registration.consequence.${name}`, severity, values })

const INFORMING: readonly Finding['rule'][] = ['other-nationality', 'older-person-alone']

/** What is unlikely about a household, for the officer to look at before saving. */
export const unlikely = (members: readonly Person[], on: string): readonly Consequence[] =>
  findingsIn(members, on).map(({ rule, member }) =>
    consequence(rule, INFORMING.includes(rule) ? 'info' : 'warning', { member }),
  )
