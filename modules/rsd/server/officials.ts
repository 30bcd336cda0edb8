import { newId, Refusal } from '@nansen/kernel'
import { defineCommand, defineQuery, refusalOf } from '@nansen/store'
import { sql } from 'kysely'
import { ID, object, REASON, TEXT } from './schemas.ts'

const MAY_HAND_ON = { action: 'transfer', level: 'personal' } as const
const thrown = (error: unknown): never => {
  throw refusalOf(error)
}

interface Official {
  readonly staffId: string
  readonly name: string
  readonly has: boolean
}

/** Officers of the country's government, and whether they have this file. Names of colleagues only. */
export const officials = defineQuery<{ fileId: string }, { officials: readonly Official[] }>({
  name: 'rsd.officials',
  module: 'rsd',
  needs: MAY_HAND_ON,
  input: object({ fileId: ID }),
  output: object({
    officials: { type: 'array', items: object({ staffId: ID, name: TEXT, has: { type: 'boolean' } }) },
  }),
  showsPeople: false,
  async run(tx, _asking, { fileId }) {
    const { rows } = await sql<Official>`
      select staff_id as "staffId", name, has from rsd.officials(${fileId})`
      .execute(tx)
      .catch(thrown)
    return { officials: rows }
  },
})

/** Gives a file to an officer of the government, with the reason. From then on they work in it, and in no other of its office. */
export const giveFile = defineCommand<{ fileId: string; staffId: string; reason: string }, { id: string }>({
  name: 'rsd.giveFile',
  module: 'rsd',
  needs: MAY_HAND_ON,
  input: object({ fileId: ID, staffId: ID, reason: REASON }),
  output: object({ id: ID }),
  async run(tx, asking, { fileId, staffId, reason }) {
    const id = newId(asking.now().getTime())
    const { rows } = await sql`select from rsd.officials(${fileId}) o where o.staff_id = ${staffId} and not o.has`
      .execute(tx)
      .catch(thrown)
    if (rows.length !== 1) throw new Refusal('not-found', 'there is nobody like that to give it to')
    await sql`select auth.give_case(${id}, ${staffId}, 'rsd', 'file', ${fileId}, ${reason}, null)`
      .execute(tx)
      .catch(thrown)
    return { id }
  },
})
