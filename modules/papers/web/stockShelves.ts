export interface Shelf {
  readonly office_id: string
  readonly blank: string
  readonly received: number
  readonly arrived: number
  readonly away: number
  readonly on_hand: number
  readonly assigned: number
  readonly sent: number
  readonly used: number
  readonly spoiled: number
  readonly destroyed: number
  readonly lost: number
  readonly low_at: number
  readonly low: boolean
}
export interface Lying {
  readonly office_id: string
  readonly blank: string
  readonly series: string
  readonly first: number
  readonly count: number
  readonly state: string
  readonly to_office: string | null
  readonly mine: boolean
}
interface Act {
  readonly id: string
  readonly at: string
  readonly by: string | null
  readonly act: string
  readonly blank: string
  readonly series: string
  readonly first: number
  readonly count: number
  readonly to_office: string | null
  readonly reason: string | null
  readonly remarks: string | null
}
export interface Stock {
  readonly shelves: readonly Shelf[]
  readonly lying: readonly Lying[]
  readonly acts: readonly Act[]
}

/** `KEN-C26-000120 – 000129`, as it is printed on the blanks. */
export const rangeOf = ({ series, first, count }: Pick<Lying, 'series' | 'first' | 'count'>): string => {
  const number = (n: number) => String(n).padStart(6, '0')
  return count === 1 ? `${series}-${number(first)}` : `${series}-${number(first)} – ${number(first + count - 1)}`
}
