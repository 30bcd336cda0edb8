import { levantine, sudanese } from './names/arabic.ts'
import { congolese, nilotic } from './names/central.ts'
import type { Culture } from './names/culture.ts'
import { habesha, somali } from './names/horn.ts'

/** A group of people who fled together in our invented world: who they are, where from, and why. */
export interface Origin {
  /** ISO 3166-1 alpha-3 of the country they fled. */
  readonly country: string
  readonly culture: Culture
  readonly towns: readonly string[]
  /** First and last year of the flight. */
  readonly years: readonly [number, number]
  /** ISO 639-3. */
  readonly languages: readonly string[]
  readonly religions: readonly string[]
  readonly ethnicities: readonly string[]
  /** What people tell, in plain words. `{town}` and `{year}` are filled. */
  readonly reasons: readonly string[]
  readonly routes: readonly Route[]
}

/** A part of the way: where one came to, and how. */
export interface InventedLeg {
  /** ISO 3166-1 alpha-3. */
  readonly country: string
  readonly place: string
  readonly means: 'on-foot' | 'animal' | 'car-or-truck' | 'bus' | 'boat' | 'air'
}

/** A way that people of one origin take: as told in a sentence, and place by place. */
export interface Route {
  readonly told: string
  readonly legs: readonly InventedLeg[]
}

const by = (means: InventedLeg['means'], country: string, place: string): InventedLeg => ({ country, place, means })

export const ORIGINS: Readonly<Record<string, Origin>> = {
  syria: {
    country: 'SYR',
    culture: levantine,
    towns: ['Homs', 'Daraa', 'Aleppo', 'Idlib', 'Eastern Ghouta', 'Hama'],
    years: [2012, 2018],
    languages: ['ara', 'apc'],
    religions: ['SUN', 'SUN', 'SUN', 'SIT', 'CHR', 'DRU'],
    ethnicities: ['ARAB', 'ARAB', 'ARAB', 'KURD'],
    reasons: [
      'The house in {town} was destroyed by shelling in {year}; the family moved twice inside the country before crossing.',
      'The eldest son was called up in {year}; the family left {town} at night so that he would not have to fight.',
      'The father was arrested at a checkpoint near {town} in {year} and released after four months; they left the same week.',
    ],
    routes: [
      {
        told: 'by car to the border, then on foot at night',
        legs: [by('car-or-truck', 'SYR', 'Nasib'), by('on-foot', 'JOR', 'Jaber')],
      },
      {
        told: 'with a group of forty people through the desert to the berm',
        legs: [by('car-or-truck', 'SYR', 'Tanf'), by('on-foot', 'JOR', 'Rukban')],
      },
    ],
  },
  iraq: {
    country: 'IRQ',
    culture: levantine,
    towns: ['Mosul', 'Ramadi', 'Sinjar', 'Tikrit'],
    years: [2014, 2019],
    languages: ['ara', 'ckb'],
    religions: ['SUN', 'SIT', 'CHR', 'YAZ'],
    ethnicities: ['ARAB', 'KURD', 'ARAB'],
    reasons: [
      'An armed group took {town} in {year} and went from house to house with lists of names.',
      'A brother who worked as an interpreter was killed in {town} in {year}; threats to the rest of the family followed.',
    ],
    routes: [
      {
        told: 'by bus to the capital, by air to Amman',
        legs: [by('bus', 'IRQ', 'Baghdad'), by('air', 'JOR', 'Amman')],
      },
    ],
  },
  sudan: {
    country: 'SDN',
    culture: sudanese,
    towns: ['El Geneina', 'Zalingei', 'Kabkabiya', 'Nyala', 'Kutum'],
    years: [2004, 2024],
    languages: ['apd', 'mls', 'fvr'],
    religions: ['SUN', 'MUS'],
    ethnicities: ['MASALIT', 'FUR', 'ZAGHAWA'],
    reasons: [
      'Armed men on horses and pickups burned the village near {town} in {year}; the cattle were taken.',
      'Fighting in {town} in {year}; the family walked three nights to the border with what it could carry.',
      'The market of {town} was attacked in {year}; two of the children were lost for a day and found at the wadi.',
    ],
    routes: [
      { told: 'on foot to Adré', legs: [by('on-foot', 'TCD', 'Adré')] },
      {
        told: 'on donkeys along the wadi, then by truck',
        legs: [by('animal', 'SDN', 'Beida'), by('car-or-truck', 'TCD', 'Adé')],
      },
    ],
  },
  centralAfrica: {
    country: 'CAF',
    culture: congolese,
    towns: ['Bossangoa', 'Paoua', 'Bozoum'],
    years: [2013, 2020],
    languages: ['sag', 'fra'],
    religions: ['CHR', 'ROM', 'PRO'],
    ethnicities: ['GBAYA', 'SARA'],
    reasons: [
      'The village near {town} was attacked in {year} and the church set on fire; they hid in the bush for weeks.',
    ],
    routes: [{ told: 'on foot across the river', legs: [by('on-foot', 'TCD', 'Goré')] }],
  },
  somalia: {
    country: 'SOM',
    culture: somali,
    towns: ['Baidoa', 'Kismayo', 'Afgooye', 'Jilib', 'Merca'],
    years: [2007, 2023],
    languages: ['som'],
    religions: ['SUN'],
    ethnicities: ['SOM-DAROD', 'SOM-BANTU', 'SOM-DAROD'],
    reasons: [
      'An armed group took their farm near {town} in {year} and asked for a son; the mother left with the children.',
      'Three failed rains and fighting around {town}; the last animals died in {year}.',
    ],
    routes: [
      {
        told: 'by minibus to Liboi, then on foot',
        legs: [by('bus', 'KEN', 'Liboi'), by('on-foot', 'KEN', 'Dadaab')],
      },
    ],
  },
  southSudan: {
    country: 'SSD',
    culture: nilotic,
    towns: ['Bor', 'Malakal', 'Bentiu', 'Torit'],
    years: [2013, 2022],
    languages: ['din', 'nus'],
    religions: ['PRO', 'ROM', 'ANI'],
    ethnicities: ['DINKA', 'NUER'],
    reasons: [
      'Fighting came to {town} in {year}; the family crossed the river by boat and lost all papers.',
      'Cattle raiders killed the uncle near {town} in {year}; the grandmother took the children away.',
    ],
    routes: [
      {
        told: 'by river, then by truck to Nadapal',
        legs: [by('boat', 'SSD', 'Juba'), by('car-or-truck', 'KEN', 'Nadapal')],
      },
    ],
  },
  horn: {
    country: 'ERI',
    culture: habesha,
    towns: ['Asmara', 'Keren', 'Senafe', 'Dekemhare'],
    years: [2008, 2023],
    languages: ['tir'],
    religions: ['ORT', 'ORT', 'PEN', 'SUN'],
    ethnicities: ['TIGRAY', 'OTHER', 'OTHER'],
    reasons: [
      'He was in national service without an end since {year} and left {town} without leave.',
      'Her prayer group in {town} was closed in {year} and several members were taken; she left with her sister.',
    ],
    routes: [
      {
        told: 'on foot at night to the border, then through two countries',
        legs: [by('on-foot', 'ETH', 'Zalambessa'), by('bus', 'ETH', 'Addis Ababa'), by('bus', 'KEN', 'Moyale')],
      },
    ],
  },
  congo: {
    country: 'COD',
    culture: congolese,
    towns: ['Uvira', 'Rutshuru', 'Masisi', 'Fizi'],
    years: [2009, 2024],
    languages: ['swc', 'fra', 'kin'],
    religions: ['ROM', 'PRO', 'PEN', 'ADV'],
    ethnicities: ['OTHER', 'HUTU', 'BANYAMULENGE'],
    reasons: ['Armed men came to the village near {town} at night in {year}; the father did not come back.'],
    routes: [
      {
        told: 'across the lake by boat, then by bus through two countries',
        legs: [by('boat', 'TZA', 'Kigoma'), by('bus', 'TZA', 'Namanga'), by('bus', 'KEN', 'Nairobi')],
      },
    ],
  },
}
