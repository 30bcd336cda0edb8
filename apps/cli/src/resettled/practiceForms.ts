import { openSession, runQuery, type Store } from '@nansen/store'
import type pg from 'pg'
import { servers } from '../../../../modules/servers.gen.ts'
import { CannotGoOn } from '../cannotGoOn.ts'

/** One case as a receiving state reads it, and what it would refuse. */
export interface PracticeForm {
  readonly name: string
  readonly xml: string
  readonly findings: readonly { readonly severity: string; readonly says: string; readonly remedy: string }[]
}

const electronicForm = () => {
  const found = servers
    .find(({ name }) => name === 'resettlement')
    ?.queries.find(({ name }) => name === 'resettlement.electronicForm')
  if (!found) throw new CannotGoOn('this program has no resettlement')
  return found
}

/** An invented officer who works on resettlement, signed in: what is exported is what they may read, and is written in the audit as theirs. */
export async function practiceOfficer(store: Store, owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ staff_id: string }>(
    `select staff_id from auth.assignment where role = 'resettlement_officer' order by staff_id limit 1`,
  )
  if (!rows[0]) throw new CannotGoOn('nobody works on resettlement in this world')
  return (await openSession(store, { staffId: rows[0].staff_id, steppedUp: true })).token
}

/** The electronic form of every case whose officer is asked, one after another, in the order of their numbers. */
export async function* practiceForms(store: Store, owner: pg.Client, now?: () => Date): AsyncGenerator<PracticeForm> {
  const query = electronicForm()
  const token = await practiceOfficer(store, owner)
  const { rows } = await owner.query<{ id: string }>('select id from resettlement.file order by number')
  for (const { id } of rows)
    yield runQuery<unknown, PracticeForm>(store, token, query as never, { input: { fileId: id }, ...(now && { now }) })
}
