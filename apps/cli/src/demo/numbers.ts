import { registrationNumber } from '@nansen/model'
import { type Chunk, chunkOf } from './copyText.ts'
import { officeId } from './staff.ts'

/** Gapless numbers of each office while a batch is loaded; `counters` tells the database where to go on. */
export class OfficeNumbers {
  readonly #last = new Map<string, number>()

  next(office: string, country: string): string {
    const last = (this.#last.get(office) ?? 0) + 1
    this.#last.set(office, last)
    return registrationNumber(`${country}-${office}`, last)
  }

  counters(): readonly Chunk[] {
    const rows = [...this.#last].map(([office, last]) => ({ office_id: officeId(office), last }))
    return rows.length === 0 ? [] : [chunkOf('ref.number_counter', rows)]
  }
}
