import { qrSvg } from '@nansen/documents'
import { LANGUAGES } from '@nansen/kernel'
import { documents } from '@nansen/registration/server'
import { describe, expect, test } from 'vitest'
import type { Printed } from '../../index.ts'
import type { Holder } from '../people.ts'
import { paperPage } from './pages.ts'
import { TEMPLATES } from './templates.ts'
import { ownLanguage } from './words.ts'

const CONGO = {
  en: 'Democratic Republic of the Congo',
  fr: 'République démocratique du Congo',
  ar: 'جمهورية الكونغو الديمقراطية',
}
const PERSON: Holder = {
  id: 'i',
  number: 'KEN-DAD-0000043-5',
  display_name: 'Abdirahman Mohamed Abdullahi Warsame-Al-Husseini bin Yusuf',
  display_name_native: 'عبد الرحمن محمد عبد الله ورسمه الحسيني بن يوسف',
  names: [
    {
      name: { part: 'given', script: 'Arab', text: 'عبد الرحمن محمد عبد الله ورسمه الحسيني بن يوسف' },
      sequence: 1,
    },
  ],
  sex: 'unknown',
  born: '1961' as never,
  estimated: true,
  languages: ['apc', 'fra'],
  process_status: 'active',
  office_id: 'o',
  country: 'KEN',
  iso2: 'KE',
  office: 'Sous-délégation de Farchana-Hadjer Hadid',
  issuer: 'UNHCR',
  restricted: false,
  printable: true,
  limited: false,
  arrived_on: '2019-06' as never,
  registered_on: '2019-07-01',
  nationality: CONGO,
  origin: CONGO,
  legal_status: 'asylum-seeker',
  group_number: 'KEN-DAD-0000042-7',
  picture: null,
  formers: 0,
  valid: 0,
  lasting: 0,
  reprints: 0,
  allowed: 2,
  agreed: false,
}
const SINGLE = {
  ...PERSON,
  display_name: 'Meron',
  display_name_native: 'ሜሮን',
  names: [{ name: { part: 'given' as const, script: 'Latn' as const, text: 'Meron' }, sequence: 1 }],
  born: null,
  nationality: null,
  group_number: null,
}
const PAGES: Readonly<Record<Printed, number>> = { attestation: 1, 'individual-card': 2 }
const PAIRS = LANGUAGES.flatMap(first =>
  [null, ...LANGUAGES.filter(each => each !== first)].map(second => ({ first, second })),
)

const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type *\/Page[^s]/g)?.length ?? 0

describe.each(['attestation', 'individual-card'] as const)('the %s', template => {
  const setFor = (person: Holder, first: (typeof LANGUAGES)[number], second: (typeof LANGUAGES)[number] | null) => {
    const page = paperPage(person, {
      template,
      language: first,
      secondLanguage: second,
      document: `${person.number}/X1`,
      issuedOn: '2026-11-22',
      expiresOn: '2031-11-22',
      at: 1,
    })
    const files = { [page.qr]: new TextEncoder().encode(qrSvg('NANSEN1:'.padEnd(230, 'A'))) }
    return documents.render(TEMPLATES[template], { pages: [page] }, files)
  }
  test.each(PAIRS)(
    'in $first and $second runs onto no further page, with the longest of names and with the shortest',
    async ({ first, second }) => {
      for (const person of [PERSON, SINGLE])
        expect(pagesOf((await setFor(person, first, second)).pdf)).toBe(PAGES[template])
    },
  )
})

test('somebody’s own language is the first of theirs that is printed, and otherwise what their office writes', () => {
  expect(ownLanguage(['som', 'apc', 'fra'], 'en')).toBe('ar')
  expect(ownLanguage(['som'], 'fr')).toBe('fr')
  expect(ownLanguage(null, 'es')).toBe('es')
})
