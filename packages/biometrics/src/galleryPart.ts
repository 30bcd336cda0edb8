import type { Candidate } from './decide.ts'
import { believable, type Evidence, together } from './evidence.ts'
import { GalleryEyes, hasEyes, isEye } from './galleryEyes.ts'
import { type FingerFilter, galleryFingers } from './galleryFingers.ts'
import { FINGERS, FINGERS_AT_FIRST, fingersOf, LEADING, leadingFingersOf, leadingOf, sitesOf } from './galleryOrder.ts'
import { engineFor, type Prepared, type SiteEngine } from './gallerySites.ts'
import type { EyesFound } from './iris/gallery/eyeSearch.ts'
import type { PersonTemplates, Site } from './modality.ts'
import { type Verification, verify } from './verify.ts'

export type Engines = (site: Site) => SiteEngine

/** How many of the people whom a search would compare have everything ready that it begins with. */
export interface Readiness {
  readonly ready: number
  readonly of: number
}

/** What a search asks of each part of a gallery: everything here and in `Answer` can be sent to another thread. */
export type Question =
  /** Who is like these eyes by what the gallery keeps of them, with so much evidence. */
  | { readonly is: 'eyes'; readonly probe: PersonTemplates; readonly least: Evidence }
  /** How alike everybody is by the fingers that a search begins with; but those whom both eyes decide. */
  | { readonly is: 'likeness'; readonly probe: PersonTemplates }
  /** What those of these numbers say who are in this part: by these sites only, or by all that they share. */
  | {
      readonly is: 'compare'
      readonly probe: PersonTemplates
      readonly numbers: Float64Array
      readonly by: 'leading' | 'all'
    }
  /** All shared sites of one person, if they are in this part. */
  | { readonly is: 'verify'; readonly probe: PersonTemplates; readonly ref: string }
  | { readonly is: 'readiness'; readonly probe: PersonTemplates; readonly anyFinger: boolean }
  /** To make forms ready for so long. */
  | { readonly is: 'prepare'; readonly milliseconds: number }

/** What is not ready: forms that searches begin with, others only, or none for which there is room. */
export type Missing = 'first' | 'others' | 'done'

/** People of one part, by their numbers, and how alike each site is of those for whom it leads. */
export interface Likenesses {
  readonly numbers: Float64Array
  /** `at` are indices in `numbers`. */
  readonly bySite: readonly { readonly site: Site; readonly at: Uint32Array; readonly likeness: Float64Array }[]
}

/** Somebody compared in full, with their number. */
export type Compared = Candidate & { readonly number: number; readonly shares: number }

/** What each kind of question is answered with. */
export interface Answers {
  readonly eyes: EyesFound
  readonly likeness: Likenesses
  readonly compare: readonly Compared[]
  readonly verify: Verification | null
  readonly readiness: Readiness
  readonly prepare: Missing
}

/** Somebody in memory. */
interface Entry {
  readonly ref: string
  readonly number: number
  readonly stored: PersonTemplates
  /** Their place among the fingers, and those of them that are there. */
  readonly fingers: number
  readonly laid: Set<Site>
  /** Memory forms made so far and kept. */
  readonly kept: Map<Site, Prepared>
  /** Their place among the eyes, once it is made. */
  eyes: number | null
}

/** Memory forms of fingers that are kept: below 2.6 GB (6.2 to 7.6 KB each with its waves). The index fingers of 165,000 people. */
export const MOST_KEPT = 330_000
/** Share of them that is kept while other fingers than the index fingers are made ready. */
const SHARE_OF_ANY = 1 / 2
/** Fingers that the quick comparison knows, for each form that is kept: 2.6 GB. Index fingers have room beyond. */
const LAID_A_KEPT = 6

/**
 * Some of a gallery's people, in one thread. Owns their stored bytes, what is kept of their eyes and, to compare them quickly, of their fingers, and the memory
 * forms of some. A finger's form takes 1.5 ms to make and an eye's record 0.5: `prepare` makes them beforehand, and a search makes what it lacks.
 */
export class GalleryPart {
  readonly #people = new Map<string, Entry>()
  readonly #byNumber = new Map<number, Entry>()
  readonly #engines: Engines
  readonly #mostKept: number
  #room: number
  #laidRoom: number
  readonly #fingers: FingerFilter
  readonly #lastAsked = new Map<Site, { readonly bytes: Uint8Array; readonly form: Prepared }>()
  /** Whose finger is not laid out, by site, the newest last. */
  readonly #unready = new Map<Site, Entry[]>(FINGERS.map(site => [site, []]))
  readonly #eyes = new GalleryEyes()
  /** Whose eyes have no place yet, the newest last. */
  #eyesUnready: Entry[] = []

  /** @param mostKept memory forms that may be kept; the others are made again whenever they are needed */
  constructor(engines: Engines = engineFor, mostKept = MOST_KEPT, fingers: FingerFilter = galleryFingers()) {
    this.#engines = engines
    this.#mostKept = mostKept
    this.#room = mostKept
    this.#laidRoom = LAID_A_KEPT * mostKept
    this.#fingers = fingers
  }

  get size(): number {
    return this.#people.size
  }

  /** Enters somebody, or replaces what was held under this reference. @param number their own among all parts, higher for who came later */
  add(ref: string, templates: PersonTemplates, number: number): void {
    this.remove(ref)
    const fingers = this.#fingers.put(number)
    const entry: Entry = { ref, number, stored: templates, fingers, laid: new Set(), kept: new Map(), eyes: null }
    this.#people.set(ref, entry)
    this.#byNumber.set(number, entry)
    for (const site of fingersOf(templates)) this.#unready.get(site)!.push(entry)
    if (hasEyes(templates)) this.#eyesUnready.push(entry)
  }

  /** Forgets somebody: nothing of them stays. @returns false when nobody had this reference. */
  remove(ref: string): boolean {
    const entry = this.#people.get(ref)
    if (entry === undefined) return false
    this.#fingers.drop(entry.fingers)
    this.#laidRoom += entry.laid.size
    this.#room += entry.kept.size
    if (entry.eyes !== null) this.#eyes.drop(entry.eyes)
    for (const waiting of [this.#eyesUnready, ...fingersOf(entry.stored).map(site => this.#unready.get(site)!)]) {
      const at = waiting.indexOf(entry)
      if (at >= 0) waiting.splice(at, 1)
    }
    this.#byNumber.delete(entry.number)
    return this.#people.delete(ref)
  }

  /**
   * Makes forms ready until it has `enough`, at least one; those first that searches begin with, as far as there is room.
   * @returns whether more of these `first` ones are missing, only forms of `other` sites, or none.
   */
  prepare(enough: () => boolean): Missing {
    while (this.#eyesUnready.length > 0) {
      this.#putEyes(this.#eyesUnready.pop()!)
      if (enough()) return 'first'
    }
    for (const [rank, site] of FINGERS.entries()) {
      const isFirst = rank < FINGERS_AT_FIRST
      const waiting = this.#unready.get(site)!
      while (waiting.length > 0 && (isFirst || this.#laidRoom > 0)) {
        const entry = waiting.pop()!
        if (this.#people.get(entry.ref) === entry && !entry.laid.has(site)) this.#lay(entry, site, isFirst)
        if (enough()) return isFirst ? 'first' : 'others'
      }
    }
    return 'done'
  }

  answer<Q extends Question>(question: Q): Answers[Q['is']]
  answer(question: Question): Answers[Question['is']] {
    if (question.is === 'eyes') return this.#alikeByEyes(question.probe, question.least)
    if (question.is === 'likeness') return this.#likeness(question.probe)
    if (question.is === 'compare') return this.#compare(question.probe, question.numbers, question.by)
    if (question.is === 'readiness') return this.#readiness(question.probe, question.anyFinger)
    if (question.is === 'prepare') {
      const until = performance.now() + question.milliseconds
      return this.prepare(() => performance.now() >= until)
    }
    const entry = this.#people.get(question.ref)
    return entry === undefined ? null : verify(question.probe, entry.stored, this.#engines)
  }

  #alikeByEyes(probe: PersonTemplates, least: Evidence): EyesFound {
    for (const entry of this.#eyesUnready.splice(0)) this.#putEyes(entry)
    return this.#eyes.search(probe, least)
  }

  #putEyes(entry: Entry): void {
    entry.eyes = this.#eyes.put(entry.number, entry.stored)
  }

  #likeness(probe: PersonTemplates): Likenesses {
    const sites = sitesOf(probe)
    const fingers = fingersOf(probe)
    const numbers: number[] = []
    const bySite = new Map(fingers.map(site => [site, { at: [] as number[], places: [] as number[] }]))
    /** Those without room on a shelf: site, index, likeness. */
    const apart: { readonly site: Site; readonly at: number; readonly likeness: number }[] = []
    const ready = this.#readyOf(probe)
    for (const entry of this.#people.values()) {
      const leading = leadingFingersOf(sites, entry.stored)
      if (leading.length === 0) continue
      const at = numbers.push(entry.number) - 1
      for (const site of leading) {
        if (!entry.laid.has(site) && this.#laidRoom > 0) this.#lay(entry, site, true)
        if (!entry.laid.has(site)) apart.push({ site, at, likeness: this.#likenessApart(ready(site), entry, site) })
        else {
          const list = bySite.get(site)!
          list.at.push(at)
          list.places.push(entry.fingers)
        }
      }
    }
    return {
      numbers: Float64Array.from(numbers),
      bySite: [...bySite].map(([site, { at, places }]) => {
        const others = apart.filter(each => each.site === site)
        const alike = places.length > 0 ? this.#fingers.likeness(site, ready(site), Uint32Array.from(places)) : []
        return {
          site,
          at: Uint32Array.from([...at, ...others.map(each => each.at)]),
          likeness: Float64Array.from([...alike, ...others.map(each => each.likeness)]),
        }
      }),
    }
  }

  #likenessApart(probe: Prepared, entry: Entry, site: Site): number {
    const place = this.#fingers.put(entry.number)
    this.#fingers.lay(place, site, this.#engines(site).prepare(entry.stored[site]!))
    const [likeness] = this.#fingers.likeness(site, probe, Uint32Array.of(place))
    this.#fingers.drop(place)
    return likeness!
  }

  #compare(probe: PersonTemplates, numbers: Float64Array, by: 'leading' | 'all'): readonly Compared[] {
    const sites = sitesOf(probe)
    const ready = this.#readyOf(probe)
    return [...numbers].flatMap(number => {
      const entry = this.#byNumber.get(number)
      if (entry === undefined) return []
      const shared = sites.filter(site => entry.stored[site] !== undefined)
      const said = (by === 'all' ? shared : shared.slice(0, LEADING)).map(site => {
        const form = this.#formOf(entry, site, by === 'leading' && !isEye(site))
        return [site, believable(this.#engines(site).match(ready(site), form))] as const
      })
      const evidence = together(said.map(([, each]) => each))
      return [{ ref: entry.ref, number, shares: shared.length, evidence, sites: Object.fromEntries(said) }]
    })
  }

  #readiness(probe: PersonTemplates, anyFinger: boolean): Readiness {
    const searched = anyFinger ? FINGERS : sitesOf(probe)
    const begins = (entry: Entry) => (anyFinger ? FINGERS : leadingOf(searched, entry.stored))
    const lacks = (entry: Entry) => (site: Site) =>
      entry.stored[site] !== undefined && (isEye(site) ? entry.eyes === null : !entry.laid.has(site))
    let [ready, of] = [0, 0]
    for (const entry of this.#people.values()) {
      if (!searched.some(site => entry.stored[site] !== undefined)) continue
      of++
      if (!begins(entry).some(lacks(entry))) ready++
    }
    return { ready, of }
  }

  /** The memory forms of a probe, each made once in a search, which asks with the same several times. */
  #readyOf(probe: PersonTemplates): (site: Site) => Prepared {
    return site => {
      const bytes = probe[site]!
      const last = this.#lastAsked.get(site)
      if (last !== undefined && areSame(last.bytes, bytes)) return last.form
      const form = this.#engines(site).prepare(bytes)
      this.#lastAsked.set(site, { bytes, form })
      return form
    }
  }

  /** The memory form of somebody's site; kept, when asked and while there is room, so that the next search finds it ready. */
  #formOf(entry: Entry, site: Site, keep: boolean): Prepared {
    const kept = entry.kept.get(site)
    if (kept !== undefined) return kept
    const form = this.#engines(site).prepare(entry.stored[site]!)
    if (keep) this.#keep(entry, site, form)
    return form
  }

  /** Lays a finger out for the quick comparison, and keeps its form where there is room. */
  #lay(entry: Entry, site: Site, isFirst: boolean): void {
    const form = entry.kept.get(site) ?? this.#engines(site).prepare(entry.stored[site]!)
    this.#fingers.lay(entry.fingers, site, form)
    entry.laid.add(site)
    this.#laidRoom--
    this.#keep(entry, site, form, isFirst ? 0 : this.#mostKept * SHARE_OF_ANY)
  }

  #keep(entry: Entry, site: Site, form: Prepared, spare = 0): void {
    if (this.#room <= spare || entry.kept.has(site)) return
    this.#room--
    entry.kept.set(site, form)
  }
}

const areSame = (a: Uint8Array, b: Uint8Array) =>
  a === b || (a.length === b.length && a.every((each, i) => each === b[i]))
