import {
  ASPECTS,
  type Birth,
  compare,
  type Entry,
  familyLikeness,
  type Name,
  type Profile,
  profileOf,
  type Reason,
  reasonsOf,
  totalBits,
} from '@nansen/linkage'
import {
  type Described,
  entryOf,
  type Judge,
  judgeOf,
  LIKENESS_FIELDS,
  likenessKeys,
} from '@nansen/registration/server'

/** Somebody who is missing, as those who miss them say it. */
export interface Missing {
  /** Every name they go by, each whole, in any script. */
  readonly names: readonly string[]
  readonly sex: string | null
  /** Null: nobody knows when they were born. */
  readonly born: Birth | null
}

/** Share of those who are sought that is registered in the operation at all. A belief, which the evaluation can only bound. */
const REGISTERED_HERE = 0.25
/** People that registration takes the smallest operation for; counts are brought to it, so that shares stay shares of the people there are. */
const FEWEST_PEOPLE = 2000

/** Names in several scripts or spellings are versions of one name: the best of them counts. */
export const entryOfMissing = ({ names, sex, born }: Missing): Entry => ({
  name: names.flatMap(name => (entryOf({ ...NOBODY, name: [name] }).name ?? []) as Name),
  sex: sex === 'male' || sex === 'female' ? sex : null,
  born,
})
const NOBODY: Described = { name: [], sex: null, born: null, estimated: false, mother: null }

/** How rare names are, and what agreement of them is worth: those of registration. */
export interface TracingJudge extends Judge {
  /** Among whom the one sought is looked for. */
  readonly people: number
}

/** @param borne people by key of a sound, as registration counts them; under '' all people of that nationality. */
export function tracingJudge(
  borne: ReadonlyMap<string, number>,
  nationality: string | null,
  learnt?: Parameters<typeof judgeOf>[2],
): TracingJudge {
  const people = Math.max(borne.get('') ?? 0, 1)
  const scale = Math.max(1, FEWEST_PEOPLE / people)
  const scaled = new Map([...borne].map(([key, bearers]) => [key, bearers * scale]))
  const judge = judgeOf(scaled, nationality, learnt)
  const weights = { ...judge.model.weights, 'name.word.across': ACROSS }
  return { ...judge, model: { ...judge.model, weights }, people }
}

/** Share of the words of one person's name that sound alike in two scripts, and of strangers' where nothing more is known. */
const [ALIKE, ALIKE_BY_CHANCE] = [0.85, 0.3]
/**
 * Two scripts have no letters in common: what is one word can only sound alike. Records of one person are seldom in two scripts alone, so registration
 * learnt nothing of it.
 */
const ACROSS = ASPECTS.word.map(({ name }) =>
  name === 'sound'
    ? { m: ALIKE, u: ALIKE_BY_CHANCE }
    : name === 'other'
      ? { m: 1 - ALIKE, u: 1 - ALIKE_BY_CHANCE }
      : { m: 1e-3, u: 1e-3 },
)

export const keysOfMissing = (people: readonly Missing[]): readonly string[] => likenessKeys(people.map(entryOfMissing))

export const profileOfMissing = (judge: TracingJudge, missing: Missing): Profile =>
  profileOf(LIKENESS_FIELDS, entryOfMissing(missing), judge.shares)

export const profileOfPerson = (judge: TracingJudge, described: Described): Profile =>
  profileOf(LIKENESS_FIELDS, entryOf(described), judge.shares)

/** One person in so many is said by their relatives to be of another nationality than is registered. A belief. */
const OTHER_NATIONALITY = 0.03

/** Evidence of two nationalities, in bits. Whoever is sought is looked for among those of theirs: being of it says nothing more. */
export const nationalityBits = (told: string | null, registered: string | null): number =>
  told === null || registered === null || told === registered ? 0 : Math.log2(OTHER_NATIONALITY)

export interface Likely {
  /** Evidence, as a logarithm to base 2 of how much oftener it is seen of one person than of two. */
  readonly bits: number
  readonly reasons: () => readonly Reason[]
}

/**
 * Chances of everybody who was looked at, in their order. Whoever is missing is one of them or none: what speaks for one speaks against the
 * others, so that ten people of one name share the chance. They rank and say how sure to be; a person decides.
 */
export function chancesOf(judge: TracingJudge, bits: readonly number[]): readonly number[] {
  const odds = bits.map(each => (REGISTERED_HERE / judge.people) * 2 ** each)
  const all = odds.reduce((sum, each) => sum + each, 1 - REGISTERED_HERE)
  return odds.map(each => each / all)
}

/**
 * What speaks for a registered person being the one who is missing.
 *
 * @param seeker who seeks, as registered.
 * @param theySeek whom the registered person seeks in requests of their own: two who seek each other are found by both names.
 */
export function likelyOf(
  judge: TracingJudge,
  missing: Profile,
  person: Profile,
  seeker: Profile | null = null,
  theySeek: readonly Profile[] = [],
): Likely {
  const seen = compare(missing, person)
  const back = seeker === null ? { bits: 0, alike: 0 } : familyLikeness(judge.model, [seeker], theySeek)
  const bits = totalBits(judge.model, seen) + back.bits
  return {
    bits,
    reasons: () => [...(back.alike > 0 ? [{ code: 'seeks-back' }] : []), ...reasonsOf(judge.model, seen)],
  }
}
