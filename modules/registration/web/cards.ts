import type { FieldProblem, PartialDate } from '@nansen/kernel'
import type { PersonCardProps, Words } from '@nansen/ui'

export type { FieldProblem }

/** A summary of a person, as `registration.search`, `person` and `group` answer. */
export interface Card {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly sex: string
  readonly year_of_birth: number | null
  readonly thumbnail: string | null
  readonly process_status: string
  readonly same_person_as: string | null
  readonly office: string
  readonly readable: boolean
}

/** A card as the shared component takes it. The person's own script comes first: it is their name. */
export function cardProps(card: Card, words: Words): PersonCardProps {
  const native = card.display_name_native
  return {
    name: native ?? card.display_name,
    otherNames: native === null ? [] : [{ part: 'given', text: card.display_name, script: 'Latn' }],
    number: card.number,
    sex: words.option('registration', 'individual', 'sex', card.sex),
    born: card.year_of_birth === null ? null : (String(card.year_of_birth) as PartialDate),
    office: card.office,
    photo: card.thumbnail,
    to: `/registration/individual/${card.id}`,
  }
}
