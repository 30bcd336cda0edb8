import type { Entry, Fields } from '@nansen/linkage'
import { birthOf } from '@nansen/linkage'
import { readName } from './readName.ts'

type Row = Readonly<Record<string, string>>

/** A public set of records of which it is known who is who: which file, and what its columns mean. All that differs between sets. */
export interface LinkageSet {
  readonly name: string
  readonly files: readonly string[]
  readonly fields: Fields
  readonly entry: (row: Row) => Entry
  /** Rows with the same answer are one person. Never seen by what is measured. */
  readonly truth: (row: Row) => string
  /** Two files, each without doubles: only pairs across them count. */
  readonly across?: true
}

const text = (value: string | undefined): string | null => {
  const trimmed = (value ?? '').trim().toLowerCase()
  return trimmed === '' ? null : trimmed
}
const named = (...parts: readonly (readonly [string, string | undefined])[]) =>
  readName(parts.flatMap(([part, said]) => (text(said) === null ? [] : [[part, text(said)!] as const])))

const born = (year: string | undefined, month: string | undefined, day: string | undefined) => {
  const [y, m, d] = [text(year), text(month), text(day)]
  if (y === null || !/^\d{4}$/.test(y)) return null
  return birthOf(m === null || d === null ? y : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
}
const isoBorn = (date: string | undefined) => born(...((date ?? '').split('-') as [string, string?, string?]))

const FEBRL = {
  fields: {
    name: 'name',
    born: 'born',
    street_number: 'number',
    street: 'text',
    place: 'text',
    suburb: 'text',
    postcode: 'number',
    state: 'code',
    social: 'number',
  },
  entry: (row: Row) => ({
    name: named(['given', row.given_name], ['family', row.surname]),
    born: born(row.date_of_birth?.slice(0, 4), row.date_of_birth?.slice(4, 6), row.date_of_birth?.slice(6, 8)),
    street_number: text(row.street_number),
    street: text(row.address_1),
    place: text(row.address_2),
    suburb: text(row.suburb),
    postcode: text(row.postcode),
    state: text(row.state),
    social: text(row.soc_sec_id),
  }),
  truth: (row: Row) => /^rec-(\d+)-/.exec(row.rec_id ?? '')?.[1] ?? '',
} as const satisfies Partial<LinkageSet>

const RLDATA = {
  fields: { name: 'name', born: 'born' },
  entry: (row: Row) => ({
    name: named(['given', row.fname_c1], ['given', row.fname_c2], ['family', row.lname_c1], ['family', row.lname_c2]),
    born: born(row.by, row.bm, row.bd),
  }),
  truth: (row: Row) => row.identity ?? '',
} as const satisfies Partial<LinkageSet>

export const LINKAGE_SETS: readonly LinkageSet[] = [
  { name: 'febrl3', files: ['febrl/dataset3.csv'], ...FEBRL },
  { name: 'febrl4', files: ['febrl/dataset4a.csv', 'febrl/dataset4b.csv'], across: true, ...FEBRL },
  { name: 'RLdata500', files: ['rldata/RLdata500.csv'], ...RLDATA },
  { name: 'RLdata10000', files: ['rldata/RLdata10000.csv'], ...RLDATA },
  {
    name: 'historical50k',
    files: ['splink_historical50k/historical_50k.csv'],
    fields: { name: 'name', born: 'born', place: 'text', postcode: 'number', sex: 'code', occupation: 'text' },
    entry: row => ({
      name: named(['', row.full_name]),
      born: isoBorn(row.dob),
      place: text(row.birth_place),
      postcode: text(row.postcode_fake),
      sex: text(row.gender),
      occupation: text(row.occupation),
    }),
    truth: row => row.cluster ?? '',
  },
  {
    name: 'fake1000',
    files: ['splink_fake1000/fake_1000.csv'],
    fields: { name: 'name', born: 'born', city: 'text', email: 'number' },
    entry: row => ({
      name: named(['given', row.first_name], ['family', row.surname]),
      born: isoBorn(row.dob),
      city: text(row.city),
      email: text(row.email),
    }),
    truth: row => row.cluster ?? '',
  },
]
