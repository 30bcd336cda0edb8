import { drawnFace, loadKernels } from '@nansen/biometrics'
import { sealingPublicKey } from '@nansen/kernel'
import { type Keys, loadedAttachment } from '@nansen/store'
import { ageAt, type InventedFamily, type InventedPerson, type World } from '@nansen/world'
import pg from 'pg'
import sharp from 'sharp'
import { imageKeyOf, type ServerKeys } from '../serverKeys.ts'
import { asOneBatch, type Bulk, idOf } from './bulk.ts'
import { personId } from './personRows.ts'
import { officeId } from './staff.ts'
import { addReturning } from './templates.ts'

/** Families drawn between two commits: a second or so of work, after which their photos are on the screens. */
const AT_ONCE = 25

export interface DrawOptions {
  readonly ownerUrl: string
  readonly keys: ServerKeys
  readonly world: World
  /** Asked between two fingers and two batches of portraits: true ends the drawing. */
  readonly stopped: () => boolean
  /** Offices at which those work who judge pairs, where they are not those of the practice world. */
  readonly judgesAt?: ReadonlySet<string>
}

/**
 * Captures those who will return, and draws a portrait of everybody who has none yet. It takes longer than a person waits for a first page, so it runs
 * beside the server; the families with something planted come first, because visitors look there.
 */
export async function drawFaces({ ownerUrl, keys, world, stopped, judgesAt }: DrawOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await loadKernels()
    const sealTo = await sealingPublicKey(imageKeyOf(keys))
    await asOneBatch(client, 'captures of those who return or are judged', bulk =>
      addReturning(bulk, world, sealTo, stopped, judgesAt),
    ).catch((error: Error) => {
      if (!stopped()) throw error // else nothing of it was kept, and the next start makes it
    })
    const { rows } = await client.query<{ id: string }>(
      'select id from registration.individual where thumbnail is null',
    )
    const faceless = new Set(rows.map(({ id }) => id))
    const families = plantedFirst(world).filter(family =>
      family.members.some(({ person }) => faceless.has(personId(person.key))),
    )
    for (let at = 0; at < families.length && !stopped(); at += AT_ONCE) {
      const part = families.slice(at, at + AT_ONCE)
      const drawn = await Promise.all(
        part.flatMap(family =>
          family.members.map(async ({ person }) => ({ family, person, jpeg: await portrait(person, world.today) })),
        ),
      )
      await asOneBatch(client, 'portraits of the practice world', async bulk => {
        for (const { family, person, jpeg } of drawn)
          if (faceless.has(personId(person.key))) await addPortrait(bulk, keys.store, family, person, jpeg)
      })
    }
  } finally {
    await client.end()
  }
}

function plantedFirst({ families, planted }: World): readonly InventedFamily[] {
  const keys = new Set([
    ...planted.duplicates.flatMap(({ first, again }) => [first, again]),
    ...planted.twins.flat(),
    ...planted.namesakes.flat(),
  ])
  const isPlanted = (family: InventedFamily) => family.members.some(({ person }) => keys.has(person.key))
  return [...families.filter(isPlanted), ...families.filter(family => !isPlanted(family))]
}

/** In some groups most adult women cover their hair. Origins, by ISO 3166-1. */
const COVERED = ['SYR', 'IRQ', 'SDN', 'SOM']

async function portrait(person: InventedPerson, today: string): Promise<Buffer> {
  const age = ageAt(person.born, today)
  const headscarf = person.sex === 'female' && age >= 13 && COVERED.includes(person.nationality)
  const svg = drawnFace(person.body, { sex: person.sex, age, headscarf, family: person.likeness })
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer()
}

async function addPortrait(
  { add, client }: Bulk,
  keys: Keys,
  family: InventedFamily,
  person: InventedPerson,
  jpeg: Buffer,
): Promise<void> {
  const [root, image] = [personId(person.key), idOf(`portrait/${person.key}`)]
  const { file, key } = loadedAttachment(keys, image, jpeg)
  const owner = { root_id: root, office_id: officeId(family.office) }
  const at = `${family.registeredOn}T08:10:00Z`
  await add('store.data_key', [{ ...key, wrapped: hex(key.wrapped), created_at: at }])
  await add('store.attachment', [
    {
      ...owner,
      ...file,
      sha256: hex(file.sha256),
      content: hex(file.content),
      module: 'registration',
      record: 'individual',
      level: 'personal',
      media_type: 'image/jpeg',
      created_at: at,
    },
  ])
  await add('registration.photo', [
    {
      ...owner,
      id: idOf(`photo/${person.key}`),
      parent_id: root,
      version: 1,
      created_at: at,
      changed_at: at,
      image,
      taken_on: family.registeredOn,
    },
  ])
  await client.query('update registration.individual set thumbnail = $2 where id = $1', [root, image])
}

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`
