import type { PersonTemplates, Site } from '@nansen/biometrics'
import type { Client } from 'pg'
import type { DividedGallery } from './dividedGallery.ts'
import type { TemplateSeal } from './sealedTemplate.ts'

interface TemplateRow {
  readonly seq: string
  readonly alias: string
  readonly site: Site
  readonly stored: Buffer
}

/** Rows loaded at a time: about 4 MB of irises. */
const BATCH = 2_000

/** The gallery in memory, kept up with the table: what has entered since the last look is added at each look, and who has left is forgotten. */
export class LoadedGallery {
  readonly gallery: DividedGallery
  #seen = '0'
  /** Transactions before this one are known to have ended: what they dropped was seen. */
  #droppedBefore: string | null = null
  readonly #client: Client
  readonly seal: TemplateSeal

  constructor(client: Client, seal: TemplateSeal, gallery: DividedGallery) {
    this.gallery = gallery
    this.#client = client
    this.seal = seal
  }

  /** Adds everybody who entered since. A sitting's templates enter in one transaction, so none is seen by halves. */
  async catchUp(): Promise<void> {
    await this.#addEntered()
    await this.#forgetDropped()
  }

  /** An alias never comes back, so whoever is told twice is forgotten once. */
  async #forgetDropped(): Promise<void> {
    const { rows } = await this.#client.query<{ before: string; aliases: readonly string[] }>(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as before,
         coalesce((select array_agg(d.alias) from gallery.dropped d where d.tx >= coalesce($1, '0')::xid8), '{}')::text[] as aliases`,
      [this.#droppedBefore],
    )
    for (const alias of rows[0]!.aliases) this.gallery.remove(alias)
    this.#droppedBefore = rows[0]!.before
  }

  async #addEntered(): Promise<void> {
    for (;;) {
      const { rows } = await this.#client.query<TemplateRow>(
        `with newest as (select alias, min(seq) as seq from gallery.template where seq > $1 group by alias order by 2 limit $2)
         select t.seq, t.alias, t.site, t.stored from newest n join gallery.template t on t.alias = n.alias order by t.seq`,
        [this.#seen, BATCH],
      )
      if (rows.length === 0) return
      for (const [alias, templates] of byAlias(rows, this.seal)) this.gallery.add(alias, templates)
      this.#seen = rows.reduce((most, { seq }) => (BigInt(seq) > BigInt(most) ? seq : most), this.#seen)
    }
  }

  async templatesOf(aliases: readonly string[]): Promise<ReadonlyMap<string, PersonTemplates>> {
    const { rows } = await this.#client.query<TemplateRow>(
      'select seq, alias, site, stored from gallery.template where alias = any ($1::uuid[])',
      [aliases],
    )
    return byAlias(rows, this.seal)
  }
}

function byAlias(rows: readonly TemplateRow[], seal: TemplateSeal): ReadonlyMap<string, PersonTemplates> {
  const found = new Map<string, Partial<Record<Site, Uint8Array>>>()
  for (const { alias, site, stored } of rows)
    found.set(alias, { ...found.get(alias), [site]: seal.open(alias, site, new Uint8Array(stored)) })
  return found
}
