import { letterTemplate, type RenderedDocument } from '@nansen/documents'
import type { Language } from '@nansen/kernel'
import { Refusal } from '@nansen/kernel'
import { registration } from '@nansen/registration'
import {
  type Asking,
  ChangedMeanwhile,
  createRecord,
  defineCommand,
  getRecord,
  keepPaper,
  type Tx,
} from '@nansen/store'
import { documents } from './letters/decisionLetter.ts'
import { labelsOf, sayer } from './letters/labels.ts'
import { addressee, dayOn, fact, letterTo } from './letters/letter.ts'
import { today } from './requests.ts'
import { ID, LANGUAGE, object, PRINTED, TEXT } from './schemas.ts'

interface Consent {
  readonly id: string
  readonly parent_id: string
  readonly purpose: string
  readonly recipient: string
  readonly recipient_name: string | null
  readonly agreed: boolean
  readonly given_by: string
  readonly language: string
  readonly interpreted: boolean
  readonly interpreter_name: string | null
  readonly decided_on: string
  readonly valid_to: string | null
}

const consentOf = async (tx: Tx, asking: Asking, id: string): Promise<Consent> =>
  (await getRecord(tx, asking, registration, 'consent', id)) as unknown as Consent

interface Withdrawal {
  readonly consentId: string
  readonly givenBy: 'person' | 'parent-or-guardian' | 'representative'
}

/**
 * A person takes back what they agreed to. A change of mind is a new fact and the newest counts: what was agreed stays, and so does what was
 * shared while it held. @throws Refusal `wrong-state` for a refusal, which there is nothing to take back of.
 */
export const withdrawConsent = defineCommand<Withdrawal, { consentId: string }>({
  name: 'data_protection.withdrawConsent',
  module: 'registration',
  needs: { action: 'create', level: 'personal' },
  input: object({ consentId: ID, givenBy: { enum: ['person', 'parent-or-guardian', 'representative'] } }),
  output: object({ consentId: TEXT }),
  async run(tx, asking, { consentId, givenBy }) {
    const { purpose, recipient, recipient_name, agreed, language, interpreted, interpreter_name, parent_id } =
      await consentOf(tx, asking, consentId)
    if (!agreed) throw new Refusal('wrong-state', 'this was refused already')
    const { id } = await createRecord(tx, asking, registration, 'consent', {
      parent_id,
      purpose,
      recipient,
      recipient_name,
      language,
      interpreted,
      interpreter_name,
      agreed: false,
      given_by: givenBy,
      decided_on: today(asking),
    })
    return { consentId: id }
  },
})

interface Input {
  readonly consentId: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}

/** The receipt of a consent or a refusal: what for, to whom, that it can be taken back, and that help does not depend on it. */
export const receipt = defineCommand<Input, { file: string; sha256: string }, Made>({
  name: 'data_protection.receipt',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object({ consentId: ID, language: LANGUAGE }),
  output: PRINTED,
  async outside(tx, asking, input) {
    const { letter } = await receiptOf(tx, asking, input)
    return async () => ({ ...(await documents.render(letterTemplate, letter)), of: JSON.stringify(letter) })
  },
  async run(tx, asking, input, made) {
    const { letter, person } = await receiptOf(tx, asking, input)
    if (JSON.stringify(letter) !== made.of) throw new ChangedMeanwhile()
    const printed = { ...made, name: 'receipt', language: input.language }
    const { file } = await keepPaper(tx, asking, registration, 'individual', person, printed)
    return { file, sha256: made.sha256 }
  },
})

async function receiptOf(tx: Tx, asking: Asking, { consentId, language }: Input) {
  const consent = await consentOf(tx, asking, consentId)
  const to = await addressee(tx, consent.parent_id)
  const say = sayer(language)
  const label = (key: string) => labelsOf(language)[`registration.${key}`] ?? key
  const said = (field: 'purpose' | 'recipient' | 'given_by') =>
    fact(label(`field.consent.${field}`), label(`code.consent.${field}.${consent[field]}`))
  const letter = letterTo(to, 'receipt', language, consentId, {
    paragraphs: [say(consent.agreed ? 'letter.receipt.agreed' : 'letter.receipt.refused')],
    rows: [
      said('purpose'),
      said('recipient'),
      ...(consent.recipient_name === null ? [] : [fact(label('field.consent.recipient_name'), consent.recipient_name)]),
      said('given_by'),
      fact(label('field.consent.decided_on'), dayOn(language, consent.decided_on)),
      ...(consent.valid_to === null ? [] : [fact(label('field.consent.valid_to'), dayOn(language, consent.valid_to))]),
    ],
    sections: [],
    closing: [say('letter.receipt.change'), say('letter.complain')],
  })
  return { letter, person: consent.parent_id }
}
