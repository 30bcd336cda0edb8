import { qrSvg, type RenderedDocument, signCard } from '@nansen/documents'
import type { Language } from '@nansen/kernel'
import type { ReprintReason } from '@nansen/registration'
import {
  documents,
  facesOf,
  type IssuedPaper,
  keepIssued,
  monthsLater,
  nextPaperNumber,
} from '@nansen/registration/server'
import { type Asking, auditRead, paperKey, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { Printed } from '../../index.ts'
import { type Holder, reasonFor } from '../people.ts'
import { today } from '../schemas.ts'
import { languageOf, type PaperPage, paperPage } from './pages.ts'
import { TEMPLATES } from './templates.ts'

export interface Printing {
  readonly template: Printed
  readonly language: Language | 'own'
  readonly secondLanguage: Language | null
  readonly validMonths: number
  readonly reason: ReprintReason | null
}

/** Letters before the running number of a person's papers. */
const MARKS: Readonly<Record<Printed, string>> = { attestation: 'A', 'individual-card': 'C' }

/** People and what their papers say, before they are set. */
interface Planned {
  readonly people: readonly Holder[]
  readonly pages: readonly PaperPage[]
  readonly issuedOn: string
  readonly expiresOn: string
}

export async function plan(tx: Tx, asking: Asking, people: readonly Holder[], printing: Printing): Promise<Planned> {
  const { template, language, secondLanguage, validMonths } = printing
  const issuedOn = today(asking)
  const expiresOn = monthsLater(issuedOn, validMonths)
  const pages: PaperPage[] = []
  for (const [order, person] of people.entries()) {
    const document = await nextPaperNumber(tx, person.number, template, MARKS[template])
    pages.push(paperPage(person, { template, language, secondLanguage, document, issuedOn, expiresOn, at: order + 1 }))
  }
  return { people, pages, issuedOn, expiresOn }
}

/** All that is on the papers, pictures by their identifiers: two plans that say the same are the same. */
export const said = ({ people, pages }: Planned): string =>
  JSON.stringify([pages, people.map(({ id, picture }) => [id, picture])])

export interface SetPapers {
  readonly of: string
  /** One for each person, to be kept with them. */
  readonly each: readonly RenderedDocument[]
  /** All of them, to be printed; null for a single one. */
  readonly sheet: RenderedDocument | null
}

/** Reads photos and signs codes now; the answer sets the pages, which takes its time and needs no database. */
export async function preparing(
  tx: Tx,
  asking: Asking,
  planned: Planned,
  template: Printed,
): Promise<() => Promise<SetPapers>> {
  const { people, pages } = planned
  const files: Record<string, Uint8Array> = { ...(await facesOf(tx, asking, people)) }
  for (const [order, page] of pages.entries())
    files[page.qr] = new TextEncoder().encode(qrSvg(signed(asking, planned, people[order]!, page.document)))
  const set = (some: readonly PaperPage[]) => documents.render(TEMPLATES[template], { pages: some }, only(files, some))
  return async () => {
    const each: RenderedDocument[] = []
    for (const page of pages) each.push(await set([page]))
    return { of: said(planned), each, sheet: pages.length > 1 ? await set(pages) : null }
  }
}

function only(files: Readonly<Record<string, Uint8Array>>, pages: readonly PaperPage[]): Record<string, Uint8Array> {
  const named = pages.flatMap(({ photo, qr }) => (photo === null ? [qr] : [photo, qr]))
  return Object.fromEntries(named.flatMap(name => (files[name] === undefined ? [] : [[name, files[name]]])))
}

const signed = (asking: Asking, { issuedOn, expiresOn }: Planned, person: Holder, document: string): string =>
  signCard(paperKey(asking), {
    document,
    person: person.number,
    name: person.display_name,
    sex: person.sex,
    yearOfBirth: person.born === null ? null : Number(person.born.slice(0, 4)),
    people: 1,
    issuedOn,
    expiresOn,
  })

export interface Kept extends IssuedPaper {
  readonly individualId: string
}

/** Keeps every paper with its person, ends those before it, and audits each person as read and as printed. */
export async function keepAll(
  tx: Tx,
  asking: Asking,
  { people, pages, issuedOn, expiresOn }: Planned,
  made: SetPapers,
  { template, language, secondLanguage, reason }: Printing,
  serials: readonly (string | null)[] = [],
): Promise<readonly Kept[]> {
  const kept: Kept[] = []
  for (const [order, person] of people.entries()) {
    const { pdf, sha256, templateVersion } = made.each[order]!
    const issued = await keepIssued(tx, asking, {
      holder: person.id,
      template,
      templateVersion,
      language: languageOf(person, language),
      secondLanguage,
      number: pages[order]!.document,
      pdf,
      sha256,
      issuedOn,
      expiresOn,
      reason: reasonFor(person, reason),
      serial: serials[order] ?? null,
    })
    kept.push({ ...issued, individualId: person.id })
  }
  const looked = { module: 'registration', record: 'individual', ids: people.map(({ id }) => id), reason: template }
  await auditRead(tx, asking, { ...looked, action: 'read' })
  await auditRead(tx, asking, { ...looked, action: 'print' })
  return kept
}

/** Months a paper is valid, as the operation of an office decided. */
export async function monthsOf(tx: Tx, officeId: string, template: Printed): Promise<number> {
  const rule = template === 'attestation' ? 'attestation-months' : 'card-months'
  const { rows } = await sql<{ months: number }>`select papers.rule_of(${officeId}::uuid, ${rule}) as months`.execute(
    tx,
  )
  return rows[0]!.months
}
