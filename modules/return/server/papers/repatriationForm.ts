import type { PaperRow } from '@nansen/documents'
import { Refusal } from '@nansen/kernel'
import { type Asking, createRecord, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { voluntaryReturn } from '../../index.ts'
import { type Described, describedOf } from '../travellers.ts'
import { countryNamed, paperCommand, type Writing } from './printing.ts'
import { dayOn, isolated, line, lines } from './words.ts'

/** States in which there are people to name and a form may be valid. */
const PRINTED_IN = ['counselled', 'signed', 'verified', 'cleared', 'scheduled']

/** The edition that is valid now, or the one that printing makes. */
async function editionOf(tx: Tx, fileId: string): Promise<{ readonly edition: number; readonly valid: boolean }> {
  const { rows } = await sql<{ edition: number; valid: boolean }>`
    select edition, void_on is null as valid from return.form where parent_id = ${fileId} order by edition desc limit 1`.execute(
    tx,
  )
  const [last] = rows
  return last?.valid === true ? last : { edition: (last?.edition ?? 0) + 1, valid: false }
}

/** The form that a family signs: who goes, from where to where, and that it is their free wish. domain.md 12. */
export const repatriationForm = paperCommand({
  name: 'repatriationForm',
  record: 'file',
  async write(writing) {
    const { tx, row, say } = writing
    if (!PRINTED_IN.includes(String(row.state)))
      throw new Refusal('wrong-state', 'the form is printed once everybody was counselled')
    const people = await describedOf(tx, row.id, writing.language)
    const [first] = people
    if (first === undefined) throw new Refusal('wrong-state', 'nobody goes')
    const { edition } = await editionOf(tx, row.id)
    return {
      name: `${isolated(first.name)} · ${isolated(first.number)}`,
      reference: `${String(row.number)}/${edition}`,
      footer: say('paper.footer'),
      paragraphs: [],
      rows: await journeyRows(writing, people.length, edition),
      sections: [{ title: say('paper.who'), records: people.map(each => personRows(writing, each)) }],
      closing: [
        say('paper.declaration'),
        ...(people.some(({ role }) => role === 'child') ? [say('paper.dependants')] : []),
      ],
      signatures: [
        ...people.filter(({ role }) => role !== 'child').map(({ role, name }) => signatureOf(writing, role, name)),
        say('paper.interpreter'),
        say('paper.officer'),
        say('paper.exit-stamp'),
        say('paper.arrival-stamp'),
      ],
    }
  },
  async printed(tx: Tx, asking: Asking, id: string) {
    const { valid } = await editionOf(tx, id)
    if (!valid) await createRecord(tx, asking, voluntaryReturn, 'form', { parent_id: id })
  },
})

const signatureOf = ({ say }: Writing, role: string, name: string): string =>
  say(role === 'unaccompanied-child' ? 'paper.sign-guardian' : 'paper.sign-adult', { name: isolated(name) })

async function journeyRows({ tx, row, language, say }: Writing, people: number, edition: number): Promise<PaperRow[]> {
  const there = [row.to_place, row.to_district, row.to_province].filter(part => typeof part === 'string')
  const country = await countryNamed(tx, row.to_country, language)
  return [
    line(say('paper.edition'), `\u2066${String(row.number)}/${edition}\u2069`),
    line(say('paper.people'), String(people)),
    ...lines([
      [
        say('paper.to'),
        [...there.map(part => isolated(String(part))), ...(country === null ? [] : [country])].join(', '),
      ],
      [say('field.file.kind'), say(`code.file.kind.${String(row.kind)}`)],
    ]),
    ...(['goods', 'needs_on_the_way'] as const).flatMap(field =>
      typeof row[field] === 'string' ? [line(say(`field.file.${field}`), String(row[field]), true)] : [],
    ),
  ]
}

const personRows = ({ say, language }: Writing, each: Described): readonly PaperRow[] =>
  lines([
    [say('paper.name'), isolated(each.name)],
    [say('paper.number'), `\u2066${each.number}\u2069`],
    [say('paper.as'), say(`code.member.role.${each.role}`)],
    [say('paper.sex'), say(`paper.sex.${each.sex}`)],
    [say('paper.born'), each.born === null ? null : dayOn(language, each.born)],
    [say('paper.born-at'), each.bornAt],
    [say('paper.nationality'), each.nationality],
    [say('paper.education'), each.education],
    [say('paper.occupation'), each.occupation],
    [say('paper.documents'), each.documents],
  ])
