import type { Site } from '@nansen/biometrics'
import pg from 'pg'
import { type TemplateKeys, TemplateSeal } from './sealedTemplate.ts'

/** Templates sealed in one transaction. */
const BATCH = 1_000

/**
 * Seals what an older version, or a loader, left as it was. Interrupted it goes on at the next start. Their places stay, so a matcher that
 * has read them need not read again. @param ownerUrl the login that migrates. @returns how many.
 */
export async function sealOldTemplates(ownerUrl: string, keys: TemplateKeys): Promise<number> {
  const seal = new TemplateSeal(keys)
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (let done = 0; ; ) {
      await client.query('begin; set local role nansen_migrator')
      const { rows } = await client.query<{ alias: string; site: Site; stored: Buffer }>(
        `select alias, site, stored from gallery.template where not sealed order by seq limit ${BATCH} for update skip locked`,
      )
      await client.query(
        `update gallery.template t set stored = s.stored
         from unnest($1::uuid[], $2::text[], $3::bytea[]) as s (alias, site, stored) where t.alias = s.alias and t.site = s.site`,
        [
          rows.map(({ alias }) => alias),
          rows.map(({ site }) => site),
          rows.map(({ alias, site, stored }) => seal.seal(alias, site, stored)),
        ],
      )
      await client.query('commit')
      done += rows.length
      if (rows.length < BATCH) return done
    }
  } finally {
    await client.end()
  }
}
