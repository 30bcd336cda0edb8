import type { NamePartKind } from '@nansen/model'

/** The parts a clerk is asked for, in the order people say them. A person may have only one. */
export type NameShape = readonly NamePartKind[]

/** Own name, then the father's and the grandfather's, as most of our people are called; a family name where there is one. */
const CHAIN = ['given', 'father', 'grandfather', 'family'] as const satisfies NameShape
/** Spanish usage: two family names, the father's first. */
const TWO_FAMILY_NAMES = ['given', 'middle', 'family', 'second-family'] as const satisfies NameShape
/** The family name is said first. */
const FAMILY_FIRST = ['family', 'middle', 'given'] as const satisfies NameShape

/** Every part that some shape asks for, in an order that fits where no country is known. */
export const ALL_ASKED = [
  'given',
  'father',
  'grandfather',
  'middle',
  'family',
  'second-family',
] as const satisfies NameShape
export type AskedPart = (typeof ALL_ASKED)[number]

/** Countries (ISO 3166-1 alpha-3) whose names are said in another shape than the chain. */
const SHAPES: readonly (readonly [countries: string, shape: readonly AskedPart[]])[] = [
  ['ARG BOL CHL COL CRI CUB DOM ECU ESP GNQ GTM HND MEX NIC PAN PER PRY SLV URY VEN', TWO_FAMILY_NAMES],
  ['CHN HUN JPN KHM KOR PRK VNM', FAMILY_FIRST],
]

export const nameShapeOf = (country: unknown): readonly AskedPart[] =>
  SHAPES.find(([countries]) => typeof country === 'string' && countries.split(' ').includes(country))?.[1] ?? CHAIN
