import { answerInWords, letterTemplate, type PaperRow, type RenderedDocument } from '@nansen/documents'
import type { Language } from '@nansen/kernel'
import type { Field } from '@nansen/model'
import {
  type Asking,
  auditRead,
  ChangedMeanwhile,
  defineCommand,
  keepPaper,
  ownFieldsOf,
  refusalOf,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import { dataProtection } from '../../index.ts'
import { CLASSES, type DataClass } from '../register.ts'
import { requestOf } from '../requests.ts'
import { ID, LANGUAGE, object, PRINTED } from '../schemas.ts'
import { documents } from './decisionLetter.ts'
import { labelsOf, sayer } from './labels.ts'
import { addressee, dayOn, fact, letterTo } from './letter.ts'

interface Input {
  readonly requestId: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}
type Values = Readonly<Record<string, unknown>>

/**
 * What is held about a person and who has seen it, in plain words. Others' data, sealed content and investigations are not in it, and it says
 * that something may be left out without saying what. Kept with the request, where only who reads protected answers opens it.
 */
export const extract = defineCommand<Input, { file: string; sha256: string }, Made>({
  name: 'data_protection.extract',
  module: 'data_protection',
  needs: { action: 'export', level: 'protected' },
  input: object({ requestId: ID, language: LANGUAGE }),
  output: PRINTED,
  async outside(tx, asking, input) {
    const letter = await extractOf(tx, asking, input)
    return async () => ({ ...(await documents.render(letterTemplate, letter)), of: JSON.stringify(letter) })
  },
  async run(tx, asking, input, made) {
    if (JSON.stringify(await extractOf(tx, asking, input)) !== made.of) throw new ChangedMeanwhile()
    const { individual } = await requestOf(tx, asking, input.requestId)
    const printed = { ...made, name: 'extract', language: input.language }
    const { file } = await keepPaper(tx, asking, dataProtection, 'request', input.requestId, printed)
    await sql`select data_protection.keep_apart(${input.requestId}, ${file})`.execute(tx)
    await auditRead(tx, asking, {
      module: 'data_protection',
      action: 'export',
      record: 'request',
      ids: [input.requestId, individual],
      people: [individual],
      reason: 'extract',
    })
    return { file, sha256: made.sha256 }
  },
})

async function extractOf(tx: Tx, asking: Asking, { requestId, language }: Input) {
  const request = await requestOf(tx, asking, requestId)
  const to = await addressee(tx, request.individual)
  const say = sayer(language)
  const sections = []
  for (const [place, classes] of byRecord())
    sections.push(await sectionOf(tx, { place, classes, requestId, language, person: request.individual }))
  const holding = sections.filter(({ records }) => records.length > 0)
  return letterTo(to, 'extract', language, requestId, {
    paragraphs: [
      say('letter.extract.why', { day: dayOn(language, request.received_on) }),
      say('letter.extract.left-out'),
    ],
    rows: [],
    sections: [...holding, ...(await seenAndShared(tx, requestId, language))],
    closing: [say('letter.extract.rights'), say('letter.complain')],
  })
}

/** The classes a person is shown, by `module.record`, in the order of the register. */
function byRecord(): ReadonlyMap<string, readonly DataClass[]> {
  const places = new Map<string, DataClass[]>()
  for (const each of CLASSES) {
    if (each.extract !== 'shown' || each.about === null || each.part === 'sealed' || each.fields.length === 0) continue
    const place = `${each.module}.${each.record}`
    places.set(place, [...(places.get(place) ?? []), each])
  }
  return places
}

interface Place {
  readonly place: string
  readonly classes: readonly DataClass[]
  readonly requestId: string
  readonly language: Language
  readonly person: string
}

async function sectionOf(tx: Tx, { place, classes, requestId, language, person }: Place) {
  const [module, record] = place.split('.') as [string, string]
  const { rows } = await sql<{ row: Values }>`select held as row
    from data_protection.held(${requestId}, ${module}, ${record}) held`
    .execute(tx)
    .catch(error => {
      throw refusalOf(error)
    })
  const named = await namesOf(
    tx,
    classes,
    rows.map(({ row }) => row),
    language,
  )
  const saying = { named: { ...named, [person]: sayer(language)('letter.extract.you') }, language }
  const records: PaperRow[][] = []
  for (const { row } of rows)
    records.push([
      ...classes.flatMap(each => answersOf(each, row, saying)),
      ...(await ownAnswers(tx, module, record, row, language)),
    ])
  const labels = labelsOf(language)
  const title = labels[`${place.replace('.', '.record.')}.plural`] ?? record
  return { title, records: records.filter(answers => answers.length > 0) }
}

interface Saying {
  readonly named: Readonly<Record<string, string>>
  readonly language: string
}

function answersOf({ module, record, fields, kinds }: DataClass, row: Values, { named, language }: Saying): PaperRow[] {
  const labels = labelsOf(language)
  return fields.flatMap((name, at) => {
    const value = row[name]
    const [kind, of] = kinds[at]!
    // A colleague's identifier is no answer, and a file is handed over beside the paper.
    const staff = kind === 'reference' && of === 'auth.staff'
    if (value === null || value === undefined || value === '' || staff) return []
    if (Array.isArray(value) && value.length === 0) return []
    const field = { kind, list: kind === 'reference' ? null : of } as Field<unknown>
    const codes = `${module}.code.${record}.${name}`
    const text = answerInWords(field, value, { named, language, labels, codes })
    const label = labels[`${module}.field.${record}.${name}`] ?? name
    if (text === null) return []
    // A telephone reads from left to right in every script.
    return [fact(label, kind === 'phone' ? `\u2066${text}\u2069` : text, kind === 'note')]
  })
}

/** Answers to questions that the office's operation asks beside everybody's. */
async function ownAnswers(
  tx: Tx,
  module: string,
  record: string,
  row: Values,
  language: Language,
): Promise<readonly PaperRow[]> {
  const answers = Object.entries((row.extra ?? {}) as Values)
  if (answers.length === 0) return []
  const own = (await ownFieldsOf(tx, String(row.office_id))).filter(each => each.module === module)
  const labels = labelsOf(language)
  return own.flatMap(({ name, kind, label, choices }) => {
    const value = answers.find(([answered]) => answered === name)?.[1]
    if (value === undefined) return []
    const chosen = Object.fromEntries(
      choices.map(each => [`${record}.${each.code}`, each.label[language] ?? each.code]),
    )
    const saying = { named: {}, language, labels: { ...labels, ...chosen }, codes: record }
    return [
      fact(label[language] ?? name, answerInWords({ kind, list: null } as Field<unknown>, value, saying) ?? '', false),
    ]
  })
}

/** What codes of an operation's lists are called, as `LIST CODE`. Other people are not named. */
async function namesOf(tx: Tx, classes: readonly DataClass[], rows: readonly Values[], language: string) {
  const wanted = classes.flatMap(({ fields, kinds }) =>
    fields.flatMap((field, at) => {
      const [kind, list] = kinds[at]!
      if (list === null || kind === 'reference') return []
      return rows.flatMap(row => [row[field]].flat().map(code => ({ list, code: String(code) })))
    }),
  )
  if (wanted.length === 0) return {}
  const { rows: found } = await sql<{ list: string; code: string; label: string }>`
    select c.list, c.code, coalesce(ref.label_outside(c.list, c.code, ${language}), c.code) as label from ref.code c
    where (c.list, c.code) in (select w.list, w.code from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (list text, code text))`.execute(
    tx,
  )
  return Object.fromEntries(found.map(({ list, code, label }) => [`${list} ${code}`, label]))
}

interface Seen {
  readonly role: string
  readonly office: string
  readonly action: string
  readonly module: string
  readonly times: string
  readonly first_on: string
  readonly last_on: string
}
interface Shared {
  readonly kind: string
  readonly with_whom: string
  readonly on_day: string
}

async function seenAndShared(tx: Tx, requestId: string, language: Language) {
  const say = sayer(language)
  const labels = labelsOf(language)
  const seen = await sql<Seen>`select role, office, action, module, times::text, first_on::text, last_on::text
    from data_protection.seen(${requestId})`.execute(tx)
  const shared =
    await sql<Shared>`select kind, with_whom, on_day::text from data_protection.shared(${requestId})`.execute(tx)
  const who = seen.rows.map(({ role, office, action, module, times, first_on, last_on }) =>
    fact(
      `${labels[`role.${role}`] ?? role} · \u2068${office}\u2069`,
      say('letter.extract.seen', {
        did: say(`letter.did.${action}`),
        what: labels[`${module}.module`] ?? module,
        times,
        first: dayOn(language, first_on),
        last: dayOn(language, last_on),
      }),
      true,
    ),
  )
  const whom = shared.rows.map(({ kind, with_whom, on_day }) =>
    fact(say(`letter.shared.${kind}`), `\u2068${with_whom}\u2069 · ${dayOn(language, on_day)}`, true),
  )
  return [
    { title: say('letter.extract.who'), records: who.length > 0 ? [who] : [] },
    {
      title: say('letter.extract.with-whom'),
      records: [whom.length > 0 ? whom : [fact('', say('letter.extract.nobody'), true)]],
    },
  ]
}
