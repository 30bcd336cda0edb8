/**
 * ICAO Doc 9303 Part 3 (eighth edition), section 6: how a machine readable zone writes letters beyond A to Z. Tables A (national characters of
 * Latin alphabets), B (Cyrillic) and C (Arabic). Where the table leaves a choice, the form that keeps most of the letter.
 */
const pairs = (text: string): readonly (readonly [string, string])[] =>
  text
    .trim()
    .split(/\s+/)
    .map(pair => {
      const [letter = '', written = ''] = pair.split('=')
      return [letter, written === '-' ? '' : written] as const
    })

/** Capital letters; others lose their marks, which is what the table says of them too. */
export const LATIN_MRZ: ReadonlyMap<string, string> = new Map(
  pairs(`Ä=AE Å=AA Æ=AE Ǽ=AE Đ=D Ð=D Ñ=N Ö=OE Ø=OE Ǿ=OE Œ=OE Þ=TH Ü=UE ẞ=SS ß=SS ı=I Ĳ=IJ Ł=L Ŀ=L Ŋ=N Ħ=H Ŧ=T ĸ=K
    Ɓ=B Ɗ=D Ƙ=K Ə=E Ɛ=E Ɔ=O Ƴ=Y Ŋ=N Ɲ=N Ǝ=E Ʊ=U Ɖ=D Ƒ=F Ɣ=G Ɩ=I Ʋ=V`),
)

/** Lower case. The last line is outside the table: letters of Central Asian alphabets, by BGN/PCGN without marks. */
export const CYRILLIC_MRZ: ReadonlyMap<string, string> = new Map(
  pairs(`а=A б=B в=V г=G д=D е=E ё=E ж=ZH з=Z и=I і=I й=I к=K л=L м=M н=N о=O п=P р=R с=S т=T у=U ф=F х=KH ц=TS ч=CH ш=SH
    щ=SHCH ъ=IE ы=Y ь=- э=E ю=IU я=IA ѐ=E ђ=D ѓ=G є=IE ѕ=DZ ї=I ј=J љ=LJ њ=NJ ћ=C ќ=K ѝ=I ў=U џ=DZ ґ=G ѫ=U ѵ=Y
    ғ=GH қ=Q ҳ=H ҷ=J ң=NG ө=O ү=U ұ=U һ=H ә=A җ=ZH ҹ=J ӯ=U ӣ=I ҝ=G ҡ=K ҙ=DH ҫ=TH`),
)

/** Capitals that Ukrainian passports write another way than the table's first column (its footnotes). */
export const UKRAINIAN_MRZ: ReadonlyMap<string, string> = new Map(pairs('г=H и=Y'))

/** Without short vowels and sukun, which the zone does not write, and shadda, which doubles. */
export const ARABIC_MRZ: ReadonlyMap<string, string> = new Map(
  pairs(`ء=XE آ=XAA أ=XAE ؤ=U إ=I ئ=XI ا=A ب=B ة=XTA ت=T ث=XTH ج=J ح=XH خ=XKH د=D ذ=XDH ر=R ز=Z س=S ش=XSH ص=XSS ض=XDZ
    ط=XTT ظ=XZZ ع=E غ=G ف=F ق=Q ك=K ل=L م=M ن=N ه=H و=W ى=XAY ي=Y ٱ=XXA ٹ=XXT ټ=XRT پ=P ځ=XKE څ=XXH چ=XC ڈ=XXD ډ=XDR
    ڑ=XXR ړ=XRR ږ=XRX ژ=XJ ښ=XXS ک=XKK ګ=XXK ڭ=XNG گ=XGG ں=XNN ڼ=XXN ھ=XDO ۀ=XYH ہ=XXG ۂ=XGE ۃ=XTG ی=XYA ۍ=XXY ې=Y ے=XYB
    ۓ=XBE ە=H ۆ=W ڵ=L ڕ=XRR ێ=Y ڤ=F`),
)
