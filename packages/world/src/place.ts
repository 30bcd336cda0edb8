import type { Language } from '@nansen/kernel'
import type { Role } from '@nansen/model'

/** An office of the practice world. `people` is its share of the population, in relative units; an office with none has no desk. */
export interface InventedOffice {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly parent: string | null
  readonly organisation: 'unhcr' | 'government' | 'ngo'
  readonly people: number
  readonly origins: readonly string[]
  /** P-code of the place where people registered here live, and words for the block. */
  readonly pcode: string
}

/** Three operations and twelve offices. The countries exist; the offices, their staff and everybody registered there are invented. */
export const OFFICES: readonly InventedOffice[] = [
  {
    code: 'NBO',
    name: 'Nairobi',
    country: 'KEN',
    parent: null,
    organisation: 'unhcr',
    people: 8,
    origins: ['congo', 'horn'],
    pcode: 'KE047',
  },
  {
    code: 'DAD',
    name: 'Dadaab',
    country: 'KEN',
    parent: 'NBO',
    organisation: 'unhcr',
    people: 16,
    origins: ['somalia', 'somalia', 'somalia', 'horn'],
    pcode: 'KE007',
  },
  {
    code: 'IFO',
    name: 'Ifo camp',
    country: 'KEN',
    parent: 'DAD',
    organisation: 'unhcr',
    people: 12,
    origins: ['somalia'],
    pcode: 'KE007',
  },
  {
    code: 'KAK',
    name: 'Kakuma',
    country: 'KEN',
    parent: 'NBO',
    organisation: 'unhcr',
    people: 14,
    origins: ['southSudan', 'southSudan', 'congo'],
    pcode: 'KE023',
  },
  {
    code: 'RKE',
    name: 'Refugee Department, Nairobi',
    country: 'KEN',
    parent: 'NBO',
    organisation: 'government',
    people: 0,
    origins: [],
    pcode: 'KE047',
  },
  {
    code: 'NDJ',
    name: "N'Djamena",
    country: 'TCD',
    parent: null,
    organisation: 'unhcr',
    people: 3,
    origins: ['centralAfrica', 'sudan'],
    pcode: 'TD18',
  },
  {
    code: 'ABE',
    name: 'Abéché',
    country: 'TCD',
    parent: 'NDJ',
    organisation: 'unhcr',
    people: 8,
    origins: ['sudan'],
    pcode: 'TD16',
  },
  {
    code: 'FAR',
    name: 'Farchana',
    country: 'TCD',
    parent: 'ABE',
    organisation: 'unhcr',
    people: 14,
    origins: ['sudan'],
    pcode: 'TD1601',
  },
  {
    code: 'GOZ',
    name: 'Goz Beïda',
    country: 'TCD',
    parent: 'ABE',
    organisation: 'unhcr',
    people: 9,
    origins: ['sudan'],
    pcode: 'TD22',
  },
  {
    code: 'AMM',
    name: 'Amman',
    country: 'JOR',
    parent: null,
    organisation: 'unhcr',
    people: 10,
    origins: ['syria', 'syria', 'iraq', 'sudan'],
    pcode: 'JO11',
  },
  {
    code: 'ZAA',
    name: 'Zaatari',
    country: 'JOR',
    parent: 'AMM',
    organisation: 'unhcr',
    people: 12,
    origins: ['syria'],
    pcode: 'JO22',
  },
  {
    code: 'HLP',
    name: 'Helping Hand, Mafraq',
    country: 'JOR',
    parent: 'AMM',
    organisation: 'ngo',
    people: 0,
    origins: [],
    pcode: 'JO22',
  },
]

export interface InventedStaff {
  /** Also the name to sign in with: `amina.registration@demo.nansen`. */
  readonly email: string
  readonly displayName: string
  readonly role: Role
  readonly office: string
  readonly language: Language
  readonly sex: 'female' | 'male'
}

const staff = (
  email: string,
  displayName: string,
  sex: 'female' | 'male',
  role: Role,
  office: string,
  language: Language = 'en',
): InventedStaff => ({ email: `${email}@demo.nansen`, displayName, role, office, language, sex })

/**
 * Forty-nine colleagues: every role at least once, enough of some that two people can be blind to each other, and a head of office in each
 * country. One gap is left on purpose, so that the check-list of an operation has something to say: nobody in Chad is there for survivors of
 * gender-based violence.
 */
export const STAFF: readonly InventedStaff[] = [
  staff('amina', 'Amina Wanjiru', 'female', 'registration_officer', 'DAD'),
  staff('yusuf', 'Yusuf Abdi', 'male', 'registration_officer', 'IFO'),
  staff('lokiru', 'Peter Lokiru', 'male', 'registration_officer', 'KAK'),
  staff('grace', 'Grace Atieno', 'female', 'registration_supervisor', 'DAD'),
  staff('brahim', 'Brahim Mahamat', 'male', 'registration_officer', 'FAR', 'fr'),
  staff('fatime', 'Fatimé Oumar', 'female', 'registration_officer', 'GOZ', 'fr'),
  staff('celestine', 'Célestine Ngarlejy', 'female', 'registration_supervisor', 'ABE', 'fr'),
  staff('rania', 'Rania Haddad', 'female', 'registration_officer', 'ZAA', 'ar'),
  staff('omar', 'Omar Khalil', 'male', 'registration_officer', 'AMM', 'ar'),
  staff('dina', 'Dina Mansour', 'female', 'registration_supervisor', 'AMM', 'ar'),
  staff('joyce', 'Joyce Ekai', 'female', 'reception_clerk', 'KAK'),
  staff('hassan', 'Hassan Noor', 'male', 'reception_clerk', 'DAD'),
  staff('laith', 'Laith Saleh', 'male', 'reception_clerk', 'ZAA', 'ar'),
  staff('ines', 'Inès Delacroix', 'female', 'adjudicator', 'NBO', 'fr'),
  staff('samuel', 'Samuel Kiprono', 'male', 'adjudicator', 'NBO'),
  staff('noura', 'Noura Aziz', 'female', 'adjudicator', 'AMM', 'ar'),
  staff('moussa', 'Moussa Idriss', 'male', 'adjudicator', 'NDJ', 'fr'),
  staff('ruth', 'Ruth Mwangi', 'female', 'rsd_officer', 'NBO'),
  staff('david', 'David Okello', 'male', 'rsd_reviewer', 'NBO'),
  staff('leila', 'Leila Farouk', 'female', 'rsd_officer', 'AMM', 'ar'),
  staff('thomas', 'Thomas Berger', 'male', 'resettlement_officer', 'NBO'),
  staff('maria', 'Maria Costa', 'female', 'resettlement_reviewer', 'NBO', 'es'),
  staff('esther', 'Esther Nyambura', 'female', 'child_protection_caseworker', 'KAK'),
  staff('zeinab', 'Zeinab Hassan', 'female', 'child_protection_caseworker', 'DAD'),
  staff('anders', 'Anders Holm', 'male', 'best_interests_panel', 'NBO'),
  staff('halima', 'Halima Yusuf', 'female', 'gbv_caseworker', 'DAD'),
  staff('salma', 'Salma Qasim', 'female', 'gbv_caseworker', 'ZAA', 'ar'),
  staff('pauline', 'Pauline Dupont', 'female', 'protection_officer', 'ABE', 'fr'),
  staff('james', 'James Mutua', 'male', 'protection_officer', 'KAK'),
  staff('victor', 'Victor Ochieng', 'male', 'fraud_focal_point', 'NBO'),
  staff('akinyi', 'Mercy Akinyi', 'female', 'psea_focal_point', 'NBO'),
  staff('abakar', 'Abakar Saleh', 'male', 'distribution_clerk', 'FAR', 'fr'),
  staff('nadia', 'Nadia Suleiman', 'female', 'partner_caseworker', 'HLP', 'ar'),
  staff('kamau', 'Daniel Kamau', 'male', 'government_rsd_officer', 'RKE'),
  staff('adam', 'Adam Yahya', 'male', 'voluntary_return_officer', 'ABE', 'fr'),
  staff('yuki', 'Yuki Tanaka', 'female', 'data_analyst', 'NBO'),
  staff('meron', 'Meron Tesfay', 'female', 'interpreter', 'NBO'),
  staff('tarek', 'Tarek Nassar', 'male', 'hotline_officer', 'AMM', 'ar'),
  staff('catherine', 'Catherine Bell', 'female', 'head_of_office', 'NBO'),
  staff('luc', 'Luc Moreau', 'male', 'data_protection_officer', 'NBO', 'fr'),
  staff('admin', 'Priya Raman', 'female', 'system_administrator', 'NBO'),
  staff('admin2', 'Jonas Weber', 'male', 'system_administrator', 'AMM'),
  staff('admin3', 'Zara Hissein', 'female', 'system_administrator', 'ABE', 'fr'),
  staff('auditor', 'Ingrid Solberg', 'female', 'auditor', 'NBO'),
  staff('hala', 'Hala Nasser', 'female', 'head_of_office', 'AMM', 'ar'),
  staff('abdoulaye', 'Abdoulaye Ngaro', 'male', 'head_of_office', 'NDJ', 'fr'),
  staff('sami', 'Sami Darwish', 'male', 'protection_officer', 'AMM', 'ar'),
  staff('reem', 'Reem Khoury', 'female', 'child_protection_caseworker', 'ZAA', 'ar'),
  staff('kaltouma', 'Kaltouma Adoum', 'female', 'child_protection_caseworker', 'FAR', 'fr'),
]
