import { expect, test } from 'vitest'
import type { Dossier } from '../dossier.ts'
import { FORM_EDITION, formData } from './formData.ts'
import type { Naming } from './words.ts'

const naming: Naming = Object.assign((_list: string, code: string | null | undefined) => code ?? null, {
  kept: (code: string) => code.startsWith('SV'),
})
const member = (id: string, more: object = {}) => ({
  ...{
    id,
    number: `9-${id}`,
    display_name: `Name ${id}`,
    display_name_native: null,
    sex: 'female',
    born: '1990',
    born_estimated: true,
  },
  ...{
    names: [],
    aliases: [],
    addresses: [],
    papers: [],
    languages: [],
    relatives: [],
    marriages: [],
    needs: [],
    status: null,
    picture: null,
  },
  ...{ registered_on: '2020-01-02', arrived_on: '2019-12', country_of_asylum: 'KEN', country_of_origin: 'SOM' },
  ...more,
})
const said = (individual: string, confidential: boolean, words: string, section = 'claim') => ({
  id: words,
  individual,
  section,
  confidential,
  words,
})
const dossier = {
  file: {
    id: 'f',
    number: 'KEN-RST-1',
    primary_category: 'LPN',
    secondary_category: 'SVT',
    submission_priority: 'urgent',
    need: 'In danger.',
  },
  office: 'Nairobi',
  state: 'CAN',
  officers: { recommended: 'Thomas', reviewed: null },
  links: [],
  heard: [
    { language: 'som', interpreted: false },
    { language: 'swa', interpreted: true },
  ],
  travellers: [
    {
      id: 't1',
      individual: 'a',
      relationship: 'PA',
      adult: 'yes',
      declared_on: '2026-01-02',
      declared_by: 'thumb-print',
    },
    { id: 't2', individual: 'b', relationship: 'WIF', adult: 'yes', declared_on: null },
    { id: 't3', individual: 'c', relationship: 'DAU', adult: 'no' },
  ],
  members: [
    member('a', {
      marriages: [
        { id: 'g', kind: 'religious', married_on: '2010-05', country: 'KEN', place_as_said: 'Dadaab', ended_on: null },
        { id: 'f', kind: 'civil', married_on: '2001', country: null, place_as_said: null, ended_on: '2006-01-02' },
      ],
    }),
    member('b', {
      needs: [
        { id: 'n', code: 'SV-VF' },
        { id: 'm', code: 'WR' },
      ],
    }),
    member('c'),
  ],
  statements: [
    said('a', false, 'Examined.', 'exclusion'),
    said('a', false, 'He fled the war.'),
    said('b', true, 'He beats me.'),
  ],
} as unknown as Dossier

test('nine sections in order, every adult under the declaration, and the case as large as section 2', () => {
  const { sections, watermark } = formData(dossier, 'en', true, naming, '2026-01-03')
  expect(sections.map(({ title }) => title[0])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
  expect(sections[1]!.blocks).toHaveLength(3)
  expect(sections[0]!.blocks[0]!.rows.find(({ label }) => label === 'People in the case')?.value).toBe('3')
  expect(sections[7]!.blocks[0]!.signing.map(({ name }) => name[0])).toEqual(['1', '2'])
  expect(sections[7]!.blocks[0]!.signing.map(({ signed }) => signed.includes('2 January 2026'))).toEqual([true, false])
  expect(watermark).toBe('DRAFT')
  expect(formData(dossier, 'ar', false, naming, '2026-01-03')).toMatchObject({ watermark: null, direction: 'rtl' })
})

test('the edition, the languages of the interview and the newest marriage stand where a state looks for them', () => {
  const shown = (language: 'en' | 'fr' | 'ar' | 'es') => {
    const { sections } = formData(dossier, language, true, naming, '2026-01-03')
    const rows = [...sections[0]!.blocks[0]!.rows, ...sections[1]!.blocks[0]!.rows]
    return rows.map(({ label, value }) => `${label}: ${value}`)
  }
  for (const expected of [
    `Edition of the form: ${FORM_EDITION}`,
    'Language of interview: som, swa (interpreted)',
    'Date of marriage: May 2010',
    'Place of marriage: Dadaab, KEN',
  ])
    expect(shown('en')).toContain(expected)
  expect(shown('en').filter(row => row.startsWith('Marriage ended'))).toEqual([])
  expect(shown('fr')).toContain('Langue de l’entretien: som, swa (avec interprète)')
  expect(shown('es')).toContain('Fecha del matrimonio: mayo de 2010')
  expect(shown('ar')).toContain('مكان الزواج: Dadaab، KEN')
})

test('a claim is told before it is examined, and by name of the principal applicant', () => {
  const { sections } = formData(dossier, 'en', true, naming, '2026-01-03')
  const told = sections[3]!.blocks.at(-1)!
  expect(told.heading).toContain('Principal applicant')
  expect(told.rows.map(({ value }) => value.replaceAll(/[\u2068\u2069]/g, ''))).toEqual([
    'He fled the war.',
    'Examined.',
  ])
})

test('what one of the family keeps from the others stands in an annex of their own, and nowhere else', () => {
  const { sections, annexes } = formData(dossier, 'en', false, naming, '2026-01-03')
  const shown = JSON.stringify(sections)
  expect(shown).toContain('He fled the war.')
  expect(shown).not.toContain('He beats me.')
  expect(shown).not.toContain('SV-VF')
  expect(shown).toContain('WR')
  expect(annexes).toHaveLength(1)
  expect(JSON.stringify(annexes)).toContain('He beats me.')
  expect(JSON.stringify(annexes)).toContain('SV-VF')
})

test('every word of the form is there in four languages', () => {
  for (const language of ['en', 'fr', 'ar', 'es'] as const)
    expect(JSON.stringify(formData(dossier, language, true, naming, '2026-01-03'))).not.toMatch(
      /"(form|field|code|link)\.[a-z]/,
    )
})
