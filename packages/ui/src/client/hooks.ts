import { useQuery } from '@tanstack/react-query'
import { api, type CodeEntry } from './api.ts'
import { send } from './send.ts'

/** Code lists change a few times a year; ms. */
const CODES_STAY_FRESH = 3_600_000

/** The entries of a list that the operation maintains, with their labels; empty until they arrive. */
export function useCodes(list: string | null): { readonly entries: readonly CodeEntry[]; readonly loading: boolean } {
  const found = useQuery({
    queryKey: ['codes', list],
    queryFn: ({ signal }) =>
      send<{ readonly codes: readonly CodeEntry[] }>(`/api/codes/${encodeURIComponent(list ?? '')}`, {
        method: 'GET',
        signal,
      }),
    enabled: list !== null,
    staleTime: CODES_STAY_FRESH,
  })
  return { entries: found.data?.codes ?? [], loading: found.isLoading && list !== null }
}

/** A question to the server, kept and asked again when the window comes back. `enabled: false` waits. */
export function useAsk<T>(
  name: string,
  input: Readonly<Record<string, unknown>> = {},
  options: { readonly enabled?: boolean } = {},
) {
  return useQuery({
    queryKey: ['query', name, input],
    queryFn: ({ signal }) => api.query<T>(name, input, signal),
    enabled: options.enabled ?? true,
  })
}
