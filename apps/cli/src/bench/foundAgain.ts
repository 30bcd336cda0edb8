import { openSession, type Store } from '@nansen/store'
import type pg from 'pg'
import { loadedWorld } from '../demo/loadedWorld.ts'
import { personId } from '../demo/personRows.ts'
import { type Installation, storeOf } from '../installation.ts'
import { openLog } from '../log.ts'
import { withOwner } from '../openDatabase.ts'
import { serve } from '../serve.ts'

/** Of people planted to have come twice, how often the product names the first record to whoever opens the second. */
export interface FoundAgain {
  readonly looked: number
  /** Share of first records among the ten that are shown, and at their head. */
  readonly topTen: number
  readonly first: number
}

/** Pairs looked at, spread over all that are planted. */
const LOOKED = 400

/** Null where nobody came twice. @param now a clock under which limits of looks an hour are not what is measured */
export async function foundAgain(installation: Installation, now: () => Date): Promise<FoundAgain | null> {
  const { ownerUrl } = installation.database
  const store = storeOf(installation, () => undefined)
  const serving = await serve(installation, openLog('error'), { pages: false, now })
  try {
    const pairs = await withOwner(ownerUrl, async owner => withOfficers(owner, store, await pairsOf(owner, ownerUrl)))
    const places: number[] = []
    for (const { token, first, again } of pairs)
      places.push((await shownTo(serving.origin, token, again)).indexOf(first))
    const share = (holds: (place: number) => boolean): number => places.filter(holds).length / places.length
    return places.length === 0
      ? null
      : { looked: places.length, topTen: share(at => at >= 0 && at < 10), first: share(at => at === 0) }
  } finally {
    await serving.stop()
    await store.close()
  }
}

interface Pair {
  readonly first: string
  readonly again: string
}

/** Pairs of which nobody has said anything yet, neither that they are one nor that they are two. */
async function pairsOf(owner: pg.Client, ownerUrl: string): Promise<readonly (Pair & { readonly office: string })[]> {
  const { planted } = await loadedWorld(ownerUrl)
  const pairs = planted.duplicates.map(({ first, again }) => ({ first: personId(first), again: personId(again) }))
  const { rows } = await owner.query<Pair & { office: string }>(
    `select p.first, p.again, b.office_id as office
     from unnest($1::uuid[], $2::uuid[]) p(first, again)
     join registration.individual a on a.id = p.first and a.same_person_as is null
     join registration.individual b on b.id = p.again and b.same_person_as is null
     where not exists (select from registration.other_than o where (o.parent_id, o.other) in ((p.first, p.again), (p.again, p.first)))
     order by p.again`,
    [pairs.map(({ first }) => first), pairs.map(({ again }) => again)],
  )
  const step = Math.max(1, Math.floor(rows.length / LOOKED))
  return rows.filter((_, at) => at % step === 0).slice(0, LOOKED)
}

/** Each with somebody who registers at the office where the second record is. */
async function withOfficers(owner: pg.Client, store: Store, pairs: readonly (Pair & { readonly office: string })[]) {
  const { rows } = await owner.query<{ staff_id: string; office_id: string }>(
    `select distinct on (office_id) staff_id, office_id from auth.assignment where role = 'registration_officer' order by office_id, staff_id`,
  )
  const tokens = new Map<string, string>()
  for (const { staff_id, office_id } of rows)
    tokens.set(office_id, (await openSession(store, { staffId: staff_id as never, steppedUp: true })).token)
  return pairs.flatMap(({ office, ...pair }) => {
    const token = tokens.get(office)
    return token === undefined ? [] : [{ ...pair, token }]
  })
}

async function shownTo(origin: string, token: string, id: string): Promise<readonly string[]> {
  const answer = await fetch(`${origin}/api/queries/registration.possibleDuplicates`, {
    method: 'POST',
    headers: { cookie: `__Host-nansen=${token}`, origin, 'x-nansen': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`registration.possibleDuplicates: ${answer.status} ${text.slice(0, 300)}`)
  const { people } = JSON.parse(text) as { readonly people: readonly { readonly card: { readonly id: string } }[] }
  return people.map(({ card }) => card.id)
}

export const foundAgainLine = ({ looked, topTen, first }: FoundAgain): string =>
  `came twice, opened at the second record: ${looked}; the first among the ten shown ${(topTen * 100).toFixed(1)} %, at their head ${(first * 100).toFixed(1)} %`
