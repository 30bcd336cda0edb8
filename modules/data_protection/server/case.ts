import { auditRead, defineQuery, papersOf } from '@nansen/store'
import { sql } from 'kysely'
import { dataProtection } from '../index.ts'
import { addressee } from './letters/letter.ts'
import { requestOf, today } from './requests.ts'
import { ID, list, object } from './schemas.ts'

const ANY = {}

/** One request with all its screen shows: the person's card, papers, what an erasure did, and whether the day of the answer is past. */
export const caseOf = defineQuery<{ requestId: string }, object>({
  name: 'data_protection.case',
  module: 'data_protection',
  needs: { action: 'read', level: 'personal' },
  input: object({ requestId: ID }),
  output: object({
    request: ANY,
    person: ANY,
    papers: list(ANY),
    erasure: ANY,
    limitations: list(ANY),
    corrections: list(ANY),
    overdue: { type: 'boolean' },
  }),
  showsPeople: true,
  run: async (tx, asking, { requestId }) => {
    const request = await requestOf(tx, asking, requestId)
    const person = await addressee(tx, request.individual).catch(() => null)
    const erased = await sql`select what, erased_at, counts, remains, backups_until::text
      from data_protection.erasure where request = ${requestId}`.execute(tx)
    const limitations = await sql`select id, uses, from_on::text, lifted_on::text, lifted_because
      from data_protection.limitation where request = ${requestId} order by id`.execute(tx)
    const corrections = await sql`select c.id, c.what, c.state from data_protection.carried_out d
      join registration.correction_request c on c.id = d.correction where d.request = ${requestId} order by c.id`.execute(
      tx,
    )
    await auditRead(tx, asking, {
      module: 'data_protection',
      action: 'read',
      record: 'request',
      ids: [requestId, request.individual],
      people: [request.individual],
    })
    const open = !['answered', 'withdrawn'].includes(request.state)
    return {
      request,
      person,
      papers: await papersOf(tx, dataProtection, 'request', requestId),
      erasure: erased.rows[0] ?? null,
      limitations: limitations.rows,
      corrections: corrections.rows,
      overdue: open && request.due_on < today(asking),
    }
  },
})

/** What of data protection a person's page shows: what is asked and stopped, and whether they were erased. */
export const ofPerson = defineQuery<{ individualId: string }, object>({
  name: 'data_protection.ofPerson',
  module: 'data_protection',
  needs: { action: 'read', level: 'personal' },
  input: object({ individualId: ID }),
  output: object({ requests: list(ANY), stopped: list(ANY), consents: list(ANY), erasedOn: ANY }),
  showsPeople: true,
  run: async (tx, asking, { individualId }) => {
    const requests = await sql`select id, kind, state, received_on::text, due_on::text
      from data_protection.request where individual = ${individualId} order by received_on desc, id desc`.execute(tx)
    const stopped = await sql<{ uses: readonly string[] }>`select coalesce(array_agg(distinct use), '{}') as uses
      from data_protection.limitation l, unnest(l.uses) use
      where l.individual = ${individualId} and l.lifted_on is null`.execute(tx)
    const consents =
      await sql`select distinct on (purpose, recipient, recipient_name) id, purpose, recipient, recipient_name, agreed,
        decided_on::text
      from registration.consent where root_id = ${individualId} and withdrawn_at is null
      order by purpose, recipient, recipient_name, decided_on desc, created_at desc`.execute(tx)
    const erased = await sql<{ on: string }>`select erased_at::date::text as on from registration.erased
      where individual = ${individualId}`.execute(tx)
    await auditRead(tx, asking, {
      module: 'data_protection',
      action: 'read',
      record: 'request',
      ids: [individualId],
      people: [individualId],
    })
    return {
      requests: requests.rows,
      stopped: stopped.rows[0]?.uses ?? [],
      consents: consents.rows,
      erasedOn: erased.rows[0]?.on ?? null,
    }
  },
})
