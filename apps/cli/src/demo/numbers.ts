import { registrationNumber } from '@nansen/model'
import type { BulkRow } from './bulk.ts'
import { officeId } from './staff.ts'

/** Gapless numbers of each office while a batch is loaded; `counters` tells the database where to go on. */
export class OfficeNumbers {
  readonly #last = new Map<string, number>()

  next(office: string, country: string): string {
    const last = (this.#last.get(office) ?? 0) + 1
    this.#last.set(office, last)
    return registrationNumber(`${country}-${office}`, last)
  }

  counters(): readonly BulkRow[] {
    return [...this.#last].map(([office, last]) => ({ office_id: officeId(office), last }))
  }
}
