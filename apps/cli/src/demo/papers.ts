import { newId } from '@nansen/kernel'
import { type Command, endSession, openSession, runCommand, type Store } from '@nansen/store'
import { STAFF } from '@nansen/world'
import type pg from 'pg'
import { servers } from '../../../../modules/servers.gen.ts'
import { withOwner } from '../openDatabase.ts'
import { officeId, staffId } from './staff.ts'

/** People in the families whose papers are printed: an attestation each, and cards for the second family. */
const FAMILY = { least: 3, most: 5 } as const

/**
 * Gives the offices of every supervisor blank stock, and has them print a few papers by the product's own door: attestations for one family and
 * cards for another. Done once, after the portraits; nobody who is signed in is disturbed.
 */
export async function addPapers(store: Store, ownerUrl: string, stopped: () => boolean): Promise<void> {
  const supervisors = STAFF.filter(({ role }) => role === 'registration_supervisor')
  for (const { email, office } of supervisors) {
    if (stopped()) return
    const families = await withOwner(ownerUrl, client => familiesToPrint(client, email, office))
    if (families.length > 0) await atOffice(store, email, office, families)
  }
}

/** Two families of the office; none where papers were printed before or the colleague is at work now. */
async function familiesToPrint(client: pg.Client, email: string, office: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select g.id from registration.registration_group g
     where g.office_id = $1 and g.restriction_group is null and g.size between $3 and $4
       and not exists (select from papers.shelf s where s.office_id = $1)
       and not exists (select from auth.session x where x.staff_id = $2 and x.ended_at is null and x.expires_at > now())
       and not exists (select from registration.membership m join registration.individual i on i.id = m.individual
         where m.parent_id = g.id and (i.thumbnail is null or i.process_status <> 'active' or i.restriction_group is not null))
     order by g.number limit 2`,
    [officeId(office), staffId(email), FAMILY.least, FAMILY.most],
  )
  return rows.map(({ id }) => id)
}

async function atOffice(store: Store, email: string, office: string, families: readonly string[]): Promise<void> {
  const { token } = await openSession(store, { staffId: staffId(email) })
  const does = <O>(name: string, input: object) =>
    runCommand<object, O>(store, token, commandOf(name), { commandId: newId<'command'>(), input })
  const at = officeId(office)
  const receive = (blank: string, series: string, count: number) =>
    does('papers.stockAct', { act: 'received', officeId: at, blank, series, first: 1, count })
  await receive('card', `${office}-C26`, 400)
  await receive('certificate', `${office}-P26`, 45) // few: a note on the home page says so
  const print = async (template: string, groupId: string) => {
    const { batchId } = await does<{ batchId: string }>('papers.begin', {
      officeId: at,
      template,
      language: 'own',
      secondLanguage: 'en',
      groupId,
    })
    await does('papers.printNext', { batchId })
  }
  const [first, second = first] = families
  await print('attestation', first!)
  await print('individual-card', second!)
  await endSession(store, token)
}

function commandOf(name: string): Command {
  const found = servers.flatMap(({ commands }) => commands).find(command => command.name === name)
  if (found === undefined) throw new Error(`no command is called ${name}`)
  return found
}
