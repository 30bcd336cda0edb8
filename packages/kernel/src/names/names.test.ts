import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MRZ_NAME, mrzName, mrzText } from './mrz.ts'
import { romanise } from './romanise.ts'

describe('the machine readable zone writes (ICAO Doc 9303-3, section 6)', () => {
  test.each([
    ['Müller', 'MUELLER'],
    ['Ångström', 'AANGSTROEM'],
    ['Þórður Łukasz Ñandú Çelik', 'THORDUR<LUKASZ<NANDU<CELIK'],
    ['Strauß', 'STRAUSS'],
    ['N’Diaye-Sow', 'NDIAYE<SOW'],
    ['Иванов', 'IVANOV'],
    ['Щербакова Юлия', 'SHCHERBAKOVA<IULIIA'],
    ['Объедков', 'OBIEEDKOV'],
    ['Гнатюк', 'GNATIUK'],
    ['Григорій', 'HRYHORII'],
    ['ابو بكر محمد بن زكريا الرازي', 'ABW<BKR<MXHMD<BN<ZKRYA<ALRAZY'],
    ['فاطمة', 'FAXTTMXAH'],
    ['هارون الرشيد', 'HARWN<ALRXSHYD'],
    ['مُحَمَّد', 'MXHMMD'],
    ['خديجة', 'XKHDYJXAH'],
    ['پښتون', 'PXXSTWN'],
  ])('%s as %s', (name, written) => {
    expect(mrzText(name)).toEqual({ text: written, unknown: [] })
  })
  test('a name of one part without a second identifier', () => {
    expect(mrzName('Arkfreith', '', MRZ_NAME.passport)).toBe('ARKFREITH'.padEnd(39, '<'))
  })
  test('the primary identifier first, the others after two fillers', () => {
    expect(mrzName('Eriksson', 'Anna Maria', MRZ_NAME.passport)).toBe('ERIKSSON<<ANNA<MARIA'.padEnd(39, '<'))
  })
  test('a name that is too long so that it ends in a letter', () => {
    expect(mrzName('Nilavadhanananda', 'Chayapa Dejthamrong Krasuang', 39)).toBe(
      'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K',
    )
    expect(mrzName('Bennelong Wooloomooloo Warrandyte Warnambool', 'Dingo', 39)).toBe(
      'BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WA<<D',
    )
  })
  test('and whatever the name, thirty-nine characters of the zone, never longer', () => {
    const word = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJ'), minLength: 1, maxLength: 14 })
    const words = fc.array(word, { minLength: 1, maxLength: 7 }).map(each => each.join(' '))
    fc.assert(
      fc.property(words, words, (primary, secondary) => {
        const field = mrzName(primary, secondary, 39)
        expect(field).toMatch(/^[A-Z<]{39}$/)
        expect(field).toContain('<<')
        const whole = `${mrzText(primary).text}<<${mrzText(secondary).text}`
        if (whole.length > 39) expect(field).toMatch(/[A-Z]$/)
        else expect(field.replace(/<+$/, '')).toBe(whole)
      }),
    )
  })
})

describe('a suggestion in Latin letters', () => {
  test.each([
    ['ተስፋዬ', 'Tesfaye', 'bgn-pcgn'],
    ['ኪዳነ', 'Kidane', 'bgn-pcgn'],
    ['ገብረ', 'Gebre', 'bgn-pcgn'],
    ['አበበ ከበደ', 'Abebe Kebede', 'bgn-pcgn'],
    ['ሰላም', 'Selam', 'bgn-pcgn'],
    ['ብርሃን', 'Birhan', 'bgn-pcgn'],
    ['Ахмед', 'Akhmed', 'icao-9303'],
    ['Зелімхан', 'Zelimkhan', 'icao-9303'],
    ['राम', 'Ram', 'hunterian'],
    ['सीता', 'Sita', 'hunterian'],
    ['कृष्ण', 'Krishna', 'hunterian'],
    ['बहादुर तामाङ', 'Bahadur Tamang', 'hunterian'],
    ['लक्ष्मी', 'Lakshmi', 'hunterian'],
    ['အောင်', 'Aung', 'bgn-pcgn'],
    ['မောင်မောင်', 'Maung Maung', 'bgn-pcgn'],
    ['အောင်ဆန်းစုကြည်', 'Aung San Su Kyi', 'bgn-pcgn'],
    ['ဦး သန့်', 'U Than', 'bgn-pcgn'],
    ['ခင် ထွန်း', 'Khin Htun', 'bgn-pcgn'],
    ['ဝင်းမြင့်', 'Win Myin', 'bgn-pcgn'],
    ['محمد', 'Muhammad', 'customary'],
    ['فاطمة الزهراء', 'Fatima al-Zahra', 'customary'],
    ['عبد الرحمن', 'Abdulrahman', 'customary'],
    ['قندهار', 'Qndhar', 'letters'],
  ])('of %s is %s (%s)', (name, latin, by) => {
    expect(romanise(name)).toEqual({ text: latin, by, unknown: [] })
  })
  test('is not made of a name that is in Latin letters', () => {
    expect(romanise('Amina Yusuf')).toBeNull()
  })
})

const blocks = [
  ['Ethiopic', 0x1200, 0x137f],
  ['Cyrillic', 0x0400, 0x04ff],
  ['Arabic', 0x0600, 0x06ff],
  ['Myanmar', 0x1000, 0x104f],
  ['Devanagari', 0x0900, 0x097f],
] as const

describe('no letter is lost in silence', () => {
  /** Written by no letter of their own: the soft sign, hamza and ayn (in suggestions), tatweel and signs of recitation, avagraha. */
  const SILENT = new Set(['Ь', 'ь', 'ء', 'ع', 'ـ', 'ۥ', 'ۦ', 'ऽ', 'ॱ', 'ॽ'])
  test.each(blocks)('of the block %s', (_name, from, to) => {
    const lost: string[] = []
    for (let point = from; point <= to; point++) {
      const letter = String.fromCodePoint(point)
      if (!/^\p{L}$/u.test(letter) || SILENT.has(letter)) continue
      const suggestion = romanise(letter)
      if (suggestion !== null && suggestion.text === '' && !suggestion.unknown.includes(letter)) lost.push(letter)
      const zone = mrzText(letter)
      if (zone.text === '' && !zone.unknown.includes(letter)) lost.push(letter)
    }
    expect(lost).toEqual([])
  })
  test('and a letter in no table is told, while the rest is read', () => {
    expect(romanise('محمݘد')).toMatchObject({ unknown: ['ݘ'] })
    expect(mrzText('Ωmega').unknown).toEqual(['Ω'])
  })
  test.each(blocks)(
    'of any word of %s: the suggestion or the list of unknown letters says something',
    (_name, from, to) => {
      const letters = Array.from({ length: to - from }, (_, at) => String.fromCodePoint(from + at)).filter(
        letter => /^\p{L}$/u.test(letter) && !SILENT.has(letter),
      )
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }), word => {
          const suggestion = romanise(word.join(''))
          expect(suggestion === null ? 0 : suggestion.text.length + suggestion.unknown.length).toBeGreaterThan(0)
        }),
      )
    },
  )
})
