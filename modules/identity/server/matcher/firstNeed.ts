import pg from 'pg'

/** Looks at least this often, should a notice be lost. Milliseconds. */
const LOOK_EVERY = 2_000
const SOMETHING_TO_DO = `select exists (select from gallery.template)
  or exists (select from gallery.job where state = 'waiting') as needed`

/**
 * Watches whether there is anybody to be searched or an enrolment that waits, and says so once: until then nobody needs a matcher, which
 * takes a second of processor to start. Holds one connection; one that is lost is made again.
 */
export class FirstNeed {
  readonly #url: string
  readonly #needed: () => void
  #client: pg.Client | null = null
  #clock: NodeJS.Timeout | null = null
  #ended = false

  /** @param url as `nansen_matcher` */
  constructor(url: string, needed: () => void) {
    this.#url = url
    this.#needed = needed
  }

  /** Begins, with a look. @returns whether there is a need already, after which it is over. Fails when there is no database. */
  async begin(): Promise<boolean> {
    this.#client = await this.#connected()
    return this.#look(this.#client)
  }

  async end(): Promise<void> {
    this.#ended = true
    if (this.#clock !== null) clearTimeout(this.#clock)
    const client = this.#client
    this.#client = null
    await client?.end().catch(() => undefined)
  }

  async #connected(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#url })
    client.on('error', () => {
      if (this.#client === client) this.#client = null
    })
    client.on('notification', () => this.#again())
    await client.connect()
    await client.query('listen gallery')
    return client
  }

  async #look(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<{ needed: boolean }>(SOMETHING_TO_DO)
    if (this.#ended) return false
    if (rows[0]!.needed) {
      await this.end()
      this.#needed()
      return true
    }
    if (this.#clock !== null) clearTimeout(this.#clock)
    this.#clock = setTimeout(() => this.#again(), LOOK_EVERY).unref()
    return false
  }

  #again(): void {
    if (this.#ended) return
    const looked = async () => {
      this.#client ??= await this.#connected()
      await this.#look(this.#client)
    }
    looked().catch(() => {
      this.#client = null
      if (!this.#ended) this.#clock = setTimeout(() => this.#again(), LOOK_EVERY).unref()
    })
  }
}
