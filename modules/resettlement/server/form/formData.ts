import type { Language } from '@nansen/kernel'
import type { StoredRow } from '@nansen/store'
import type { Dossier } from '../dossier.ts'
import { type Block, block, headed, isolated, line, ltr, prose, type Section, section, type Writing } from './blocks.ts'
import { enclosedBlock } from './enclosed.ts'
import { personBlock, recognitionBlock, relativeBlocks } from './people.ts'
import { commaIn, dayOn, type Naming, sayer } from './words.ts'

/** Of the form's own sections, words and look, as a state cites it. Raise it whenever one of them changes: it is stored with each paper. */
export const FORM_EDITION = 3

/** What `form.typ` reads. */
export interface FormData {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** Across every page of a draft; null: the form is locked. */
  readonly watermark: string | null
  readonly title: string
  readonly standing: string
  readonly name: string
  readonly office: string
  readonly reference: string
  readonly footer: string
  readonly nothing: string
  readonly confidential: string
  readonly signature: string
  readonly thumb: string
  readonly sections: readonly Section[]
  readonly annexes: readonly Section[]
}

/** The form of a case in one language, from what is known: nothing of it is typed for the paper. @param day of the form, as YYYY-MM-DD */
export function formData(dossier: Dossier, language: Language, draft: boolean, naming: Naming, day: string): FormData {
  const say = sayer(language)
  const writing = { dossier, language, say, naming }
  const { file, members } = dossier
  const numbered = (number: number, blocks: readonly Block[]) =>
    section(`${number}. ${say(`form.section.${number}`)}`, blocks)
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    watermark: draft ? say('form.draft') : null,
    title: say('form.title'),
    standing: `${say(draft ? 'form.is-draft' : 'form.is-locked')} · ${dayOn(language, day)}`,
    name: `${isolated(members[0]?.display_name ?? '')} · ${ltr(file.number)}`,
    office: dossier.office,
    reference: String(file.number),
    footer: say('form.footer'),
    nothing: say('form.nothing'),
    confidential: say('form.confidential'),
    signature: say('form.signature'),
    thumb: say('form.thumb'),
    sections: [
      numbered(1, [caseBlock(writing)]),
      numbered(
        2,
        members.map((_, at) => personBlock(writing, at)),
      ),
      numbered(3, relativeBlocks(writing)),
      numbered(4, [recognitionBlock(writing), ...said(writing, CLAIM)]),
      numbered(5, [noteBlock(writing, ['need', 'why_not_return', 'why_not_stay']), ...said(writing, ['need'])]),
      numbered(6, [
        ...needBlocks(writing),
        noteBlock(writing, ['specific_needs']),
        ...said(writing, ['specific-need']),
      ]),
      numbered(7, [noteBlock(writing, ['travels_with', 'remarks']), ...said(writing, ['remarks'])]),
      numbered(8, declarationBlocks(writing)),
      numbered(9, [enclosedBlock(writing)]),
    ],
    annexes: annexesOf(writing),
  }
}

function caseBlock({ dossier, language, say, naming }: Writing): Block {
  const { file, travellers, members, heard, links, state } = dossier
  const word = (field: string) => (file[field] == null ? null : say(`code.file.${field}.${String(file[field])}`))
  const first = members[0]
  const languages = heard.map(
    each => `${naming('language', each.language)}${each.interpreted ? ` (${say('form.interpreted')})` : ''}`,
  )
  return block(null, [
    line(say('form.number'), ltr(file.number)),
    line(say('form.edition'), FORM_EDITION),
    line(say('form.size'), travellers.length),
    line(say('field.file.submission_priority'), word('submission_priority')),
    line(say('field.file.primary_category'), word('primary_category')),
    line(say('field.file.secondary_category'), word('secondary_category')),
    line(say('form.state'), naming('country', state)),
    line(say('form.asylum'), naming('country', first?.country_of_asylum)),
    line(say('form.origin'), naming('country', first?.country_of_origin)),
    line(say('form.registered'), first === undefined ? null : dayOn(language, first.registered_on)),
    line(say('form.arrived'), first?.arrived_on == null ? null : dayOn(language, first.arrived_on)),
    line(say('form.interview-language'), languages.join(commaIn(language))),
    line(say('form.linked'), links.map(each => `${ltr(each.toNumber)} (${say(`link.${each.kind}`)})`).join('\n'), true),
  ])
}

const CLAIM = ['claim', 'army-and-politics', 'exclusion']
const SECTIONS = [...CLAIM, 'need', 'specific-need', 'remarks']

/** What people said for a part of the form, in its order. What is kept from the rest of the family is not among it. */
const said = (writing: Writing, sections: readonly string[]): readonly Block[] =>
  writing.dossier.members.map(({ id }, at) => block(headed(writing, at), wordsOf(writing, id, sections, false)))

const wordsOf = ({ dossier, say }: Writing, of: string, sections: readonly string[], confidential: boolean) =>
  sections.flatMap(section =>
    dossier.statements
      .filter(each => each.individual === of && each.section === section && each.confidential === confidential)
      .toSorted((a, b) => a.id.localeCompare(b.id))
      .map(each => line(say(`form.said.${section}`), prose(each.words), true)),
  )

const noteBlock = ({ dossier, say }: Writing, names: readonly (keyof StoredRow & string)[]): Block =>
  block(
    null,
    names.map(name => line(say(`form.note.${name}`), prose(dossier.file[name]), true)),
  )

/** Needs of people by their top code: what is confidential of a code is told in the person's annex and nowhere else. */
const needBlocks = (writing: Writing): readonly Block[] =>
  writing.dossier.members.map(({ needs }, at) => {
    const told = [...new Set(needs.map(({ code }) => String(code)).filter(code => !writing.naming.kept(code)))]
    const row = line(writing.say('form.needs'), told.map(code => writing.naming('need', code)).join('\n'), true)
    return block(headed(writing, at), [row])
  })

function declarationBlocks(writing: Writing): readonly Block[] {
  const { dossier, language, say } = writing
  const adults = dossier.travellers.flatMap((each, at) => {
    if (each.adult !== 'yes') return []
    const on = each.declared_on == null ? null : dayOn(language, String(each.declared_on))
    const how = say(`code.traveller.declared_by.${String(each.declared_by ?? 'signature')}`)
    const health = say(each.medical_release === true ? 'form.health-shared' : 'form.health-kept')
    return [
      { name: headed(writing, at), signed: [on && `${how} (${on})`, health].filter(Boolean).join(' · '), thumb: true },
    ]
  })
  const { recommended, reviewed } = dossier.officers
  const staff = [
    { label: 'form.caseworker', name: recommended },
    { label: 'form.interpreter', name: null },
    { label: 'form.reviewer', name: reviewed },
  ].map(({ label, name }) => ({ name: say(label), signed: name === null ? '' : isolated(name), thumb: false }))
  return [
    block(null, [line(say('form.declaration'), say('form.declaration.words'), true)], { signing: adults }),
    block(null, [], { signing: staff }),
  ]
}

function annexesOf(writing: Writing): readonly Section[] {
  const { dossier, say, naming } = writing
  return dossier.members.flatMap(({ id, display_name, needs }, at) => {
    const kept = needs.map(({ code }) => String(code)).filter(code => naming.kept(code))
    const rows = [
      ...wordsOf(writing, id, SECTIONS, true),
      line(say('form.needs'), kept.map(code => naming('need', code)).join('\n'), true),
    ].filter(row => row !== null)
    const title = `${say('form.annex')} ${at + 1}. ${isolated(display_name)}`
    return rows.length === 0 ? [] : [section(title, [block(null, rows)])]
  })
}
