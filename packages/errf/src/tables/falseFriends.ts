/** A code that means one thing in the form and another in ISO: who wrote it may have meant the other. */
export interface FalseFriend {
  /** What the code means in the form. */
  readonly here: string
  /** What it means in ISO 3166-1 or ISO 639-3. */
  readonly iso: string
  /** The form's code for that. */
  readonly instead: string
}

/** Three codes of countries that are another country's in ISO 3166-1. */
export const COUNTRY_FALSE_FRIENDS: Readonly<Record<string, FalseFriend>> = {
  AUS: { here: 'Austria', iso: 'Australia', instead: 'AUL' },
  ARE: { here: 'Egypt', iso: 'the United Arab Emirates', instead: 'UAE' },
  MAR: { here: 'Martinique', iso: 'Morocco', instead: 'MOR' },
}

const friend = (here: string, iso: string, instead: string): FalseFriend => ({ here, iso, instead })

/** The form's languages are older Ethnologue codes. Hand-checked: those whose ISO 639-3 (or 639-2) code is another language's here. */
export const LANGUAGE_FALSE_FRIENDS: Readonly<Record<string, FalseFriend>> = {
  ARA: friend('Arua', 'Arabic', 'ABV'),
  TIR: friend('Tira', 'Tigrinya', 'TGN'),
  SWH: friend('Seluwasan', 'Swahili', 'SWA'),
  FRE: friend('Guianese Creole French', 'French', 'FRN'),
  FRA: friend('Franco-Provençal', 'French', 'FRN'),
  GBZ: friend('Zoroastrian Dari', 'Dari', 'PRS'),
  ORM: friend('Bine', 'Oromo', 'GAX'),
  AAR: friend('Aariya', 'Afar', 'AFR'),
  KIN: friend('Ketengban', 'Kinyarwanda', 'RUA'),
  RUN: friend('Runa', 'Rundi', 'RUD'),
  LUG: friend('Lugbara', 'Ganda', 'LAP'),
  LUA: friend('Lumbee', 'Luba-Kasai', 'LUB'),
  LUB: friend('Luba-Kasai', 'Luba-Katanga', 'LUH'),
  SAG: friend('Sake', 'Sango', 'SAJ'),
  HAU: friend('Huasteco of San Francisco Chontla', 'Hausa', 'HUA'),
  KAU: friend('Cinda-Regi-Tiyal', 'Kanuri', 'KPH'),
  BAM: friend('Bacama', 'Bambara', 'BRA'),
  PUS: friend('Southern Pumi', 'Pashto', 'PBU'),
  KMR: friend('Central Khmer', 'Kurmanji', 'KUR'),
  TUR: friend('Xedi', 'Turkish', 'TRK'),
  KAT: friend('Katcha-Kadugli-Miri', 'Georgian', 'GEO'),
  MYA: friend('Mambila of Cameroon', 'Burmese', 'BMS'),
  KAC: friend('Karakalpak', 'Kachin', 'CGP'),
  BEN: friend('Benga', 'Bengali', 'BNG'),
  SIN: friend('Siona', 'Sinhala', 'SNH'),
  TAM: friend('Tampulma', 'Tamil', 'TCV'),
  ZHO: friend('Zhoa', 'Chinese', 'CHN'),
  CHI: friend('Chilcotin', 'Chinese', 'CHN'),
  HIN: friend('Southern Hindko', 'Hindi', 'HND'),
  SRP: friend('Saruga', 'Serbian', 'SRC'),
  MLS: friend('Maltese', 'Masalit', 'MSA'),
}
