import { type Language, Refusal } from '@nansen/kernel'
import type { ReprintReason } from '@nansen/registration'
import { type Asking, ChangedMeanwhile, defineCommand, type Tx } from '@nansen/store'
import type { Printed } from '../index.ts'
import { type Holder, holdersOf, whyNone } from './people.ts'
import { ID, LANGUAGE, MAYBE, MONTHS, OWN_OR_LANGUAGE, object, REASON, TEMPLATE, TEXT, today } from './schemas.ts'
import {
  type Kept,
  keepAll,
  monthsOf,
  type Printing,
  plan,
  preparing,
  type SetPapers,
  said,
} from './setting/printing.ts'

interface Input {
  readonly individualId: string
  readonly template: Printed
  readonly language: Language | 'own'
  readonly secondLanguage?: Language
  readonly validMonths?: number
  readonly reason?: ReprintReason
}

/**
 * Prints one attestation or card for one person, and keeps it with them. Whoever may see somebody under a restriction may print theirs.
 * @throws Refusal `not-found`; `not-allowed`; `wrong-state` with `details.why` when this person gets none.
 */
export const print = defineCommand<Input, Kept, SetPapers | undefined>({
  name: 'papers.print',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object(
    {
      individualId: ID,
      template: TEMPLATE,
      language: OWN_OR_LANGUAGE,
      secondLanguage: LANGUAGE,
      validMonths: MONTHS,
      reason: REASON,
    },
    ['secondLanguage', 'validMonths', 'reason'],
  ),
  output: object({
    individualId: TEXT,
    documentId: TEXT,
    attachmentId: TEXT,
    number: TEXT,
    sha256: TEXT,
    serial: MAYBE,
  }),
  async outside(tx, asking, input) {
    const { person, printing } = await asked(tx, asking, input)
    return preparing(tx, asking, await plan(tx, asking, [person], printing), input.template)
  },
  async run(tx, asking, input, made) {
    const { person, printing } = await asked(tx, asking, input)
    const planned = await plan(tx, asking, [person], printing)
    if (made === undefined || said(planned) !== made.of) throw new ChangedMeanwhile()
    const [kept] = await keepAll(tx, asking, planned, made, printing)
    return kept!
  },
})

async function asked(tx: Tx, asking: Asking, input: Input): Promise<{ person: Holder; printing: Printing }> {
  const { individualId, template, language, secondLanguage = null, reason = null } = input
  const [person] = await holdersOf(tx, [individualId], template, today(asking))
  if (person === undefined) throw new Refusal('not-found', 'there is no such person among those you may see')
  const why = whyNone(person, { template, reason, run: null })
  if (why === 'not-yours') throw new Refusal('not-allowed', 'this is not among what you may print')
  if (why !== null)
    throw new Refusal('wrong-state', 'this person cannot have this paper now', {
      why,
      label: `papers.code.batch_line.why.${why}`,
    })
  const validMonths = input.validMonths ?? (await monthsOf(tx, person.office_id, template))
  return { person, printing: { template, language, secondLanguage, validMonths, reason } }
}
