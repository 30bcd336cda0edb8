import { api, type Consequence } from '@nansen/ui'
import type { Card } from '../cards.ts'
import type { Reason } from './likeness.tsx'

/** Somebody registered who may be a person of the form. `registration.lookAlikes`. */
export interface LookAlike {
  /** Place in the form, from 0. */
  readonly member: number
  readonly card: Card
  /** `likely`, `possible`. */
  readonly band: string
  readonly reasons: readonly Reason[]
  readonly group_number: string | null
  readonly family: readonly string[]
}

/** What is to be read before somebody is registered. */
export interface Looked {
  readonly consequences: readonly Consequence[]
  readonly lookAlikes: readonly LookAlike[]
}

/** Of each who looks alike, why it is another: keys by `alikeKey`. */
export type Apart = Readonly<Record<string, string>>
export const alikeKey = ({ member, card }: LookAlike): string => `${member} ${card.id}`

/** Asks what would follow, and whom these people resemble, at the same time. */
export async function lookBefore(
  command: string,
  input: Readonly<Record<string, unknown>>,
  people: readonly unknown[],
): Promise<Looked> {
  const [{ consequences }, { lookAlikes }] = await Promise.all([
    api.preview(command, input),
    api.query<{ readonly lookAlikes: readonly LookAlike[] }>('registration.lookAlikes', { people }),
  ])
  return { consequences, lookAlikes }
}

/** One of the `others` of the commands that register. */
export interface Other {
  readonly member: number
  readonly individualId: string
  readonly because: string
}

export const othersOf = (lookAlikes: readonly LookAlike[], apart: Apart): readonly Other[] =>
  lookAlikes.map(each => ({ member: each.member, individualId: each.card.id, because: apart[alikeKey(each)] ?? '' }))
