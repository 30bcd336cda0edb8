import { useWords } from '@nansen/ui'

export interface Item {
  readonly item: string
  readonly measure: string
  readonly quantity: number
}

/** "37.5 kg Rice · 2 pcs Soap": figures of the reader's language, the item as the programme names it. */
export function Items({ items }: { readonly items: readonly Item[] }) {
  const { say, number } = useWords()
  return (
    <>
      {items.map(({ item, measure, quantity }, at) => (
        <span key={`${item} ${measure}`}>
          {at > 0 && ' · '}
          {number(quantity)} {say(`assistance.unit.${measure}`)} <bdi>{item}</bdi>
        </span>
      ))}
    </>
  )
}
