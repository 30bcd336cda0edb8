import { type Asking, getRecord, type StoredRow, type Tx } from '@nansen/store'
import { dataProtection, type Erasable, type RequestKind } from '../index.ts'

export interface StoredRequest extends StoredRow {
  readonly individual: string
  readonly kind: RequestKind
  readonly state: string
  readonly office_id: string
  readonly received_on: string
  readonly due_on: string
  readonly extended_on: string | null
  readonly extended_because: string | null
  readonly decision: 'granted' | 'granted-in-part' | 'refused' | null
  readonly decided_because: string | null
  readonly decided_by: string | null
  readonly decided_on: string | null
  readonly approved_by: string | null
  readonly uses: readonly string[] | null
  readonly erase: Erasable | null
  readonly language: string
}

/** @throws Refusal `not-found` for one that is not there, or not the asker's. */
export const requestOf = async (tx: Tx, asking: Asking, id: string): Promise<StoredRequest> =>
  (await getRecord(tx, asking, dataProtection, 'request', id)) as unknown as StoredRequest

export const today = (asking: Asking): string => asking.now().toISOString().slice(0, 10)
