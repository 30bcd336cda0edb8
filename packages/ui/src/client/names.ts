import { useQuery } from '@tanstack/react-query'
import { gathering } from './gathering.ts'
import { send } from './send.ts'

/** Names of offices and colleagues change a few times a year; ms. */
const NAMES_STAY_FRESH = 3_600_000
/** Identifiers that `/api/colleagues` takes at once. */
const AT_ONCE = 100

export interface NamedOffice {
  readonly id: string
  readonly code: string
  readonly name: string
  /** ISO 3166-1 alpha-3. */
  readonly country: string
  readonly parentId: string | null
}

/** All offices by name; empty until they arrive. Everybody may know them. */
export function useOfficeNames(): { readonly offices: readonly NamedOffice[]; readonly loading: boolean } {
  const found = useQuery({
    queryKey: ['offices'],
    queryFn: ({ signal }) =>
      send<{ readonly offices: readonly NamedOffice[] }>('/api/offices', { method: 'GET', signal }),
    staleTime: NAMES_STAY_FRESH,
  })
  return { offices: found.data?.offices ?? [], loading: found.isPending }
}

const nameOf = gathering(AT_ONCE, async ids => {
  const query = new URLSearchParams(ids.map(id => ['id', id]))
  const { colleagues } = await send<{ readonly colleagues: readonly { readonly id: string; readonly name: string }[] }>(
    `/api/colleagues?${query}`,
    { method: 'GET' },
  )
  return new Map(colleagues.map(({ id, name }) => [id, name]))
})

/** The name of a colleague whose identifier stands in something this person sees: null when there is none, undefined until it arrives. */
export function useColleague(id: string | null): string | null | undefined {
  const found = useQuery({
    queryKey: ['colleague', id],
    queryFn: () => nameOf(id!),
    enabled: id !== null,
    staleTime: NAMES_STAY_FRESH,
  })
  return found.isError || id === null ? null : found.data
}
