import { Button, Group, Text } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import {
  type Epoch,
  type OwnKeys,
  openContent,
  openText,
  type Place,
  type SealedContent,
  sealContent,
  sealText,
} from '@nansen/sealed'
import { api, Refused, useAsk, useGroupKeys, useSealing, useWords } from '@nansen/ui'
import { useMutation, useQuery } from '@tanstack/react-query'

/** What a file may hold: it is sealed and opened in one piece. Bytes; ours. */
const LARGEST_SEALED = 8 * 1024 * 1024

interface SealedFile {
  readonly id: string
  readonly noteId: string
  readonly about: SealedContent
  readonly bytes: number
}
interface About {
  readonly name: string
}
interface OfCase {
  readonly module: string
  readonly caseId: string
}

const placeOf = ({ module, caseId }: OfCase, id: string, part: 'about' | 'content'): Place => ({
  module,
  record: caseId,
  id: `${id} ${part}`,
  version: 1,
})

/** Seals a file beside a note that is kept already. Its name is sealed too: it tells as much. */
export async function sealFile(own: OwnKeys, epoch: Epoch, of: OfCase, noteId: string, file: File): Promise<void> {
  const id = crypto.randomUUID()
  const about: About = { name: file.name }
  await api.command('cases.sealFile', {
    id,
    module: of.module,
    noteId,
    about: await sealText(own, epoch, placeOf(of, id, 'about'), JSON.stringify(about)),
    content: await sealContent(own, epoch, placeOf(of, id, 'content'), new Uint8Array(await file.arrayBuffer())),
  })
}

/** Files of one sealed note, by name for readers whose keys are unlocked. */
export function SealedFiles({ module, caseId, noteId }: OfCase & { readonly noteId: string }) {
  const found = useAsk<{ readonly files: readonly SealedFile[] }>('cases.sealedFiles', { module, id: caseId })
  const files = (found.data?.files ?? []).filter(file => file.noteId === noteId)
  if (files.length === 0) return null
  return (
    <ul className="nansen-sealed-files">
      {files.map(file => (
        <li key={file.id}>
          <OneFile module={module} caseId={caseId} file={file} />
        </li>
      ))}
    </ul>
  )
}

function OneFile({ file, ...of }: OfCase & { readonly file: SealedFile }) {
  const words = useWords()
  const sealing = useSealing()
  const group = sealing.data?.groups.find(({ id }) => id === file.about.group)
  const keys = useGroupKeys(group)
  const named = useQuery({
    queryKey: ['sealing', 'file', file.id, group?.epochs.length],
    queryFn: async () =>
      JSON.parse(await openText(keys!, group!.epochs, placeOf(of, file.id, 'about'), file.about)) as About,
    enabled: keys !== null && group !== undefined,
    gcTime: 0,
    retry: false,
  })
  const opening = useMutation({
    mutationFn: async ({ name }: About) => {
      const { content } = await api.query<{ content: SealedContent }>('cases.sealedFile', {
        module: of.module,
        id: file.id,
      })
      const bytes = await openContent(keys!, group!.epochs, placeOf(of, file.id, 'content'), content)
      hand(new Blob([bytes], { type: 'application/octet-stream' }), name)
    },
  })
  if (keys === null) return <Text c="dimmed">{words.say('case.sealed.file-locked')}</Text>
  if (named.isError) return <Refused error={named.error} says={{ invalid: 'sealed.changed-text' }} />
  if (named.data === undefined) return null
  const { data } = named
  return (
    <>
      {opening.isError && <Refused error={opening.error} says={{ invalid: 'sealed.changed-text' }} />}
      <Group gap="xs">
        <bdi>{data.name}</bdi>
        <Button size="compact-sm" variant="subtle" loading={opening.isPending} onClick={() => opening.mutate(data)}>
          {words.say('case.sealed.file-open')}
        </Button>
      </Group>
    </>
  )
}

/** Gives what was opened to its reader: saved under its name, since nothing of it may run in this page. */
function hand(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** Whether a file can be sealed. @throws Refusal `too-large` */
export function refuseLarge(files: readonly File[]): void {
  if (files.some(({ size }) => size > LARGEST_SEALED))
    throw new Refusal('too-large', 'a sealed file may hold 8 MB at most')
}
