import type { Calendar } from './calendar.ts'

/**
 * How people write the months, separated by blanks, a month a line: local script, then spellings met in English, French, Spanish and
 * Arabic (CLDR 48, and the customary ones of papers). Compared after `foldMonth`, so marks and case need not be repeated.
 */
const WRITTEN: Readonly<Record<Calendar, readonly string[]>> = {
  gregorian: [
    'january jan janvier janv enero ene يناير كانون_الثاني جانفي',
    'february feb fevrier fevr fev febrero فبراير شباط فيفري',
    'march mar mars marzo مارس آذار',
    'april apr avril avr abril abr أبريل ابريل نيسان أفريل',
    'may mai mayo مايو أيار ماي',
    'june jun juin junio يونيو يونيه حزيران جوان',
    'july jul juillet juil julio يوليو يوليه تموز جويلية',
    'august aug aout agosto ago أغسطس آب أوت',
    'september sept sep septembre septiembre setiembre سبتمبر أيلول',
    'october oct octobre octubre أكتوبر تشرين_الأول',
    'november nov novembre noviembre نوفمبر تشرين_الثاني',
    'december dec decembre diciembre dic ديسمبر كانون_الأول',
  ],
  ethiopian: [
    'መስከረም meskerem maskaram mäskäräm مسكريم مسكرم',
    'ጥቅምት ጥቅምቲ tikimt tekemt tikemt teqemt tiqimt teqemti تكمت تقمت',
    'ኅዳር ህዳር ሕዳር hidar hedar هدار',
    'ታኅሣሥ ታህሳስ ታሕሳስ tahsas tahisas tahesas tahissas تهساس',
    'ጥር ጥሪ tir ter teri تر',
    'የካቲት ለካቲት yekatit yakatit yäkatit lekatit يكتت يكاتيت',
    'መጋቢት megabit maggabit meggabit mägabit مجابيت',
    'ሚያዝያ ሚያዚያ miyazya miazia miyazia miyaziya ميازيا',
    'ግንቦት ጉንበት ginbot genbot gunbot guenbot ginbet جنبت',
    'ሰኔ ሰነ sene säné senie سين سنه',
    'ሐምሌ ሓምለ ሀምሌ hamle hamlie hamlé hamele هامل حملي',
    'ነሐሴ ነሓሰ ነሀሴ nehase nehasse nahase nähasé nehasie نهاس',
    'ጳጉሜን ጳጉሜ ጷጉሜ pagumen pagume pagumie puagume pwagme باجمن',
  ],
  'solar-hijri': [
    'حمل فروردین وری hamal farvardin farwardin wray فرفردن',
    'ثور اردیبهشت غویی sawr saur thawr sowr ordibehesht ordibehecht ghwayay أذربيهشت',
    'جوزا خرداد غبرگولی jawza jauza jowza khordad ghbargolay',
    'سرطان تیر چنگاښ saratan tir chungash تار',
    'اسد مرداد زمری asad mordad amordad zmaray',
    'سنبله شهریور وږی sunbula sonbola sunbola sonbula shahrivar chahrivar wazhay wazhey شهرفار',
    'میزان مهر تله mizan meezan mehr tala',
    'عقرب آبان لړم aqrab aghrab aban laram آيان',
    'قوس آذر لیندۍ qaws qaus qows azar lindey lindai',
    'جدی دی مرغومی jadi jady jaddi dey marghumay marghomay',
    'دلو بهمن سلواغه dalw dalwa dalv bahman salwagha',
    'حوت اسفند کب hut hoot esfand esphand isfand kab اسفندار',
  ],
  hijri: [
    'محرم muharram moharram mouharram',
    'صفر safar',
    'ربيع_الأول ربیع_اول ربيع_اول rabi_i rabi_al-awwal rabi_ul-awwal rabia_al_awal rabi1',
    'ربيع_الآخر ربيع_الثاني ربیع_ثانی rabi_ii rabi_al-thani rabi_al-akhir rabi_us-sani rabia_ath-thani rabi2',
    'جمادى_الأولى جمادی_اول جمادي_الاول jumada_i jumada_al-ula jumada_al-awwal joumada_al_oula jumada1',
    'جمادى_الآخرة جمادى_الثانية جمادی_ثانی jumada_ii jumada_al-akhira jumada_al-thani joumada_ath-thania jumada2',
    'رجب rajab',
    'شعبان shaban shaaban chaabane chaban',
    'رمضان ramadan ramazan ramadhan',
    'شوال shawwal shawal chawwal',
    'ذو_القعدة ذیقعده ذي_القعدة dhu_al-qidah dhu_al-qadah dhul-qadah zul-qadah zilqad dhou_al_qida',
    'ذو_الحجة ذیحجه ذي_الحجة dhu_al-hijjah dhul-hijjah zul-hijjah zilhaj dhou_al-hijja',
  ],
  'bikram-sambat': [
    'बैशाख वैशाख baisakh baishakh vaishakh',
    'जेठ ज्येष्ठ jestha jeth jeshtha jyestha',
    'असार आषाढ asar ashadh asadh ashar ashad',
    'साउन श्रावण shrawan saun sawan srawan shravan',
    'भदौ भाद्र bhadra bhadau bhado',
    'असोज आश्विन ashwin asoj ashoj aswin',
    'कार्तिक कात्तिक kartik kattik',
    'मंसिर मङ्सिर मार्ग mangsir mansir marga',
    'पुष पौष पुस poush push paush pus',
    'माघ magh',
    'फागुन फाल्गुन falgun fagun phalgun phagun',
    'चैत चैत्र chaitra chait chaita',
  ],
}

/** Lower case, without marks, apostrophes and hyphens; one form of the Arabic letters that keyboards exchange. */
function foldMonth(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]/gu, '')
    .replace(/[’‘ʼʻʿʾ`´'ʽ.\-–\u200c\u0640]/gu, '')
    .replaceAll('\u200d', '')
    .replace(/[آأإٱ]/gu, 'ا')
    .replace(/[یى]/gu, 'ي')
    .replace(/ک/gu, 'ك')
    .replace(/[ةۀ]/gu, 'ه')
    .normalize('NFC')
}

export interface NamedMonth {
  readonly calendar: Calendar
  readonly month: number
}

/** Without its article and blanks: `Rabi al-awwal`, `Rabi ul-awwal` and `Rabi awwal` are one. */
const bare = (text: string): string =>
  foldMonth(text.replace(/[\s_-]+(al|ul|us|ath)(?=[\s_-])/giu, '')).replace(/[\s_]+/gu, '')

const byName = new Map<string, readonly NamedMonth[]>()
for (const [calendar, months] of Object.entries(WRITTEN) as [Calendar, readonly string[]][]) {
  for (const [at, spellings] of months.entries()) {
    for (const name of new Set(spellings.split(' ').map(bare))) {
      byName.set(name, [...(byName.get(name) ?? []), { calendar, month: at + 1 }])
    }
  }
}

/** The months that are written so. `Tir` is one of Ethiopia and one of Iran: both are given. */
export const monthsNamed = (text: string): readonly NamedMonth[] => byName.get(bare(text.trim())) ?? []

/** What months are called in Latin and in Arabic letters: as on papers, and where two countries differ, by both names. */
const CUSTOMARY: Readonly<Partial<Record<Calendar, readonly [latin: string, arabic: string]>>> = {
  ethiopian: [
    'Meskerem Tikimt Hidar Tahsas Tir Yekatit Megabit Miyazya Ginbot Sene Hamle Nehase Pagumen',
    'مسكريم تكمت هدار تهساس تر يكتت مجابيت ميازيا جنبت سين هامل نهاس باجمن',
  ],
  'solar-hijri': [
    'Hamal/Farvardin Sawr/Ordibehesht Jawza/Khordad Saratan/Tir Asad/Mordad Sunbula/Shahrivar Mizan/Mehr Aqrab/Aban Qaws/Azar Jadi/Dey Dalw/Bahman Hut/Esfand',
    'حمل/فروردین ثور/اردیبهشت جوزا/خرداد سرطان/تیر اسد/مرداد سنبله/شهریور میزان/مهر عقرب/آبان قوس/آذر جدی/دی دلو/بهمن حوت/اسفند',
  ],
  hijri: [
    'Muharram Safar Rabi_I Rabi_II Jumada_I Jumada_II Rajab Shaban Ramadan Shawwal Dhul-Qadah Dhul-Hijjah',
    'محرم صفر ربيع_الأول ربيع_الآخر جمادى_الأولى جمادى_الآخرة رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة',
  ],
  'bikram-sambat': [
    'Baisakh Jestha Asar Shrawan Bhadra Ashwin Kartik Mangsir Poush Magh Falgun Chaitra',
    'Baisakh Jestha Asar Shrawan Bhadra Ashwin Kartik Mangsir Poush Magh Falgun Chaitra',
  ],
}

/** A month's name; null for Gregorian months, which every reader's own language names. */
export function customaryMonth(calendar: Calendar, month: number, script: 'Latn' | 'Arab'): string | null {
  const names = CUSTOMARY[calendar]?.[script === 'Latn' ? 0 : 1].split(' ')
  return names?.[month - 1]?.replaceAll('_', ' ') ?? null
}
