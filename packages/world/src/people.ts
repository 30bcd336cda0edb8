import type { PartialDate, SeededRandom } from '@nansen/kernel'
import type { NamePart } from '@nansen/model'

/** One invented person, before anything of it is registered. */
export interface InventedPerson {
  /** Position in the world, from 0. */
  readonly key: number
  /** Seed of fingerprints, irises and face. Two records of one person share it; twins do not. */
  readonly body: string
  /** Seed of the likeness that relatives share. */
  readonly likeness: string
  readonly sex: 'female' | 'male'
  /** What the person says: a year where only that is known. */
  readonly born: PartialDate
  readonly bornEstimated: boolean
  readonly bornIn: string
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string
  readonly names: readonly NamePart[]
  /** Latin display name as the clerk wrote it, and the name in the person's own script. */
  readonly displayName: string
  readonly nativeName: string
  readonly maritalStatus: 'single' | 'married' | 'widowed' | 'separated' | 'divorced'
  readonly religion: string | null
  readonly ethnicity: string | null
  readonly languages: readonly string[]
  readonly education: string
  readonly occupation: string | null
  readonly phone: string | null
  readonly document: { readonly type: string; readonly number: string } | null
  readonly needs: readonly string[]
  readonly deceased: PartialDate | null
}

/** Age in completed years at a reference day, from the earliest day the birth date allows. */
export function ageAt(born: PartialDate, on: string): number {
  const first = (born + '-01-01'.slice(born.length - 4)).slice(0, 10)
  return Number(on.slice(0, 4)) - Number(first.slice(0, 4)) - (on.slice(5) < first.slice(5) ? 1 : 0)
}

/**
 * A birth date as it reaches a registration desk: in some groups most adults know the year only, and a clerk of an older system wrote
 * 1 January for them. Children's days are known better.
 */
export function bornAsTold(
  random: SeededRandom,
  year: number,
  adult: boolean,
): { born: PartialDate; estimated: boolean } {
  const month = String(1 + random.below(12)).padStart(2, '0')
  const day = String(1 + random.below(28)).padStart(2, '0')
  const draw = random.next()
  const yearOnly = adult ? 0.4 : 0.12
  const firstOfJanuary = adult ? 0.55 : 0.18
  if (draw < yearOnly) return { born: String(year) as PartialDate, estimated: true }
  if (draw < firstOfJanuary) return { born: `${year}-01-01` as PartialDate, estimated: true }
  if (draw < firstOfJanuary + 0.08) return { born: `${year}-${month}` as PartialDate, estimated: true }
  return { born: `${year}-${month}-${day}` as PartialDate, estimated: false }
}
