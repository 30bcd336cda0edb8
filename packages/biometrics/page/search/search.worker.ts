import {
  EyeGallery,
  type Eyes,
  extract,
  impressionOf,
  inventedRecords,
  loadKernels,
  prepareIris,
  RECORD_WORDS,
  searchEyes,
  syntheticSkin,
  syntheticTemplates,
  thresholdsFor,
} from '../../src/index.ts'

/** What searches of invented eyes among invented people took in a browser's worker, one thread. */
export interface SearchedHere {
  readonly people: number
  /** Of a search by both eyes, turning included. Milliseconds of passing time, one after the other. */
  readonly searchMs: readonly number[]
  readonly fillMs: number
  /** Of one invented print from its pixels to template and quality. Milliseconds of passing time, one after the other. */
  readonly fingerMs: readonly number[]
  /** Searches for people who are there, and those that found them before everybody else. */
  readonly hidden: number
  readonly found: number
  /** Searches for people who are not there, and those that found somebody. */
  readonly strangers: number
  readonly falselyFound: number
}

/** Invented people who come back. */
const COMERS = 10
/** Prints of a finger that are judged. */
const PRINTS = 8
const EYES = ['iris-left', 'iris-right'] as const

self.addEventListener('message', async ({ data: people }: MessageEvent<number>) => {
  await loadKernels()
  postMessage(searched(people))
})

function searched(people: number): SearchedHere {
  const began = performance.now()
  const gallery = filled(people)
  const fillMs = performance.now() - began
  const least = thresholdsFor(people).look
  const search = (name: string) => {
    const eyes = eyesOf(name, 1)
    const start = performance.now()
    const [found] = searchEyes(gallery.handle, [eyes], { least })
    return { best: found!.candidates[0]?.number, ms: performance.now() - start }
  }
  const names = (kind: string) => Array.from({ length: COMERS }, (_, i) => `${kind} ${i}`)
  search('warming up')
  const back = names('hidden').map(search)
  const strange = names('stranger').map(search)
  return {
    people,
    fillMs,
    fingerMs: printsJudged(),
    searchMs: [...back, ...strange].map(({ ms }) => ms),
    hidden: COMERS,
    found: back.filter(({ best }, i) => best === people + i).length,
    strangers: COMERS,
    falselyFound: strange.filter(({ best }) => best !== undefined).length,
  }
}

/** The first warms up and is not told. */
function printsJudged(): readonly number[] {
  const skin = syntheticSkin('browser', 2)
  const all = Array.from({ length: PRINTS + 1 }, (_, impression) => {
    const image = impressionOf(skin, 'browser', 2, impression)
    const start = performance.now()
    extract('finger-2', image)
    return performance.now() - start
  })
  return all.slice(1)
}

/** So many people: `COMERS` of them are hidden everywhere among the others. */
function filled(people: number): EyeGallery {
  const gallery = new EyeGallery()
  const { next } = inventedRecords('browser')
  const [left, right] = [new Uint32Array(RECORD_WORDS), new Uint32Array(RECORD_WORDS)]
  const every = Math.floor(people / COMERS)
  for (let place = 0; place < people; place++) {
    const who = place % every === every >> 1 ? Math.floor(place / every) : COMERS
    if (who < COMERS) gallery.put(people + who, eyesOf(`hidden ${who}`, 0))
    else gallery.putRecords(place, next(left), next(right))
  }
  return gallery
}

function eyesOf(name: string, impression: number): Eyes {
  const templates = syntheticTemplates(name, { sites: EYES, impression })
  return { left: prepareIris(templates['iris-left']!), right: prepareIris(templates['iris-right']!) }
}
