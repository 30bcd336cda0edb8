import {
  type Bytes,
  type ChainFault,
  chainFault,
  type Epoch,
  type Half,
  type Health,
  type Lock,
  type OwnKeys,
  openEpochs,
  type PublicKeys,
  statementHash,
} from '@nansen/sealed'
import { useQuery } from '@tanstack/react-query'
import { api } from '../client/api.ts'
import { useOwnKeys } from './unlocked.ts'

interface Named {
  readonly id: string
  readonly name: string
}

export interface Recovery {
  readonly id: string
  readonly forStaff: string
  readonly reason: string
  readonly askedBy: string
  readonly askedAt: string
  readonly given: number
  readonly halves: readonly Half[]
}

export interface ReaderGroup extends Named {
  readonly module: string
  readonly officeId: string
  readonly officeName: string
  readonly health: Health
  readonly mine: 'reader' | 'recovery' | null
  /** From its founding on, oldest first. */
  readonly epochs: readonly Epoch[]
  readonly recovery: Recovery | null
  /** Why the story of its members is not to be believed; null when it is whole. Nothing is sealed to such a group. */
  readonly fault: ChainFault | null
}

export interface OwnSealing {
  readonly keys: PublicKeys | null
  readonly locks: readonly { readonly id: string; readonly madeAt: string; readonly lock: Lock }[]
  readonly groups: readonly ReaderGroup[]
  readonly names: readonly Named[]
}

/** Where this browser remembers the newest epoch it saw of each group. */
const seenKey = (group: string) => `nansen.epoch.${group}`

/** What the server says, read with mistrust: every chain is verified, and compared with what this browser saw last. */
async function readSealing(signal: AbortSignal): Promise<OwnSealing> {
  const said = await api.query<OwnSealing>('sealing.mine', {}, signal)
  const groups = await Promise.all(
    said.groups.map(async group => {
      const fault = await chainFault(group.epochs, localStorage.getItem(seenKey(group.id)))
      const newest = group.epochs.at(-1)
      if (fault === null && newest) localStorage.setItem(seenKey(group.id), await statementHash(newest.statement))
      return { ...group, fault }
    }),
  )
  return { ...said, groups }
}

export const useSealing = () =>
  useQuery({ queryKey: ['sealing'], queryFn: ({ signal }) => readSealing(signal), staleTime: 60_000 })

/** The keys of a group's epochs, by number; null while one's own keys are locked, the chain is broken, or one is no reader. */
export function useGroupKeys(group: ReaderGroup | undefined): ReadonlyMap<number, Bytes> | null {
  const own = useOwnKeys()
  const readable = own !== null && group !== undefined && group.fault === null && group.mine === 'reader'
  const { data } = useQuery({
    queryKey: ['sealing', 'opened', group?.id, group?.epochs.length, own?.public.sealing],
    queryFn: () => openEpochs(own as OwnKeys, group!.epochs),
    enabled: readable,
    // Keys stay out of the cache as soon as nobody looks at what they open.
    gcTime: 0,
  })
  return readable ? (data ?? null) : null
}
