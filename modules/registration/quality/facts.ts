import { ageRange, type PartialDate } from '@nansen/kernel'

/** What the rules of data quality look at in one person. As `registration.quality_facts` gives it: no name, number or place. */
export interface Facts {
  readonly id: string
  readonly level: string
  /** Whether the person is active or on hold; nobody else is judged. */
  readonly counted: boolean
  readonly sex: string
  readonly born: PartialDate | null
  /** First and last day of a birth told in another calendar. */
  readonly bornFrom: string | null
  readonly bornTo: string | null
  readonly estimated: boolean
  readonly fledOn: string | null
  readonly arrivedOn: string | null
  readonly registeredOn: string
  readonly statusOn: string
  readonly maritalStatus: string | null
  readonly nationality: string | null
  readonly origin: string | null
  readonly asylum: string | null
  readonly birthCountry: string | null
  /** Names of the person's own fields that have an answer. */
  readonly answers: readonly string[]
  /** Whether the name is written in a script other than Latin. */
  readonly ownScript: boolean
  readonly photo: boolean
  /** Whether the newest photo is below the limits of a portrait, or shows no face. */
  readonly photoPoor: boolean
  readonly consent: boolean
  readonly addresses: readonly { readonly kind: string; readonly from: string | null; readonly to: string | null }[]
  readonly papers: readonly {
    readonly issued: string | null
    readonly expires: string | null
    readonly status: string | null
  }[]
  readonly marriedOn: readonly string[]
  /** Of each address its kind, and whether its place is coded. */
  readonly places: readonly { readonly kind: string; readonly placed: boolean }[]
  /** Of each paper held: what its number is like, and what is known of it. Numbers themselves are not looked at here. */
  readonly paperDetails: readonly {
    readonly number: 'none' | 'odd' | 'fine'
    readonly issuer: boolean
    readonly issued: boolean
    readonly expires: boolean
  }[]
  /** Days on which legal statuses took effect, earliest first. */
  readonly statuses: readonly string[]
  readonly group: string | null
  readonly relationship: string | null
  readonly sequence: number | null
}

/** The person, those who live with them (the person among them, in the order of the group), and the day of judging. */
export interface Judged {
  readonly person: Facts
  readonly household: readonly Facts[]
  readonly on: string
  /** Questions of their level, age and birth that have no answer. */
  readonly missing: readonly string[]
}

/** Who was born in the country of asylum never fled, and did not arrive. */
export const isBornHere = ({ birthCountry, asylum }: Facts): boolean => birthCountry !== null && birthCountry === asylum

/** Least and most completed years; somebody without a date is of any age. */
export function agesOf(
  { born, bornFrom, bornTo }: Facts,
  on: string,
): { readonly youngest: number; readonly oldest: number } {
  if (born === null) return { youngest: 0, oldest: 150 }
  if (bornFrom === null || bornTo === null) return ageRange(born, on)
  return {
    youngest: ageRange(bornTo as PartialDate, on).youngest,
    oldest: ageRange(bornFrom as PartialDate, on).oldest,
  }
}

/** Whether the one is surely later than the other, as far as both are known. */
export function isSurelyAfter(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false
  const known = Math.min(one.length, other.length)
  return one.slice(0, known) > other.slice(0, known)
}
