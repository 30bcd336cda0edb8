import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { server as adjudicationServer } from '@nansen/adjudication/server'
import { decodeImage, extract, loadKernels, type Site } from '@nansen/biometrics'
import { packCapture, sealOf } from '@nansen/identity'
import { server as identityServer, matcher, templateKeysOf } from '@nansen/identity/server'
import { newId, newSealingKeys, seal } from '@nansen/kernel'
import { openSession, runCommand, runQuery } from '@nansen/store'
import { withClient } from '@nansen/testing'
import { staffId } from '../apps/cli/src/demo/staff.ts'
import { writeSyntheticCaptures } from '../apps/cli/src/syntheticCaptures.ts'
import { practiceDatabase } from './practiceDatabase.ts'

/** Which invented body shows which of its fingers and eyes. */
export type Shown = Readonly<Partial<Record<Site, string>>>

const COMMANDS = [...identityServer.commands, ...adjudicationServer.commands]
const QUERIES = [...identityServer.queries, ...adjudicationServer.queries]

/** The practice world with a matcher that knows nobody yet, asked past the browser and the network: for what the matcher concludes. */
export async function sittingsRoom() {
  // the matcher loads its own in its thread; captures are extracted in this one
  await loadKernels()
  const folder = mkdtempSync(join(tmpdir(), 'nansen-sittings-'))
  const db = await practiceDatabase()
  const keys = await newSealingKeys()
  const { ownerUrl } = db
  await matcher.start({
    matcherUrl: db.urlOf('nansen_matcher'),
    imagesUrl: db.urlOf('nansen_images'),
    imageKey: keys.privateKey,
    templateKeys: templateKeysOf(db.store.keys!),
  })
  const asOwner = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<readonly T[]> =>
    withClient(ownerUrl, async client => (await client.query(text, [...values])).rows as T[])
  const as = async (name: string) =>
    (await openSession(db.store, { staffId: staffId(`${name}@demo.nansen`), steppedUp: true })).token
  const run = async <O>(who: string, name: string, input: unknown) =>
    (await runCommand(db.store, await as(who), COMMANDS.find(each => each.name === name)!, {
      commandId: newId(),
      input,
    })) as O
  const ask = async <O>(who: string, name: string, input: unknown) =>
    runQuery<unknown, O>(db.store, await as(who), QUERIES.find(each => each.name === name)!, { input })

  /** The file that a scanner or camera would write. */
  const fileOf = (body: string, site: Site, impression: number) => {
    const dir = join(folder, `${body}-${impression}`)
    const { files } = writeSyntheticCaptures(dir, body, { sites: [site], impression })
    return new Uint8Array(readFileSync(files[0]!.path))
  }
  /** What the browser does: seals each file to the centre's key, bound to the enrolment; then waits for what the search says. */
  const sit = async (clerk: string, individualId: string, shown: Shown, impression: number) => {
    const enrolmentId = newId()
    const captures = await Promise.all(
      Object.entries(shown).map(async ([place, body]) => {
        // `ali/finger-2` shows that finger at another place
        const [name, other] = body.split('/')
        const file = packCapture(fileOf(name!, (other ?? place) as Site, impression), null)
        const sealed = Buffer.from(await seal(keys.publicKey, file, sealOf(enrolmentId, place))).toString('base64')
        return { site: place, quality: 70, advice: ['good'], tries: 1, sealed }
      }),
    )
    await run(clerk, 'identity.enrol', { enrolmentId, individualId, captures, exceptions: [] })
    return { enrolmentId, ...(await outcomeOf(clerk, enrolmentId)) }
  }
  const outcomeOf = async (clerk: string, enrolmentId: string) => {
    for (let i = 0; i < 300; i++) {
      const found = await ask<Outcome>(clerk, 'identity.outcome', { enrolmentId })
      if (found.state !== 'captured') return found
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    throw new Error('the search did not end')
  }
  const verify = (clerk: string, individualId: string, body: string, site: Site) => {
    const { stored } = extract(site, decodeImage(fileOf(body, site, 3)))
    const probe = [{ site, template: Buffer.from(stored).toString('base64') }]
    return run<{ outcome: string }>(clerk, 'identity.verify', { individualId, probe, occasion: 'desk' })
  }
  /** One finger or eye, taken again, looked for among everybody. */
  const identify = (clerk: string, body: string, site: Site) => {
    const { stored } = extract(site, decodeImage(fileOf(body, site, 2)))
    return ask<Identified>(clerk, 'identity.identify', {
      probe: [{ site, template: Buffer.from(stored).toString('base64') }],
    })
  }
  const end = async () => {
    await matcher.stop()
    await db.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { as, run, ask, sit, outcomeOf, verify, identify, asOwner, end }
}
export type SittingsRoom = Awaited<ReturnType<typeof sittingsRoom>>

interface Identified {
  readonly outcome: string
  readonly candidates: readonly { readonly individual: string }[]
}

interface Outcome {
  readonly state: string
  readonly alike: readonly { readonly id: string }[]
  readonly contradictions: readonly {
    readonly individual: string | null
    readonly own: boolean
    readonly agree: readonly string[]
    readonly against: readonly string[]
  }[]
  readonly repeated: readonly string[] | null
  readonly crosswise: readonly { readonly taken: string; readonly is: string }[]
  readonly withoutTemplate: readonly string[]
}
