import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactKey, foldDigits, nameKeys, skeletons, soundCodes, wordsOf } from './search.ts'

const shareAKey = (one: string, other: string): boolean => {
  const keys = new Set(nameKeys(one))
  return nameKeys(other).some(key => keys.has(key))
}

describe('two spellings of one name share a key', () => {
  test.each([
    ['Muhammad', 'Mohamed'],
    ['Mohammed', 'محمد'],
    ['Mahamat', 'محمد'],
    ['Md. Ismail', 'Muhammad'],
    ['Yusuf', 'يوسف'],
    ['Youssef', 'Jusuf'],
    ['Osman', 'عثمان'],
    ['Othman', 'Usman'],
    ['Khadija', 'خديجة'],
    ['Khadiga', 'Khadijah'],
    ['Abd al-Rahman', 'عبدالرحمن'],
    ['Abdurrahman', 'عبد الرحمن'],
    ['Cabdiraxmaan', 'Abdirahman'],
    ['Xasan', 'Hassan'],
    ['Abdullah', 'عبد الله'],
    ['Alhassan', 'الحسن'],
    ['Ramazan', 'رمضان'],
    ['Cemal', 'Jamal'],
    ['Javad', 'جواد'],
    ['Gasim', 'قاسم'],
    ['Tsegay', 'ጸጋይ'],
    ['Kidane', 'ኪዳነ'],
    ['Tesfaye', 'ተስፋዬ'],
    ['Ахмед', 'Ahmed'],
    ['Mahmoud', 'محمود'],
    ['Kebede', 'ከበደ'],
    ['Birhan', 'ብርሃን'],
    ['Gebre Selassie', 'ገብረ ሥላሴ'],
    ['Yohannes', 'ዮሐንስ'],
    ['Tigist', 'ትግስት'],
    ['Зелимхан', 'Zelimkhan'],
    ['Шамиль', 'Shamil'],
    ['Oleksandr', 'Олександр'],
    ['Хаджимурат', 'Khadzhimurat'],
    ['Aung', 'အောင်'],
    ['Maung Maung', 'မောင်မောင်'],
    ['Aung San Suu Kyi', 'အောင်ဆန်းစုကြည်'],
    ['Khin', 'ခင်'],
    ['Thein', 'သိန်း'],
    ['Htun', 'ထွန်း'],
    ['Tun', 'ထွန်း'],
    ['Zaw', 'ဇော်'],
    ['Hla', 'လှ'],
    ['Mya', 'မြ'],
    ['Ram Bahadur', 'राम बहादुर'],
    ['Sita', 'सीता'],
    ['Lakshmi', 'लक्ष्मी'],
    ['Bishnu', 'विष्णु'],
    ['Vishnu', 'विष्णु'],
    ['Krishna', 'कृष्ण'],
    ['Tamang', 'तामाङ'],
    ['Gurung', 'गुरुङ'],
  ])('%s and %s', (one, other) => expect(shareAKey(one, other)).toBe(true))
})

describe('two different names share none', () => {
  test.each([
    ['Muhammad', 'Ibrahim'],
    ['Fatima', 'خديجة'],
    ['Hassan', 'Yusuf'],
    ['ተስፋዬ', 'ኪዳነ'],
    ['Amina', 'Zahra'],
    ['အောင်', 'Khin'],
    ['राम', 'Sita'],
    ['विष्णु', 'Krishna'],
  ])('%s and %s', (one, other) => expect(shareAKey(one, other)).toBe(false))
})

describe('the keys of a name', () => {
  test('do not care for marks, case, tatweel or the order of words in a pair', () => {
    expect(nameKeys('MUḤAMMAD').filter(key => key.startsWith('s:'))).toEqual(['s:mhmd'])
    expect(nameKeys('محـــمّد')).toEqual(nameKeys('محمد'))
    const pairs = (name: string) => nameKeys(name).filter(key => key.startsWith('p:'))
    expect(pairs('Amina Hassan')).toEqual(pairs('Hassan Amina'))
  })
  test('of a name of vowels only, or in a script without sounds, are the name itself', () => {
    expect(nameKeys('Aya')).toContain('s:aya')
    expect(nameKeys('မောင်').length).toBeGreaterThan(0)
  })
  test('are never too long or empty, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), name => {
        for (const key of nameKeys(name)) {
          expect(key.length).toBeGreaterThan(2)
          expect(key.length).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
  test('are the same every time, and for every form of Unicode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), name => {
        expect(nameKeys(name.normalize('NFD'))).toEqual(nameKeys(name.normalize('NFC')))
      }),
    )
  })
  test('stay few: six words of many readings give less than a hundred and fifty', () => {
    expect(nameKeys('Cabdi Xaaji Cismaan Cabdulqaadir Maxamuud Cige Caddow Xirsi').length).toBeLessThan(150)
  })
})

test('words leave out what is said or not, and never everything', () => {
  expect(wordsOf('Fatima bint Ahmed al Masri')).toEqual(['fatima', 'ahmed', 'masri'])
  expect(wordsOf('Bint')).toEqual(['bint'])
  expect(wordsOf('Abd el Kader Abd al Aziz')).toEqual(['abdkader', 'abdaziz'])
})

test('a consonant skeleton lists its usual reading first', () => {
  expect(skeletons('othman')[0]).toBe('tmn')
  expect(skeletons('عثمان')[0]).toBe('tmn')
})

test('a sound code hears soft and silent letters', () => {
  expect(soundCodes('philip')).toEqual(['FLP'])
  expect(soundCodes('knight')[0]).toBe(soundCodes('nite')[0])
  expect(soundCodes('محمد')).toEqual([])
})

describe('a number', () => {
  test('is the same in every script and with any separator', () => {
    expect(exactKey('٤١٧-٠٠٠٠١٥٥٢')).toBe('41700001552')
    expect(exactKey('۴۱۷ ۰۰۰۰۱۵۵۲')).toBe('41700001552')
    expect(exactKey('ken-dad-0000123-k')).toBe('KENDAD0000123K')
  })
  test('keeps every digit of every script', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0x660, 0x6f0, 0x966, 0x1040, 0x30, 0x1d7ce, 0x1d7d8), (n, zero) => {
        const written = [...String(n)].map(digit => String.fromCodePoint(zero + Number(digit))).join('')
        expect(foldDigits(written)).toBe(String(n))
      }),
    )
  })
})
