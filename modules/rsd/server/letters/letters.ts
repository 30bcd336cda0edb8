import { Refusal } from '@nansen/kernel'
import type { Span } from '@nansen/model'
import { listRecords, type StoredRow } from '@nansen/store'
import { sql } from 'kysely'
import { AGAINST } from '../../fields.ts'
import { rsd } from '../../index.ts'
import { type Body, letterCommand, namesOf, type Writing } from './letter.ts'
import { dayOn, line, spanOn, timeOn } from './words.ts'

const children = async ({ tx, asking, file }: Writing, record: string) =>
  (await listRecords(tx, asking, rsd, record, { where: { parent_id: file.id }, limit: 100, whole: true })).rows
const isAgainst = ({ outcome }: StoredRow) => AGAINST.some(each => each === outcome)

/** When and where the applicant is heard, and what they should know before. */
export const appointment = letterCommand('appointment', async writing => {
  const { file, language, say, zone } = writing
  const planned = (await children(writing, 'interview'))
    .filter(({ status, individual }) => status === 'planned' && individual === file.subject)
    .toSorted((a, b) => String(a.planned_for).localeCompare(String(b.planned_for)))
    .at(-1)
  if (planned === undefined) throw new Refusal('wrong-state', 'no interview is planned')
  const at = String(planned.planned_for)
  const when = { day: dayOn(language, at, zone), time: timeOn(language, at, zone) }
  return {
    paragraphs: [
      say('letter.appointment.come', when),
      ...['why', 'interpreter', 'bring'].map(each => say(`letter.appointment.${each}`)),
    ],
    rows: planned.place == null ? [] : [line(say('field.interview.place'), String(planned.place))],
    sections: [],
    closing: [say('letter.appointment.cannot')],
  }
})

/** What was decided, why, what follows for the family, and until when an appeal may come. domain.md 3.2, 7. */
export const notification = letterCommand('notification', async writing => {
  const { file, language, say } = writing
  if (file.outcome == null || file.decided_on == null) throw new Refusal('wrong-state', 'nothing is decided yet')
  const ground =
    file.ground == null || isAgainst(file)
      ? []
      : [line(say('field.file.ground'), say(`code.file.ground.${file.ground}`))]
  return {
    paragraphs: [
      say('letter.notification.on', { day: dayOn(language, String(file.decided_on)) }),
      say(`letter.outcome.${file.outcome}`),
    ],
    rows: [...ground, ...reasonsOf(writing)],
    sections: await familyOf(writing),
    closing: [...(isAgainst(file) ? await appealRight(writing) : []), say('letter.notification.explain')],
  }
})

function reasonsOf({ file, say }: Writing) {
  if (!isAgainst(file)) return []
  const categories = (file.reason_categories ?? []) as readonly string[]
  return [
    line(
      say('letter.notification.reasons'),
      categories.map(each => say(`code.file.reason_categories.${each}`)).join('\n'),
      true,
    ),
    ...(file.reasons == null ? [] : [line(say('field.file.reasons'), String(file.reasons), true)]),
  ]
}

/** Whoever has a file of their own is in no letter of another's. */
async function familyOf(writing: Writing): Promise<Body['sections']> {
  const claims = (await children(writing, 'claim')).filter(
    ({ kind, outcome }) => kind === 'by-family' && outcome != null,
  )
  const names = await namesOf(
    writing.tx,
    claims.map(({ individual }) => String(individual)),
  )
  const rows = claims.flatMap(({ individual, outcome }) => {
    const one = names.get(String(individual))
    return one === undefined
      ? []
      : [line(`\u2068${one.display_name}\u2069`, writing.say(`code.claim.outcome.${outcome}`))]
  })
  return rows.length === 0 ? [] : [{ title: writing.say('letter.notification.family'), records: [rows] }]
}

async function appealRight({ tx, file, language, say, zone }: Writing): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string; last: Date }>`
    select name, max(due_at) - interval '1 second' as last from rsd.clock
    where parent_id = ${file.id} and name in ('appeal', 'late-appeal') and started_at = ${file.notified_on}::date group by name`.execute(
    tx,
  )
  const last = (name: string) => rows.find(row => row.name === name)?.last
  const [until, late] = [last('appeal'), last('late-appeal')]
  if (until === undefined || late === undefined)
    return [await appealPeriod({ tx, file, language, say }), say('letter.notification.stay')]
  return [
    say('letter.notification.appeal', { day: dayOn(language, until, zone) }),
    say('letter.notification.late', { day: dayOn(language, late, zone) }),
    say('letter.notification.stay'),
  ]
}

/** Before anybody was told, the days count from the letter: as many as the country gives. */
async function appealPeriod({
  tx,
  file,
  language,
  say,
}: Pick<Writing, 'tx' | 'file' | 'language' | 'say'>): Promise<string> {
  const { rows } = await sql<{
    own: Span
    late: Span | null
  }>`select own, late from rsd.appeal_periods(${file.outcome}, ${file.office_id})`.execute(tx)
  const { own, late } = rows[0]!
  const period = spanOn(language, own, say)
  return late === null
    ? say('letter.notification.appeal-days', { period })
    : say('letter.notification.appeal-days-late', { period, late: spanOn(language, late, say) })
}

/** What came of an appeal, and why. */
export const appealDecision = letterCommand('appealDecision', async writing => {
  const { file, language, say } = writing
  if (file.appeal_outcome == null || file.appeal_decided_on == null)
    throw new Refusal('wrong-state', 'the appeal is not decided yet')
  return {
    paragraphs: [
      say('letter.appealDecision.filed', { day: dayOn(language, String(file.appeal_filed_on)) }),
      say('letter.notification.on', { day: dayOn(language, String(file.appeal_decided_on)) }),
      say(`letter.appealDecision.${file.appeal_outcome}`),
      ...(file.appeal_outcome === 'granted' ? [say(`letter.outcome.${file.stands}`)] : []),
    ],
    rows:
      file.appeal_reasons == null ? [] : [line(say('field.file.appeal_reasons'), String(file.appeal_reasons), true)],
    sections: file.appeal_outcome === 'granted' ? await familyOf(writing) : [],
    closing: [say('letter.appealDecision.reopen'), say('letter.notification.explain')],
  }
})
