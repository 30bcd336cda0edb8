import type { Birth, Entry, Name, Value } from './entry.ts'
import type { Fields, Kind } from './field.ts'
import { partsOf } from './profile.ts'

/** How far candidates are gathered. */
export interface Reach {
  /** Records that share one thing are compared when so few have it. */
  readonly alone: number
  /** Records that share two things are compared when so few have both. */
  readonly together: number
}

/** A thing by which a record is found, and what it was read from: two readings of one word are not two things. */
interface Atom {
  readonly id: number
  readonly from: number
}

/** Readings of one word by which it is found. */
const READINGS = 3
/** Room for so many distinct things: two of them make one exact number. */
const ROOM = 2 ** 26

/**
 * Pairs worth comparing, each once, by place in `entries`: those that share one rare thing, or two things that few share. Nothing of it
 * is chosen for a set: every field gives what it has.
 */
export function* candidatePairs(
  fields: Fields,
  entries: readonly Entry[],
  reach: Reach,
): Generator<readonly [number, number]> {
  const idOf = numbering()
  const keys = entries.map(entry => keysOf(atomsOf(fields, entry, idOf)))
  const blocks = blocksOf(keys, Math.max(reach.alone, reach.together))
  const few = (key: number): boolean => blocks.get(key)!.length <= (key < ROOM ? reach.alone : reach.together)
  const met = new Int32Array(entries.length).fill(-1)
  for (const [at, all] of keys.entries()) {
    for (const other of all.filter(few).flatMap(key => blocks.get(key)!)) {
      if (other <= at || met[other] === at) continue
      met[other] = at
      yield [at, other]
    }
  }
}

function numbering(): (key: string) => number {
  const ids = new Map<string, number>()
  return key => {
    const id = ids.get(key) ?? ids.size
    if (id === ids.size) ids.set(key, id)
    return id
  }
}

/** Who has each key. One more than `most` is kept, which says that there are too many. */
function blocksOf(keys: readonly (readonly number[])[], most: number): ReadonlyMap<number, readonly number[]> {
  const blocks = new Map<number, number[]>()
  for (const [at, all] of keys.entries()) {
    for (const key of all) {
      const block = blocks.get(key)
      if (block === undefined) blocks.set(key, [at])
      else if (block.length <= most) block.push(at)
    }
  }
  return blocks
}

/** One thing alone is its number; two are `(larger + 1) * ROOM + smaller`. */
function keysOf(atoms: readonly Atom[]): readonly number[] {
  const keys = new Set<number>()
  for (const [at, { id, from }] of atoms.entries()) {
    keys.add(id)
    for (const other of atoms.slice(at + 1)) {
      if (other.from === from || other.id === id) continue
      keys.add((Math.max(id, other.id) + 1) * ROOM + Math.min(id, other.id))
    }
  }
  return [...keys]
}

function atomsOf(fields: Fields, entry: Entry, idOf: (key: string) => number): readonly Atom[] {
  const things = Object.entries(fields).flatMap(([field, kind]) => {
    const value = entry[field]
    const told = value === undefined || value === null || value === '' ? [] : thingsOf(kind, value)
    return told.map(readings => readings.map(reading => `${field}:${reading}`))
  })
  return things.flatMap((readings, from) => [...new Set(readings)].map(key => ({ id: idOf(key), from })))
}

/** What a value is found by: things, each with its readings. */
function thingsOf(kind: Kind, value: Value): readonly (readonly string[])[] {
  if (kind === 'code') return []
  if (kind === 'name') {
    const words = (value as Name).flatMap(version => version.words)
    return words.map(({ text, sounds }) => (sounds.length > 0 ? sounds.slice(0, READINGS) : [text]))
  }
  if (kind === 'born') {
    const { from, to, day } = value as Birth
    const year = [`year ${Math.round((from + to) / 2)}`]
    return day === null ? [year] : [year, [`day ${day}`]]
  }
  return [[value as string, ...partsOf(kind, value as string)]]
}
