import { useWords, type Words } from '@nansen/ui'

/** A record to which a part of a sitting surely belongs, and another part not. */
export interface Contradiction {
  /** Null where the reader may not see this person. */
  readonly individual: string | null
  readonly own?: boolean
  readonly agree: readonly string[]
  readonly against: readonly string[]
}

/** Which parts of a sitting are of a record and which are not, a line for each record. */
export function Contradictions({
  all,
  nameOf,
}: {
  readonly all: readonly Contradiction[]
  readonly nameOf?: (individual: string | null) => string
}) {
  const words = useWords()
  if (all.length === 0) return null
  return (
    <ul className="nansen-advice">
      {all.map(({ individual, own, agree, against }) => (
        <li key={`${individual} ${agree.join()}`}>
          {words.say('identity.contradiction.line', {
            record: nameOf?.(individual) ?? words.say(`identity.contradiction.${own ? 'own' : 'another'}`),
            agree: partsOf(agree, words),
            against: partsOf(against, words),
          })}
        </li>
      ))}
    </ul>
  )
}

/** A hand is not named beside the fingers it belongs to. */
function partsOf(parts: readonly string[], words: Words): string {
  const named = parts.includes('fingers') ? parts.filter(part => !part.endsWith('-hand')) : parts
  return named.map(part => words.say(`identity.part.${part}`)).join(', ')
}
