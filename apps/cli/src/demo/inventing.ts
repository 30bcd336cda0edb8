import { loadKernels } from '@nansen/biometrics'
import type { Keys } from '@nansen/store'
import { planWorld, type WorldPlan } from '@nansen/world'
import type { Chunk } from './copyText.ts'
import { OfficeNumbers } from './numbers.ts'
import { peopleRows } from './people.ts'
import { Sittings } from './templates.ts'

/** What is to be invented. Fits through a thread's door. */
export interface Inventing {
  readonly people: number
  /** `YYYY-MM-DD`: the day the practice world is looked at. */
  readonly today: string
  /** For search keys that only this server can make. */
  readonly blindIndex: Keys['blindIndex']
  /** Fingers and eyes for so many people from five years of age. */
  readonly templates: number
}

/** Rows of some families, in the order in which tables refer to each other, and how many people there are with them. */
export interface Invented {
  readonly chunks: readonly Chunk[]
  readonly done: number
}

/** Families at a time: some thousand people, whose rows are a few megabytes. A million need no more memory than two thousand. */
const AT_ONCE = 400

/** Everybody of the world, as they would stand after their registration at their office; the offices' counters come last. */
export async function* inventedRows(inventing: Inventing): AsyncGenerator<Invented> {
  await loadKernels()
  const plan = planWorld(inventing)
  const numbers = new OfficeNumbers()
  const sittings = new Sittings(plan, inventing.templates)
  let done = 0
  for (const families of inParts(plan, AT_ONCE)) {
    done += families.reduce((sum, { members }) => sum + members.length, 0)
    yield { chunks: [...peopleRows(families, plan.today, numbers, inventing), ...sittings.rows(families)], done }
  }
  yield { chunks: numbers.counters(), done }
}

function* inParts(plan: WorldPlan, size: number) {
  let part = []
  for (const family of plan.stream()) {
    part.push(family)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
