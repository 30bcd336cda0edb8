import type { Reason } from '@nansen/linkage'
import type { Tx } from '@nansen/store'
import { type PersonCard, withFamilies } from '../queries/cards.ts'
import { borneBy } from './borne.ts'
import { likenessInForce } from './learnt.ts'
import { entryOf, judgeOf, keysOf, likenessOf, profile } from './likeness.ts'
import { describedBy, guessedAmong } from './rank.ts'

/**
 * What two summaries say for and against their being of one person, strongest first: reasons and no figure. Empty for who may not see both. Not
 * audited: whoever shows them does that.
 */
export async function reasonsOfPair(tx: Tx, first: string, second: string): Promise<readonly Reason[]> {
  const { cards } = await withFamilies(tx, [first, second], [])
  const [one, other] = [cards.get(first as never), cards.get(second as never)]
  return one === undefined || other === undefined
    ? []
    : reasonsOfCards(tx, [one, other], await guessedAmong(tx, [first, second]))
}

type Summary = Pick<PersonCard, 'display_name' | 'display_name_native' | 'sex' | 'year_of_birth'> & {
  readonly id?: string
}

/** The same of two summaries, whosever they are. @param guessed ids of those whose birth is a guess. */
export async function reasonsOfCards(
  tx: Tx,
  [one, other]: readonly [Summary, Summary],
  guessed: ReadonlySet<string> = new Set(),
): Promise<readonly Reason[]> {
  const described = [
    describedBy(one, guessed.has(one.id ?? '')),
    describedBy(other, guessed.has(other.id ?? '')),
  ] as const
  const borne = await borneBy(tx, keysOf(described.map(each => entryOf(each))), null)
  const judge = judgeOf(borne, null, await likenessInForce(tx))
  return likenessOf(judge, profile(judge, described[0]), profile(judge, described[1]), []).reasons()
}
