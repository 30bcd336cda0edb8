import { useAsk } from '@nansen/ui'

/** What `data_protection.case` answers. */
export interface RequestCase {
  readonly request: Readonly<Record<string, unknown>> & {
    readonly id: string
    readonly version: number
    readonly state: string
    readonly kind: string
    readonly individual: string
    readonly decision: string | null
    readonly decided_by: string | null
    readonly extended_on: string | null
  }
  readonly person: { readonly number: string; readonly display_name: string } | null
  readonly papers: readonly {
    readonly id: string
    readonly name: string
    readonly language: string
    readonly file: string
    readonly sha256: string
    readonly printed_at: string
  }[]
  readonly erasure: {
    readonly what: string
    readonly erased_at: string
    readonly backups_until: string
    readonly remains: {
      readonly papers?: number
      readonly offices?: readonly string[]
      readonly kept?: readonly { readonly relation: string; readonly rows: number; readonly why: string }[]
    }
  } | null
  readonly corrections: readonly { readonly id: string; readonly what: string; readonly state: string }[]
  readonly limitations: readonly {
    readonly id: string
    readonly uses: readonly string[]
    readonly from_on: string
    readonly lifted_on: string | null
  }[]
  readonly overdue: boolean
}

export const useRequestCase = (requestId: string) => useAsk<RequestCase>('data_protection.case', { requestId })
