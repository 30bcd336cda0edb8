import { randomUUID } from 'node:crypto'
import type { Asked } from '../work.ts'

/** One lane: a clerk who is signed in there, and the families that queue before it. */
export interface Lane {
  readonly token: string
  readonly point: string
  readonly families: readonly Queued[]
}
export interface Queued {
  readonly entry: string
  readonly number: string
}
/** What the thread of clients is told. */
export interface LanesTold {
  readonly origin: string
  readonly lanes: readonly Lane[]
}

interface LaneWork {
  readonly name: string
  /** One after another, as the screen asks them. */
  readonly asked: (lane: Lane, family: Queued) => readonly Asked[]
  /** Each family once: the second time it has collected. */
  readonly once: boolean
}

const query = (name: string, input: Readonly<Record<string, string>>): Asked => ({
  method: 'GET',
  path: `/api/queries/${name}?${new URLSearchParams(input)}`,
  body: null,
})
const check = ({ point }: Lane, { number }: Queued) => query('assistance.check', { pointId: point, text: number })
const give = ({ point }: Lane, { entry }: Queued): Asked => ({
  method: 'POST',
  path: '/api/commands/assistance.give',
  body: {
    commandId: randomUUID(),
    input: { pointId: point, entry, takenBy: 'collector', verified: 'number' },
  },
})

export const LANE_WORKS: readonly LaneWork[] = [
  { name: 'a check', asked: (lane, family) => [check(lane, family)], once: false },
  {
    name: 'a family, served',
    asked: (lane, family) => [
      check(lane, family),
      give(lane, family),
      query('assistance.progress', { pointId: lane.point }),
    ],
    once: true,
  },
]
