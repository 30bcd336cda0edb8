import type { SummaryCard } from '@nansen/identity/web'
import { useAsk } from '@nansen/ui'

export interface WaitingReview {
  readonly id: string
  readonly state: string
  readonly foundBy: string
  readonly openedAt: string
  readonly dueAt: string
  readonly overdue: boolean
  readonly office: string
  readonly place: 'free' | 'taken' | 'yours'
  readonly spoken: boolean
  readonly first: SummaryCard | null
  readonly second: SummaryCard | null
}

/** Reviews that this adjudicator may judge, the most overdue first. */
export const useWaiting = () => useAsk<{ reviews: readonly WaitingReview[] }>('adjudication.queue')

export const nameOf = (card: SummaryCard | null): string => card?.display_name ?? '—'
