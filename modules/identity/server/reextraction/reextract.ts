import { type GreyImage, SITES, type Site } from '@nansen/biometrics'
import { openSealed, Refusal } from '@nansen/kernel'
import type { Client } from 'pg'
import { sealOf, unpackCapture } from '../../capturedImage.ts'
import { openCapture } from '../matcher/openCapture.ts'
import type { TemplateSeal } from '../matcher/sealedTemplate.ts'

export interface ReextractionHands {
  /** As `nansen_matcher`, which cannot open an image. */
  readonly matcher: Client
  /** As `nansen_images`, which can open what is listed and no more. */
  readonly images: Client
  /** X25519, 32 bytes. */
  readonly imageKey: Uint8Array
  readonly seal: TemplateSeal
  /** The full stored form, of the version that is wanted. @throws Refusal when nothing can be compared */
  readonly extract: (site: Site, image: GreyImage) => Uint8Array
}

/** Templates that wait, were made again, or were kept because their image gave none. */
export interface Progress {
  readonly waiting: number
  readonly done: number
  readonly kept: number
}

/** One of all processes extracts again; and the lock under which people enter the gallery, see `gallery.conclude`. */
const TURN_LOCK = 7238
const GALLERY_LOCK = 7237

/** Lists what is older than these versions. @returns how many templates wait, those of an interrupted run included. */
export async function beginReextraction(matcher: Client, versionOf: (site: Site) => number): Promise<number> {
  const { rows } = await matcher.query<{ waiting: string }>('select gallery.begin_reextraction($1, $2) as waiting', [
    SITES,
    SITES.map(versionOf),
  ])
  return Number(rows[0]!.waiting)
}

/** Whether it is this process's turn: until its connection ends, no other has it. */
export async function takeTurn(matcher: Client): Promise<boolean> {
  const { rows } = await matcher.query<{ mine: boolean }>(`select pg_try_advisory_lock(${TURN_LOCK}) as mine`)
  return rows[0]!.mine
}

export async function progressOf(matcher: Client): Promise<Progress> {
  const { rows } = await matcher.query<Record<keyof Progress, string>>('select * from gallery.reextraction_progress()')
  const { waiting, done, kept } = rows[0]!
  return { waiting: Number(waiting), done: Number(done), kept: Number(kept) }
}

interface Waiting {
  readonly alias: string
  readonly enrolment: string
  readonly sites: readonly Site[]
  readonly extractors: readonly number[]
}

/**
 * Extracts one sitting again, from its images, and puts what came of it into force in one transaction. Stopped before, it is as if it had not
 * begun. @returns false when none waits.
 */
export async function reextractNext(hands: ReextractionHands): Promise<boolean> {
  const { rows } = await hands.matcher.query<Waiting>(
    `select alias, enrolment, array_agg(site order by site) as sites, array_agg(extractor order by site) as extractors
     from gallery.reextraction
     where state = 'waiting' and alias = (select alias from gallery.reextraction where state = 'waiting' order by alias limit 1)
     group by alias, enrolment limit 1`,
  )
  const [sitting] = rows
  if (sitting === undefined) return false
  const made = []
  for (const site of sitting.sites) made.push(await madeAgain(hands, sitting, site))
  await replace(hands.matcher, sitting, made)
  return true
}

/** A sealed template, or why there is none. */
interface Made {
  readonly stored: Buffer | null
  readonly trouble: string | null
}

async function madeAgain(hands: ReextractionHands, { alias, enrolment }: Waiting, site: Site): Promise<Made> {
  const { rows } = await hands.images.query<{ sealed: Buffer | null }>(
    'select gallery.reopen_image($1, $2) as sealed',
    [alias, site],
  )
  const sealed = rows[0]?.sealed
  if (!sealed) return { stored: null, trouble: 'image-gone' }
  try {
    const opened = await openSealed(hands.imageKey, new Uint8Array(sealed), sealOf(enrolment, site))
    const { file, dpi } = unpackCapture(opened)
    const image = await openCapture(file)
    const template = hands.extract(site, { ...image, dpi: image.dpi ?? dpi })
    return { stored: hands.seal.seal(alias, site, template), trouble: null }
  } catch (error) {
    if (error instanceof Refusal) return { stored: null, trouble: error.code }
    throw error
  }
}

async function replace(matcher: Client, { alias, sites, extractors }: Waiting, made: readonly Made[]): Promise<void> {
  await matcher.query('begin')
  try {
    await matcher.query('select pg_advisory_xact_lock($1)', [GALLERY_LOCK])
    await matcher.query('select gallery.replace_templates($1, $2, $3, $4, $5)', [
      alias,
      sites,
      extractors,
      made.map(({ stored }) => stored),
      made.map(({ trouble }) => trouble),
    ])
    await matcher.query('commit')
  } catch (error) {
    await matcher.query('rollback')
    throw error
  }
}
