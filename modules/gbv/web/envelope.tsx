import { Text } from '@mantine/core'
import { type Epoch, fromText, type OwnKeys, type Place, type SealedContent, sealText, toText } from '@nansen/sealed'
import { type ListedRow, SealedText, useWords } from '@nansen/ui'

/** What stands in `words`, as JSON in base64: the sealed content, and the name under which it was bound to its case. */
interface Envelope extends SealedContent {
  readonly id: string
}

const placeOf = (record: string, id: string): Place => ({ module: 'gbv', record, id, version: 1 })

/** Words as they leave the browser: ciphertext for the group of `epoch`, bound to this case. */
export async function sealedWords(own: OwnKeys, epoch: Epoch, caseId: string, words: string): Promise<string> {
  const id = crypto.randomUUID()
  const envelope: Envelope = { id, ...(await sealText(own, epoch, placeOf(caseId, id), words)) }
  return toText(new TextEncoder().encode(JSON.stringify(envelope)))
}

export function SealedWords({ row, caseId }: { readonly row: ListedRow; readonly caseId: string }) {
  const words = useWords()
  if (typeof row.words !== 'string') return <Text c="dimmed">{words.say('sealed.locked-text')}</Text>
  const { id, ...content } = JSON.parse(new TextDecoder().decode(fromText(row.words))) as Envelope
  return <SealedText content={content} place={placeOf(caseId, id)} />
}
