import { readFileSync } from 'node:fs'
import { openDocuments, qrSvg, type RenderedDocument, signCard, type Template } from '@nansen/documents'
import { LANGUAGES, type Language, Refusal } from '@nansen/kernel'
import { type Asking, ChangedMeanwhile, type Command, defineCommand, keepPaper, paperKey, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { assistance, CARD_ENDS } from '../../index.ts'
import { ID, INTEGER, object, TEXT } from '../schemas.ts'
import { amount, dayOn, isolated, ltr, sayer } from './words.ts'

/** Cards of one print: what is cut in a morning. */
const CARDS_OF_A_PRINT = 400
/** A card is good for so many months, and has as many boxes to punch. */
const MONTHS = 12

/** Raise `version` whenever the look changes: it is stored with each paper. */
const template: Template = {
  name: 'ration-cards',
  version: 2,
  source: readFileSync(new URL('./cards.typ', import.meta.url), 'utf8'),
}
const documents = openDocuments()

interface Input {
  readonly pointId: string
  readonly language: Language
}
interface Family {
  readonly family_number: string
  readonly size: number
  readonly next_number: string
}
interface Planned {
  readonly families: readonly Family[]
  readonly office: string
  readonly issuedOn: string
  readonly until: string
}
interface Made extends RenderedDocument {
  readonly of: string
}

/** Signed cards for families on the list of a point that have none which counts, four hundred at a time, eight on a sheet. @throws Refusal `wrong-state` when all have one. */
export const rationCards: Command = defineCommand<Input, { file: string; cards: number }, Made>({
  name: 'assistance.rationCards',
  module: 'assistance',
  needs: { action: 'print', level: 'personal' },
  input: object({ pointId: ID, language: { enum: LANGUAGES } }),
  output: object({ file: TEXT, cards: INTEGER }),
  async outside(tx, asking, input) {
    const planned = await plan(tx, asking, input.pointId)
    const files = codesOf(asking, planned)
    return async () => ({
      ...(await documents.render(template, dataOf(input.language, planned), files)),
      of: JSON.stringify(planned),
    })
  },
  async run(tx, asking, { pointId, language }, made) {
    const planned = await plan(tx, asking, pointId)
    if (JSON.stringify(planned) !== made.of) throw new ChangedMeanwhile()
    const numbers = planned.families.map(each => each.next_number)
    const { rows } = await sql<{
      cards: number
    }>`select assistance.issue_cards(${pointId}, ${numbers}::text[], ${planned.until}) as cards`.execute(tx)
    const { file } = await keepPaper(tx, asking, assistance, 'point', pointId, {
      ...made,
      name: 'rationCards',
      language,
    })
    return { file, cards: rows[0]!.cards }
  },
})

async function plan(tx: Tx, asking: Asking, pointId: string): Promise<Planned> {
  const { rows } = await sql<Family>`
    select family_number, size, next_number from assistance.without_card(${pointId}, ${CARDS_OF_A_PRINT})`.execute(tx)
  if (rows.length === 0) throw new Refusal('wrong-state', 'every family on this list has a card that counts')
  const office = await sql<{ name: string }>`
    select o.name from assistance.point p join auth.office o on o.id = p.office_id where p.id = ${pointId}`.execute(tx)
  const issuedOn = asking.now().toISOString().slice(0, 10)
  const until = new Date(`${issuedOn}T00:00:00Z`)
  until.setUTCMonth(until.getUTCMonth() + MONTHS)
  return { families: rows, office: office.rows[0]?.name ?? '', issuedOn, until: until.toISOString().slice(0, 10) }
}

/** The number of the family stands where a person's would: a lost card tells nobody's name. */
const codesOf = (asking: Asking, { families, issuedOn, until }: Planned): Record<string, Uint8Array> =>
  Object.fromEntries(
    families.map(({ family_number, next_number, size }, at) => [
      fileOf(at),
      new TextEncoder().encode(
        qrSvg(
          signCard(paperKey(asking), {
            document: next_number,
            person: family_number,
            name: '',
            sex: '',
            yearOfBirth: null,
            people: size,
            issuedOn,
            expiresOn: until,
          }),
        ),
      ),
    ]),
  )
const fileOf = (at: number): string => `/code-${at}.svg`

function dataOf(language: Language, { families, office, until }: Planned) {
  const say = sayer(language)
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    title: say('paper.card'),
    office: isolated(office),
    until: dayOn(language, until),
    words: {
      number: say('field.card.number'),
      size: say('field.cycle.people'),
      until: say('field.card.valid_until'),
      punched: say('paper.punched'),
      scan: say('paper.scan'),
      lost: say('paper.card-lost'),
    },
    cards: families.map(({ next_number, size }, at) => ({
      number: ltr(next_number),
      size: amount(language, size),
      qr: fileOf(at),
    })),
  }
}

/** Spoiled in the printer, lost, stolen or given back: a lane refuses it from now on, and the next print makes another. */
export const endCard: Command = defineCommand<
  { readonly cardId: string; readonly how: (typeof CARD_ENDS)[number]; readonly because: string },
  { readonly ended: string }
>({
  name: 'assistance.endCard',
  module: 'assistance',
  needs: { action: 'change', level: 'personal' },
  input: object({ cardId: ID, how: { enum: CARD_ENDS }, because: { ...TEXT, minLength: 3, maxLength: 1_000 } }),
  output: object({ ended: TEXT }),
  async run(tx, _, { cardId, how, because }) {
    await sql`select assistance.end_card(${cardId}, ${how}, ${because})`.execute(tx)
    return { ended: how }
  },
})
