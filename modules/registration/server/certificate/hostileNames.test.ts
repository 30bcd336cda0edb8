import { openDocuments } from '@nansen/documents'
import { afterAll, describe, expect, test } from 'vitest'
import { certificateData } from './certificateData.ts'
import { certificateTemplate } from './template.ts'

const documents = openDocuments()
afterAll(() => documents.close())

const same = (text: string) => ({ en: text, fr: text, ar: text })
const memberNamed = (name: string) => ({
  id: 'i',
  number: 'KEN-DAD-0000043-5',
  display_name: name,
  display_name_native: name,
  names: [{ name: { part: 'given' as const, script: 'Latn' as const, text: name }, sequence: 1 }],
  sex: 'female',
  born: '1987' as never,
  estimated: true,
  relationship: 'PA',
  relationship_label: same('Focal point'),
  nationality: null,
  picture: null,
})
const dataOf = (names: readonly string[], language: 'en' | 'ar' = 'en') =>
  certificateData(
    {
      id: 'g',
      number: 'KEN-DAD-0000042-7',
      office: names[0]!,
      issuer: names[0]!,
      iso2: 'KE',
      origin: same(names[0]!),
      arrived_on: null,
      place: { pcode: 'KE1', detail: names[0]! },
      place_label: null,
      printable: true,
    },
    names.map(memberNamed),
    { language, document: 'KEN-DAD-0000042-7/1', issuedOn: '2026-05-01', expiresOn: '2028-05-01' },
  )
const qr = { '/qr.svg': new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>') }

describe('a name on paper', () => {
  const INJECTIONS = [
    '#panic("ran")',
    '#read("/nothing")',
    '#import "@preview/cetz:0.1.0"',
    '#eval("panic()")',
    '] #panic("ran") [',
    '" + panic("ran") + "',
    '\\#panic() $panic()$ `panic()` <label> @missing',
    '#include "/nothing.typ"',
    '#set page(width: 1pt)',
    '{issuer}{name}#{while true {}}',
  ]
  test('is never taken for an order to the typesetter', async () => {
    for (const name of INJECTIONS)
      for (const language of ['en', 'ar'] as const)
        expect((await documents.render(certificateTemplate, dataOf([name], language), qr)).pdf.length).toBeGreaterThan(
          1000,
        )
    // the same words as markup would have run
    const careless = {
      name: 'careless',
      version: 1,
      source: '#eval(json("/data.json").members.at(0).name, mode: "markup")',
    }
    await expect(documents.render(careless, dataOf(['#panic("ran")']), qr)).rejects.toThrow('ran')
  })
  test.each([
    ['Arabic', 'فاطمة حداد', 'NotoNaskhArabic-Bold'],
    ['Ge’ez', 'ለተብርሃን መሓሪ', 'NotoSansEthiopic-Bold'],
    ['Burmese', 'မောင်မောင် ခင်', 'NotoSansMyanmar-Bold'],
  ])('in %s is set in the font that has its letters', async (_script, name, font) => {
    const fontsOf = async (names: string) =>
      Buffer.from((await documents.render(certificateTemplate, dataOf([names]), qr)).pdf).toString('latin1')
    expect(await fontsOf(name)).toContain(`+${font}`)
    expect(await fontsOf('Amina Haddad')).not.toContain(`+${font}`)
  })
  test('reads no file of this machine, whatever a template asks for', async () => {
    for (const path of ['/etc/passwd', '../../etc/passwd']) {
      const careless = { name: 'careless', version: 1, source: `#read("${path}")` }
      await expect(documents.render(careless, {}, {})).rejects.toThrow('template careless')
    }
  })
  test('that is long, many, or runs both ways makes a paper all the same, soon', async () => {
    const started = performance.now()
    const names = [
      'W'.repeat(200),
      'ﷺ'.repeat(200),
      'م\u0301'.repeat(100),
      'a\u200Fب'.repeat(60),
      '\uD83D\uDC68\u200D\uD83D\uDC69'.repeat(30),
    ]
    for (const name of names) await documents.render(certificateTemplate, dataOf([name, name]), qr)
    await documents.render(certificateTemplate, dataOf(Array.from({ length: 150 }, (_, i) => `Somebody ${i}`)), qr)
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
