import { createHash } from 'node:crypto'
import { openDocuments, qrSvg, signCard } from '@nansen/documents'
import { LANGUAGES } from '@nansen/kernel'
import { asSession, getAttachment } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { certificateData, monthsLater, type PrintedGroup, type PrintedMember } from './certificate/certificateData.ts'
import { formatDate } from './certificate/formatDate.ts'
import { certificateTemplate } from './certificate/template.ts'
import { decideCorrection, requestCorrection } from './commands/corrections.ts'
import { documents, issueCertificate } from './commands/issueCertificate.ts'
import { registerGroup } from './commands/registerGroup.ts'
import type { IssuedPaper } from './papers/issuing.ts'
import { type CardAnswer, card } from './queries/card.ts'

const same = (text: string) => ({ en: text, fr: text, ar: text })
const GROUP: PrintedGroup = {
  id: 'g',
  number: 'TCD-FAR-0000042-7',
  office: 'Farchana',
  issuer: 'UNHCR',
  iso2: 'TD',
  origin: { en: 'Sudan', fr: 'Soudan', ar: 'السودان' },
  arrived_on: '2023-06' as never,
  place: { pcode: 'TD1601XA', detail: 'B 12' },
  place_label: { en: 'Block A', fr: 'Bloc A', ar: 'البلوك أ' },
  printable: true,
}
const MEMBER: PrintedMember = {
  id: 'i',
  number: 'TCD-FAR-0000043-5',
  display_name: 'Khadija Idris',
  display_name_native: 'خديجة إدريس',
  names: [
    { name: { part: 'given', script: 'Arab', text: 'خديجة' }, sequence: 1 },
    { name: { part: 'family', script: 'Arab', text: 'إدريس' }, sequence: 2 },
  ],
  sex: 'female',
  born: '1987' as never,
  estimated: true,
  relationship: 'PA',
  relationship_label: same('Focal point'),
  nationality: null,
  picture: null,
}
const PRINTING = { document: 'TCD-FAR-0000042-7/1', issuedOn: '2026-05-01', expiresOn: '2028-05-01' }

describe('what a certificate says', () => {
  test('reads from right to left in Arabic, with months as the country says them', () => {
    const data = certificateData(GROUP, [MEMBER], { ...PRINTING, language: 'ar' })
    expect(data).toMatchObject({ direction: 'rtl', issued: '1 مايو 2026', place: 'البلوك أ، \u2068B 12\u2069' })
    expect(data.members[0]).toMatchObject({ born: '1987 *', sex: 'أنثى', script: 'Arab' })
    expect(formatDate('2026-05-01', 'ar-JO')).toBe('1 أيار 2026')
  })
  test('never makes a date more exact than it is known', () => {
    expect(formatDate('1987', 'en-GB')).toBe('1987')
    expect(formatDate('1987-03', 'fr-TD')).toBe('mars 1987')
  })
  test('ends on a day that exists', () => {
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28')
    expect(monthsLater('2026-05-01', 24)).toBe('2028-05-01')
    expect(monthsLater('2028-02-29', 12)).toBe('2029-02-28')
  })
})

test('a certificate is the same bytes every time it is set, by another typesetter too', async () => {
  const sums: string[] = []
  for (const documents of [openDocuments(), openDocuments()]) {
    for (const language of LANGUAGES) {
      const data = certificateData(GROUP, [MEMBER], { ...PRINTING, language })
      const files = { '/qr.svg': new TextEncoder().encode(qrSvg('NANSEN1:0')) }
      sums.push((await documents.render(certificateTemplate, data, files)).sha256)
    }
    await documents.close()
  }
  expect(sums.slice(LANGUAGES.length)).toEqual(sums.slice(0, LANGUAGES.length))
  expect(new Set(sums).size).toBe(LANGUAGES.length)
})

describe('issuing a certificate', () => {
  let office: PracticeOffice
  let officer: Colleague
  let family: Registered
  beforeAll(async () => {
    office = await practiceOffice()
    officer = await office.colleague('registration_officer', 'DAD')
    family = await officer.does<Registered>(registerGroup, office.registering())
  })
  afterAll(() => office.end())
  const issue = (who: Colleague, more: object = {}) =>
    who.does<IssuedPaper>(issueCertificate, { groupId: family.groupId, language: 'ar', ...more })

  test('keeps the paper with its checksum beside the focal point, counted', async () => {
    const first = await issue(officer)
    const second = await issue(officer, { reason: 'damaged' })
    expect([first.number, second.number]).toEqual([`${family.number}/1`, `${family.number}/2`])
    const { bytes, mediaType } = await asSession(office.store, officer.token, {}, (tx, asking) =>
      getAttachment(tx, asking, first.attachmentId),
    )
    expect(mediaType).toBe('application/pdf')
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first.sha256)
    const { rows } = await office.owner.query(
      'select parent_id, template, template_version, language, sha256 from registration.issued_document where number = $1',
      [first.number],
    )
    expect(rows).toEqual([
      {
        parent_id: family.members[0]!.id,
        template: 'registration-certificate',
        template_version: certificateTemplate.version,
        language: 'ar',
        sha256: first.sha256,
      },
    ])
  })
  test('is printed again with a reason only, and ends the one before', async () => {
    await expect(issue(officer)).rejects.toMatchObject({
      details: { problems: [{ path: 'reason', problem: 'problem.required' }] },
    })
    const { rows } = await office.owner.query(
      `select d.number, e.ended, e.because, e.by_paper from registration.issued_document d
       left join registration.paper_end e on e.paper = d.id where d.number like $1 order by d.number`,
      [`${family.number}/%`],
    )
    expect(rows).toEqual([
      { number: `${family.number}/1`, ended: 'replaced', because: 'damaged', by_paper: `${family.number}/2` },
      { number: `${family.number}/2`, ended: null, because: null, by_paper: null },
    ])
  })
  test('is named to who corrects a date on it, of its valid print alone', async () => {
    const son = family.members[2]!.id
    const correction = {
      individualId: son,
      what: 'born',
      value: '2016-02-03',
      because: 'new-document',
      evidence: 'seen',
    }
    const { id: correctionId } = await officer.does<{ id: string }>(requestCorrection, correction)
    const supervisor = await office.colleague('registration_supervisor', 'DAD')
    const deciding = { correctionId, agree: true }
    expect(await supervisor.previews(decideCorrection, deciding)).toEqual([
      {
        label: 'registration.consequence.paper-says-otherwise',
        severity: 'info',
        values: { number: `${family.number}/2` },
      },
    ])
    expect(await supervisor.previews(decideCorrection, { ...deciding, agree: false })).toEqual([])
  })
  test('is not valid beside another, whoever writes it', async () => {
    const copied = office.owner.query(
      `insert into registration.issued_document (id, parent_id, template, template_version, language, number, file, sha256, issued_on, reason)
       select gen_random_uuid(), parent_id, template, template_version, language, $2, file, sha256, issued_on, 'lost'
       from registration.issued_document where number = $1`,
      [`${family.number}/2`, `${family.number}/3`],
    )
    await expect(copied).rejects.toMatchObject({ message: 'the paper before is still valid' })
  })
  test('is in the audit as printing, for everybody on the paper', async () => {
    const { rows } = await office.owner.query(
      `select ids from audit.entry where staff_id = $1 and action = 'print' order by seq desc limit 1`,
      [officer.staffId],
    )
    expect(rows[0].ids.toSorted()).toEqual(family.members.map(({ id }) => id).toSorted())
  })
  test('is not for who reads and may not print, nor for another office', async () => {
    await expect(issue(await office.colleague('rsd_officer', 'DAD'))).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(issue(await office.colleague('registration_officer', 'KAK'))).rejects.toMatchObject({
      code: 'not-found',
    })
  })
  describe('makes a code that, asked of the server,', () => {
    let code: (number: string) => string
    let printed: IssuedPaper
    beforeAll(async () => {
      const setting = vi.spyOn(documents, 'render')
      printed = await issue(officer, { reason: 'lost' })
      const [, , files] = setting.mock.lastCall!
      setting.mockRestore()
      const { rows } = await office.owner.query(
        'select issued_on::text as "issuedOn", expires_on::text as "expiresOn" from registration.issued_document where id = $1',
        [printed.documentId],
      )
      const [leader] = family.members
      const said = {
        person: leader!.number,
        name: 'Amina Yusuf Ali',
        sex: 'female',
        yearOfBirth: 1990,
        people: 4,
        ...rows[0],
      }
      code = document => signCard(office.store.keys!.papers, { ...said, document })
      // that it is what the paper bears, to the last module of the picture
      expect(new TextDecoder().decode(files!['/qr.svg'])).toBe(qrSvg(code(printed.number)))
    })
    const reads = (who: Colleague, text: string) => who.asks<CardAnswer>(card, { text })

    test('is genuine and says whose it is, to a desk of another office that sees summaries too', async () => {
      const clerk = await office.colleague('reception_clerk', 'KAK')
      for (const who of [officer, clerk])
        expect(await reads(who, ` ${code(printed.number)}\n`)).toMatchObject({
          outcome: 'genuine',
          expired: false,
          ended: null,
          document: printed.number,
          person: { id: family.members[0]!.id, readable: who === officer },
        })
      const { rows } = await office.owner.query(
        'select action, record, ids, reason, outcome from audit.entry where staff_id = $1 order by seq desc limit 1',
        [clerk.staffId],
      )
      expect(rows).toEqual([
        { action: 'see', record: 'individual', ids: [family.members[0]!.id], reason: 'card', outcome: 'allow' },
      ])
    })
    test('is no longer good of a paper that was replaced, or given back, wherever it is read', async () => {
      const clerk = await office.colleague('reception_clerk', 'KAK')
      const ended = async (number: string) => (await reads(clerk, code(number))).ended
      expect(await ended(`${family.number}/1`)).toBe('replaced')
      await office.owner.query(
        `insert into registration.paper_end (id, parent_id, paper, ended, ended_on, because)
         select gen_random_uuid(), parent_id, id, 'returned', current_date, 'no-longer-entitled' from registration.issued_document where id = $1`,
        [printed.documentId],
      )
      expect(await ended(printed.number)).toBe('returned')
    })
    test('is found by nobody who may not see the person, and that they asked is kept as a denial', async () => {
      const elsewhere = await office.colleague('rsd_officer', 'KAK')
      await expect(reads(elsewhere, code(printed.number))).rejects.toMatchObject({ code: 'not-found' })
      const { rows } = await office.owner.query(
        'select action, record, ids, reason, outcome from audit.entry where staff_id = $1 order by seq desc limit 1',
        [elsewhere.staffId],
      )
      expect(rows).toEqual([{ action: 'see', record: 'individual', ids: [], reason: 'card', outcome: 'deny' }])
      const { rows: said } = await office.owner.query(`select outcome, ids from audit.entry where staff_id = $1`, [
        elsewhere.staffId,
      ])
      expect(said).toEqual([{ outcome: 'deny', ids: [] }])
    })
    test('is forged when a word of it was changed, whoever asks', async () => {
      const text = code(printed.number)
      const at = text.length - 20
      const changed = `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`
      expect(await reads(officer, changed)).toMatchObject({ outcome: 'forged', person: null, document: null })
    })
  })
})
