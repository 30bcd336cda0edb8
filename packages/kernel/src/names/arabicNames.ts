/**
 * Names in Arabic script whose customary Latin spelling a clerk expects, as people of Sudan, Syria, Somalia, Iraq, Yemen, Iran and Afghanistan
 * commonly write them. Facts of usage, not rules: the script leaves out what a rule would need.
 */
const CUSTOMARY = `محمد=Muhammad محمود=Mahmoud احمد=Ahmad حامد=Hamid حميد=Hamid حسن=Hassan حسين=Hussein علي=Ali عمر=Omar عثمان=Osman
  ابوبكر=Abubakr ابراهيم=Ibrahim اسماعيل=Ismail اسحاق=Ishaq اسحق=Ishaq يعقوب=Yaqub يوسف=Yusuf يونس=Yunus موسى=Musa عيسى=Issa
  هارون=Harun داود=Dawud داوود=Dawud سليمان=Suleiman ادم=Adam نوح=Nuh ايوب=Ayub يحيى=Yahya زكريا=Zakaria الياس=Elias ادريس=Idris
  عبدالله=Abdullah عبدالرحمن=Abdulrahman عبدالرحيم=Abdulrahim عبدالكريم=Abdulkarim عبدالعزيز=Abdulaziz عبدالقادر=Abdulqadir
  عبدالحميد=Abdulhamid عبدالمجيد=Abdulmajid عبدالسلام=Abdulsalam عبدالوهاب=Abdulwahab خالد=Khalid خليل=Khalil طارق=Tariq طه=Taha
  ياسين=Yasin ياسر=Yasser سعيد=Said سعد=Saad صالح=Saleh صلاح=Salah كريم=Karim كمال=Kamal جمال=Jamal جلال=Jalal جعفر=Jafar جواد=Jawad
  حيدر=Haider رضا=Reza رحيم=Rahim رمضان=Ramadan رشيد=Rashid سامي=Sami سلمان=Salman سمير=Samir شريف=Sharif صادق=Sadiq عادل=Adel
  عباس=Abbas عارف=Aref عزيز=Aziz عماد=Imad غلام=Ghulam فارس=Fares فهد=Fahd فيصل=Faisal قاسم=Qasim مالك=Malik ماجد=Majid مجيد=Majid
  مراد=Murad مصطفى=Mustafa منصور=Mansour مهدي=Mahdi ناصر=Nasser نادر=Nader نور=Nur وليد=Walid هشام=Hisham هاشم=Hashim بشير=Bashir
  بلال=Bilal بكر=Bakr انور=Anwar اشرف=Ashraf امين=Amin ايمن=Ayman فاطمة=Fatima خديجة=Khadija عائشة=Aisha عايشة=Aisha زينب=Zainab
  مريم=Maryam امينة=Amina حليمة=Halima سارة=Sara زهراء=Zahra زهرة=Zahra رقية=Ruqaya صفية=Safia كلثوم=Kulthum نورة=Nora نادية=Nadia
  ليلى=Layla سلمى=Salma سميرة=Samira جميلة=Jamila كريمة=Karima رحمة=Rahma اسماء=Asma هدى=Huda منى=Mona رانيا=Rania ريم=Reem دعاء=Duaa
  شيماء=Shaimaa ايمان=Iman حواء=Hawa نفيسة=Nafisa زبيدة=Zubaida هند=Hind عبد=Abd ابو=Abu ام=Umm بن=bin ابن=ibn بنت=bint ال=al`
const BY_NAME = new Map(
  CUSTOMARY.trim()
    .split(/\s+/)
    .map(pair => pair.split('=') as [string, string]),
)

/** Arabic letters as keyboards of any country type them, without vowels: what is compared. */
const plain = (word: string): string =>
  word
    .replace(/[\u064b-\u065f\u0670\u0640]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ک/gu, 'ك')
    .replace(/ی/gu, 'ي')

/** The customary spelling of a name that is common enough to have one. */
export function customarySpelling(word: string): string | null {
  const bare = plain(word)
  // Persian keyboards write a last ي where Arabic ones write ى.
  return BY_NAME.get(bare) ?? BY_NAME.get(bare.replace(/ي$/u, 'ى')) ?? null
}

const LETTERS = new Map(
  `ء=- ا=a آ=a أ=a إ=i ؤ=u ئ=i ب=b ة=a ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=- غ=gh ف=f ق=q ك=k
    ل=l م=m ن=n ه=h و=w ى=a ي=y ٱ=a پ=p چ=ch ژ=zh گ=g ک=k ی=y ٹ=t ټ=t ځ=dz څ=ts ڈ=d ډ=d ڑ=r ړ=r ږ=g ښ=sh ګ=g ڭ=ng ں=n ڼ=n ھ=h
    ہ=h ۀ=a ۂ=a ۃ=a ے=e ۓ=e ې=e ۍ=ay ە=a ۆ=o ڵ=l ڕ=r ێ=e ڤ=v ڎ=d ۇ=u ۈ=u ۋ=w`
    .trim()
    .split(/\s+/)
    .map(pair => {
      const [letter = '', latin = ''] = pair.split('=')
      return [letter, latin === '-' ? '' : latin] as const
    }),
)
const VOWEL_SIGNS = new Map([
  ['\u064e', 'a'],
  ['\u064f', 'u'],
  ['\u0650', 'i'],
  ['\u064b', 'an'],
  ['\u064c', 'un'],
  ['\u064d', 'in'],
  ['\u0670', 'a'],
])
const SHADDA = '\u0651'
const SILENT = /^[\u0640\u0652-\u065f\u0610-\u061a\u06d6-\u06ed\u200c-\u200f]$/u

/**
 * Letter by letter, BGN/PCGN 1956 without marks: short vowels that nobody wrote are missing, and a clerk adds them. Null where a
 * character stands in no table.
 */
export function arabicLetters(word: string): string | null {
  const article = /^ال(?=..)/u.test(word)
  const letters = [...(article ? word.slice(2) : word)].filter(letter => !SILENT.test(letter))
  let latin = ''
  let last = ''
  for (const at of letters.keys()) {
    const read = letters[at] === SHADDA ? last : readAt(letters, at)
    if (read === undefined) return null
    latin += read
    last = read
  }
  return article ? `al-${latin}` : latin
}

/** Waw and ya between consonants are vowels. */
function readAt(letters: readonly string[], at: number): string | undefined {
  const letter = letters[at]!
  const isInside = isConsonant(letters[at - 1]) && (at === letters.length - 1 || isConsonant(letters[at + 1]))
  if (isInside && letter === 'و') return 'u'
  if (isInside && /[يی]/u.test(letter)) return 'i'
  return LETTERS.get(letter) ?? VOWEL_SIGNS.get(letter)
}

const isConsonant = (letter: string | undefined): boolean =>
  letter !== undefined && /[^اآأإىويیةۀے\u064b-\u0652]/u.test(letter)
