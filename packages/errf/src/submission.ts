import type { PartialDate } from '@nansen/kernel'

/** Sex as our records have it. */
export type SubmittedSex = 'female' | 'male' | 'other' | 'unknown'

/** Parts of a name in Latin letters. A part that a name does not have is null: many have one part only. */
export interface SubmittedName {
  readonly given: string | null
  readonly middle: string | null
  readonly family: string | null
  readonly secondFamily: string | null
  readonly maiden: string | null
}

/** What is said of a member and of a relative alike. Countries are ISO 3166-1 alpha-3; null: not known, or refused. */
interface Described {
  /** Of the record: it becomes the form's GUID. */
  readonly id: string
  readonly name: SubmittedName
  /** As the person says it: a year, a month or a day. */
  readonly born: PartialDate | null
  readonly bornEstimated: boolean
  readonly birthCountry: string | null
  readonly birthPlace: string | null
  readonly sex: SubmittedSex
  readonly nationality: string | null
  /** The form's codes: our lists of marital status and relationship are its. */
  readonly maritalStatus: string | null
  readonly relationship: string
}

export interface SubmittedMember extends Described {
  /** Printed number of the person. */
  readonly number: string
  /** Of the row that says that they belong to the case. */
  readonly membershipId: string
  readonly registeredOn: string
  readonly arrivedOn: PartialDate | null
  readonly originCountry: string | null
  readonly asylumCountry: string
  /** The form's codes; null: not known, or refused. */
  readonly religion: string | null
  readonly ethnicity: string | null
  readonly education: string | null
  readonly motherName: string | null
  readonly fatherName: string | null
}

export interface SubmittedRelative extends Described {
  /** Whose relative. */
  readonly of: string
  readonly residenceCountry: string | null
  readonly deceased: boolean
  readonly deceasedOn: PartialDate | null
}

/** What hangs on a member. */
interface OfMember {
  readonly id: string
  readonly of: string
}

export interface SubmittedAddress extends OfMember {
  /** The form's code: `CoA`, `CoO`, `TEL` … */
  readonly type: string
  readonly country: string | null
  /** Five levels from the largest; the last of six is the rest: house, telephone number. */
  readonly levels: readonly (string | null)[]
  readonly detail: string | null
}

/** How well: `E` easily, `N` not easily, `NO` none; null: not known. */
type Skill = 'E' | 'N' | 'NO' | null

export interface SubmittedLanguage extends OfMember {
  /** The form's code, never an ISO one. Null: the form has none. */
  readonly code: string | null
  readonly read: Skill
  readonly write: Skill
  readonly speak: Skill
  readonly understand: Skill
}

/** One resettlement case in our words, before it becomes a form. Rows keep the identifiers that they have: nothing is made up. */
export interface Submission {
  readonly id: string
  readonly number: string
  /** Principal applicant: the member whose relationship is `PA`. */
  readonly members: readonly SubmittedMember[]
  readonly primary: string
  readonly secondary: string
  readonly priority: 'emergency' | 'urgent' | 'normal'
  readonly links: readonly { readonly id: string; readonly toId: string; readonly toNumber: string }[]
  readonly addresses: readonly SubmittedAddress[]
  readonly aliases: readonly (OfMember & { readonly last: string; readonly first: string | null })[]
  readonly educations: readonly (OfMember & { readonly level: string | null; readonly degree: string | null })[]
  readonly employments: readonly (OfMember & {
    /** `E` worked, `S` can, `NE` not employed. */
    readonly type: string
    readonly occupation: string | null
    readonly words: string
  })[]
  readonly relatives: readonly SubmittedRelative[]
  readonly languages: readonly SubmittedLanguage[]
  /** Base64 of a PNG or JPEG. */
  readonly photos: readonly (OfMember & { readonly picture: string })[]
  /** Codes of specific needs, of any depth: `WR-SF`. Those that the person did not agree to tell are not among them. */
  readonly needs: readonly (OfMember & { readonly code: string })[]
}
