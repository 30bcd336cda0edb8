import type pg from 'pg'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { withOwner } from '../openDatabase.ts'
import { openForLooking } from '../openForLooking.ts'
import { readSettings } from '../settings.ts'
import { colleague } from './linkageLearn.ts'

export const linkageUse: CliCommand = {
  name: 'linkage use',
  usage: 'VERSION --by EMAIL --because TEXT [--demo]',
  summary: 'Puts a learnt version into force.',
  help: `From then on everybody who looks alike is judged by that version. It is put into force by another colleague than learnt it, once, and
stays written down; the newest one put into force counts. To go back, learn again or put an older one into force that was not yet.
  --by EMAIL      the colleague who decides
  --because TEXT  why, in ten letters or more
  --demo          of "nansen demo"
Works beside a running server.`,
  options: { demo: 'flag', by: 'value', because: 'value' },
  run: async ({ words: [version], flags, values }) => {
    const [by, because] = [values.get('by'), values.get('because')]
    if (version === undefined || by === undefined || because === undefined)
      throw new CannotGoOn('say which, who and why: nansen linkage use VERSION --by EMAIL --because TEXT')
    const installation = await openForLooking(readSettings(flags.has('demo') ? 'demo' : 'real'))
    try {
      await withOwner(installation.database.ownerUrl, client => putIntoForce(client, Number(version), by, because))
      console.log(`Version ${version} is in force.`)
    } finally {
      await installation.stop()
    }
  },
}

/** @throws CannotGoOn when there is no such version that waits, or the same colleague learnt it. */
export async function putIntoForce(client: pg.Client, number: number, by: string, because: string): Promise<void> {
  if (because.trim().length < 10) throw new CannotGoOn('say why in ten letters or more')
  const staff = await colleague(client, by)
  const { rows } = await client.query<{ id: string; learnt_by: string; put: boolean }>(
    'select id, learnt_by, put_at is not null as put from registration.likeness_version where number = $1',
    [number],
  )
  const [version] = rows
  if (version === undefined) throw new CannotGoOn(`there is no version ${number}`)
  if (version.put) throw new CannotGoOn(`version ${number} was put into force already`)
  if (version.learnt_by === staff) throw new CannotGoOn('another colleague than learnt it puts it into force')
  await client.query(
    `with put as (
       update registration.likeness_version set put_at = clock_timestamp(), put_by = $2, because = $3 where id = $1 returning id
     ) insert into audit.entry (staff_id, module, action, record, ids, outcome)
     select $2::uuid, 'registration', 'put-into-force', 'likeness_version', array[id], 'allow' from put`,
    [version.id, staff, because.trim()],
  )
}
