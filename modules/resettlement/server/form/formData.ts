import type { PaperRow } from '@nansen/documents'
import type { Language } from '@nansen/kernel'
import type { StoredRow } from '@nansen/store'
import type { Dossier } from '../dossier.ts'
import { dayOn, type Naming, sayer } from './words.ts'

interface Block {
  readonly heading: string | null
  readonly photo: string | null
  readonly rows: readonly PaperRow[]
}
interface Section {
  readonly title: string
  readonly blocks: readonly Block[]
}

/** What `form.typ` reads. */
export interface FormData {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** Across every page of a draft; null: the form is locked. */
  readonly watermark: string | null
  readonly title: string
  readonly name: string
  readonly office: string
  readonly reference: string
  readonly footer: string
  readonly nothing: string
  readonly confidential: string
  readonly sections: readonly Section[]
  readonly annexes: readonly Section[]
}

interface Writing {
  readonly dossier: Dossier
  readonly language: Language
  readonly say: ReturnType<typeof sayer>
  readonly naming: Naming
}

/** The form of a case in one language, from what is known: nothing of it is typed for the paper. `/photo-N` is the face of the nth member. */
export function formData(dossier: Dossier, language: Language, draft: boolean, naming: Naming): FormData {
  const say = sayer(language)
  const writing = { dossier, language, say, naming }
  const { file, members } = dossier
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    watermark: draft ? say('form.draft') : null,
    title: say('form.title'),
    name: `\u2068${members[0]?.display_name ?? ''}\u2069 · \u2066${String(file.number)}\u2069`,
    office: dossier.office,
    reference: String(file.number),
    footer: say('form.footer'),
    nothing: say('form.nothing'),
    confidential: say('form.confidential'),
    sections: [
      caseSection(writing),
      section(
        say,
        2,
        members.map((_, at) => personBlock(writing, at)),
      ),
      section(say, 3, relativeBlocks(writing)),
      section(say, 4, claimBlocks(writing)),
      section(say, 5, [noteBlock(writing, ['need', 'why_not_return', 'why_not_stay']), ...said(writing, ['need'])]),
      section(say, 6, [
        ...needBlocks(writing),
        noteBlock(writing, ['specific_needs']),
        ...said(writing, ['specific-need']),
      ]),
      section(say, 7, [noteBlock(writing, ['travels_with', 'remarks']), ...said(writing, ['remarks'])]),
      section(say, 8, declarationBlocks(writing)),
      section(say, 9, attachmentBlocks(writing)),
    ],
    annexes: annexesOf(writing),
  }
}

const section = (say: Writing['say'], number: number, blocks: readonly Block[]): Section => ({
  title: `${number}. ${say(`form.section.${number}`)}`,
  blocks: blocks.filter(({ rows }) => rows.length > 0),
})
const block = (heading: string | null, rows: readonly (PaperRow | null)[], photo: string | null = null): Block => ({
  heading,
  photo,
  rows: rows.filter(row => row !== null),
})
const line = (label: string, value: unknown, wide = false): PaperRow | null =>
  value === null || value === undefined || value === '' ? null : { label, value: String(value), wide }
const isolated = (text: unknown) => `\u2068${String(text)}\u2069`

function caseSection({ dossier, language, say, naming }: Writing): Section {
  const { file, travellers, members, links } = dossier
  const word = (field: string) => (file[field] == null ? null : say(`code.file.${field}.${String(file[field])}`))
  const first = members[0]
  const rows = [
    line(say('form.number'), `\u2066${String(file.number)}\u2069`),
    line(say('field.file.submission_priority'), word('submission_priority')),
    line(say('form.size'), travellers.length),
    line(say('field.file.primary_category'), word('primary_category')),
    line(say('field.file.secondary_category'), word('secondary_category')),
    line(say('form.asylum'), naming('country', first?.country_of_asylum)),
    line(say('form.origin'), naming('country', first?.country_of_origin)),
    line(say('form.registered'), first === undefined ? null : dayOn(language, first.registered_on)),
    line(say('form.arrived'), first?.arrived_on == null ? null : dayOn(language, first.arrived_on)),
    line(
      say('form.linked'),
      links.map(each => `\u2066${each.toNumber}\u2069 (${say(`link.${each.kind}`)})`).join('\n'),
      true,
    ),
  ]
  return section(say, 1, [block(null, rows)])
}

const headed = ({ dossier, naming }: Writing, at: number) =>
  `${at + 1}. ${isolated(dossier.members[at]!.display_name)} · ${naming('relationship', String(dossier.travellers[at]!.relationship))}`

function personBlock(writing: Writing, at: number): Block {
  const { dossier, language, say, naming } = writing
  const one = dossier.members[at]!
  const day = (date: string | null) => (date === null ? null : dayOn(language, date))
  const names = one.aliases.map(({ name }) => isolated(name)).join(', ')
  const languages = one.languages.map(each => naming('language', String(each.language))).join(', ')
  const address = one.addresses.find(({ kind, ended }) => kind === 'CoA' && ended === null)
  const rows = [
    line(say('form.individual'), `\u2066${one.number}\u2069`),
    line(say('form.native-name'), one.display_name_native === null ? null : isolated(one.display_name_native)),
    line(say('form.alias'), names),
    line(say('form.sex'), say(`form.sex.${one.sex}`)),
    line(
      say('form.born'),
      one.born === null ? null : `${day(one.born)}${one.born_estimated ? ` (${say('form.estimated')})` : ''}`,
    ),
    line(say('form.birth-place'), [one.birth_town, naming('country', one.country_of_birth)].filter(Boolean).join(', ')),
    line(say('form.nationality'), naming('country', one.nationality)),
    line(say('form.marital'), naming('marital_status', one.marital_status)),
    line(say('form.religion'), naming('religion', one.religion)),
    line(say('form.ethnicity'), naming('ethnicity', one.ethnicity)),
    line(say('form.education'), naming('education', one.education_level)),
    line(say('form.occupation'), one.occupation_as_said ?? naming('occupation', one.occupation)),
    line(say('form.languages'), languages),
    line(say('form.father'), one.father_name === null ? null : isolated(one.father_name)),
    line(say('form.mother'), one.mother_name === null ? null : isolated(one.mother_name)),
    line(say('form.arrived'), day(one.arrived_on)),
    line(say('form.registered'), day(one.registered_on)),
    line(
      say('form.address'),
      address === undefined ? null : [address.place_name, address.detail].filter(Boolean).join(', '),
    ),
    line(
      say('form.papers'),
      one.papers
        .map(
          each =>
            `${naming('document_type', String(each.kind))}${each.number === null ? '' : ` \u2066${String(each.number)}\u2069`}`,
        )
        .join('\n'),
      true,
    ),
  ]
  return block(headed(writing, at), rows, one.picture === null ? null : `/photo-${at + 1}`)
}

function relativeBlocks(writing: Writing): readonly Block[] {
  const { dossier, language, say, naming } = writing
  const inside = new Set(dossier.members.map(({ id }) => id))
  return dossier.members.flatMap((one, at) => {
    const rows = one.relatives
      .filter(({ registered_as }) => !inside.has(String(registered_as)))
      .map(each =>
        line(
          naming('relationship', String(each.relationship)) ?? '',
          [
            isolated(each.name),
            each.born === null ? null : dayOn(language, String(each.born)),
            say(`form.life.${String(each.life)}`),
            each.country === null ? null : naming('country', String(each.country)),
          ]
            .filter(Boolean)
            .join(' · '),
          true,
        ),
      )
    return rows.length === 0 ? [] : [block(headed(writing, at), rows)]
  })
}

function claimBlocks(writing: Writing): readonly Block[] {
  const { dossier, language, say } = writing
  const statuses = dossier.members.flatMap(({ status }, at) => {
    if (status === null) return []
    const row = line(
      say('form.recognised'),
      [say(`form.status.${String(status.status)}`), dayOn(language, String(status.effective_on))].join(' · '),
    )
    return [block(headed(writing, at), [row])]
  })
  return [...statuses, ...said(writing, ['claim', 'army-and-politics', 'exclusion'])]
}

/** What people said for a part of the form. What is kept from the rest of the family is not among it. */
const said = (writing: Writing, sections: readonly string[], confidential = false, of?: string): readonly Block[] =>
  writing.dossier.members.flatMap(({ id }, at) => {
    if (of !== undefined && of !== id) return []
    const rows = writing.dossier.statements
      .filter(
        each => each.individual === id && sections.includes(String(each.section)) && each.confidential === confidential,
      )
      .map(each => line(writing.say(`code.statement.section.${String(each.section)}`), each.words, true))
    return rows.length === 0 ? [] : [block(headed(writing, at), rows)]
  })

const noteBlock = ({ dossier, say }: Writing, names: readonly (keyof StoredRow & string)[]): Block =>
  block(
    null,
    names.map(name => line(say(`field.file.${name}`), dossier.file[name], true)),
  )

/** Needs of people by their top code: what is confidential of a code is told in the person's annex and nowhere else. */
const needBlocks = (writing: Writing): readonly Block[] =>
  writing.dossier.members.flatMap(({ needs }, at) => {
    const told = [...new Set(needs.map(({ code }) => String(code)).filter(code => !writing.naming.kept(code)))]
    const row = line(writing.say('form.needs'), told.map(code => writing.naming('need', code)).join('\n'), true)
    return row === null ? [] : [block(headed(writing, at), [row])]
  })

function declarationBlocks(writing: Writing): readonly Block[] {
  const { dossier, language, say } = writing
  const words = line(say('form.declaration'), say('form.declaration.words'), true)
  const signed = dossier.travellers.flatMap((each, at) =>
    each.adult !== 'yes'
      ? []
      : [
          block(headed(writing, at), [
            line(
              say('form.signed'),
              each.declared_on == null
                ? '____________________'
                : `${dayOn(language, String(each.declared_on))} · ${say(`code.traveller.declared_by.${String(each.declared_by ?? 'signature')}`)}`,
            ),
            line(
              say('field.traveller.medical_release'),
              each.medical_release === true ? say('code.traveller.adult.yes') : '—',
            ),
          ]),
        ],
  )
  const staff = block(null, [
    line(say('form.caseworker'), '____________________'),
    line(say('form.interpreter'), '____________________'),
  ])
  return [block(null, [words]), ...signed, staff]
}

const attachmentBlocks = (writing: Writing): readonly Block[] => {
  const { dossier, say, naming } = writing
  const photos = dossier.members.filter(({ picture }) => picture !== null).length
  const papers = dossier.members.flatMap((one, at) =>
    one.papers.length === 0
      ? []
      : [
          block(headed(writing, at), [
            line(
              say('form.papers'),
              one.papers.map(({ kind }) => naming('document_type', String(kind))).join(', '),
              true,
            ),
          ]),
        ],
  )
  return [block(null, [line(say('form.photos'), `${photos} / ${dossier.members.length}`)]), ...papers]
}

function annexesOf(writing: Writing): readonly Section[] {
  const { dossier, say, naming } = writing
  return dossier.members.flatMap(({ id, display_name, needs }) => {
    const kept = needs.map(({ code }) => String(code)).filter(code => naming.kept(code))
    const blocks = [
      ...said(writing, ['claim', 'army-and-politics', 'exclusion', 'need', 'specific-need', 'remarks'], true, id),
      block(null, [line(say('form.needs'), kept.map(code => naming('need', code)).join('\n'), true)]),
    ].filter(({ rows }) => rows.length > 0)
    return blocks.length === 0 ? [] : [{ title: `${say('form.annex')}: ${isolated(display_name)}`, blocks }]
  })
}
