import {
  extract,
  ONE_TO_ONE,
  type PersonTemplates,
  partsSaid,
  repeatedSites,
  type Site,
  type SittingCandidate,
  verify,
} from '@nansen/biometrics'
import { openSealed, Refusal } from '@nansen/kernel'
import type { Client } from 'pg'
import { sealOf, unpackCapture } from '../../capturedImage.ts'
import { type Crossed, crosswise } from './crosswise.ts'
import type { LoadedGallery } from './galleryRows.ts'
import { openCapture } from './openCapture.ts'
import { isLikeTooMany } from './readying.ts'

interface Job {
  readonly id: string
  readonly alias: string
  readonly images: readonly { readonly site: Site; readonly image: string }[]
}
interface Extracted {
  readonly site: Site
  readonly stored: Uint8Array
}

export interface MatcherHands {
  readonly matcher: Client
  readonly images: Client
  readonly imageKey: Uint8Array
  readonly loaded: LoadedGallery
}

/** One lock for the whole gallery: whoever holds it has seen everybody, and nobody enters meanwhile. `gallery.conclude` asks for it. */
const GALLERY_LOCK = 7237
/** A job that ends the matcher this often is set aside for people. */
const MOST_ATTEMPTS = 5

/** Takes the oldest enrolment that waits, searches everybody, enters it. @returns false when none waits. */
export async function nextJob(hands: MatcherHands): Promise<boolean> {
  const job = await takeJob(hands.matcher)
  if (job === null) return false
  const extracted: Extracted[] = []
  for (const { site, image } of job.images) {
    const found = await extracted1(hands, job, site, image)
    if (found !== null) extracted.push(found)
  }
  const lost = job.images.map(({ site }) => site).filter(site => extracted.every(each => each.site !== site))
  if (lost.length > 0) await hands.matcher.query('select gallery.note_without_template($1, $2)', [job.id, lost])
  if (extracted.length === 0) {
    await hands.matcher.query('select gallery.give_up($1, $2)', [job.id, 'no image gave a template'])
    return true
  }
  const probe: PersonTemplates = Object.fromEntries(extracted.map(({ site, stored }) => [site, stored]))
  const repeated = repeatedSites(probe)
  if (repeated !== null) await hands.matcher.query('select gallery.repeat($1, $2)', [job.id, repeated])
  else
    await searchAndEnter(hands, job, extracted, probe).catch(async (error: unknown) => {
      if (!isLikeTooMany(error)) throw error
      await hands.matcher.query('select gallery.give_up($1, $2)', [job.id, 'the eyes are like too many people'])
    })
  return true
}

async function takeJob(matcher: Client): Promise<Job | null> {
  const { rows } = await matcher.query<Job & { attempts: number }>(
    `update gallery.job set attempts = attempts + 1
     where id = (select id from gallery.job where state = 'waiting' order by queued_at limit 1 for update skip locked)
     returning id, alias, images, attempts`,
  )
  const [job] = rows
  if (job === undefined) return null
  if (job.attempts <= MOST_ATTEMPTS) return job
  await matcher.query('select gallery.give_up($1, $2)', [job.id, 'the matcher failed on it again and again'])
  return null
}

/** Extracted again from the image itself: a template that a browser sent is advice, never identity. */
async function extracted1(
  { images, imageKey }: MatcherHands,
  job: Job,
  site: Site,
  image: string,
): Promise<Extracted | null> {
  const { rows } = await images.query<{ sealed: Buffer }>('select gallery.open_image($1, $2) as sealed', [
    job.id,
    image,
  ])
  try {
    const { file, dpi } = unpackCapture(
      await openSealed(imageKey, new Uint8Array(rows[0]!.sealed), sealOf(job.id, site)),
    )
    const decoded = await openCapture(file)
    return { site, stored: extract(site, { ...decoded, dpi: decoded.dpi ?? dpi }).stored }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

async function searchAndEnter(
  { matcher, loaded }: MatcherHands,
  job: Job,
  extracted: readonly Extracted[],
  probe: PersonTemplates,
): Promise<void> {
  await matcher.query('begin')
  try {
    await matcher.query('select pg_advisory_xact_lock($1)', [GALLERY_LOCK])
    await loaded.catchUp()
    const people = loaded.gallery.size
    const own = await ownRecord(matcher, loaded, job, probe)
    const alike = [...(await loaded.gallery.identifySitting(probe)), ...own.alike]
    await matcher.query('select gallery.note_crosswise($1, $2)', [job.id, JSON.stringify(own.crossed)])
    await matcher.query('select gallery.conclude($1, $2, $3, $4, $5, $6)', [
      job.id,
      extracted.map(({ site }) => site),
      extracted.map(({ stored }) => stored[0] ?? 0),
      extracted.map(({ site, stored }) => loaded.seal.seal(job.alias, site, stored)),
      people,
      JSON.stringify(alike.map(asJson)),
    ])
    await matcher.query('commit')
  } catch (error) {
    await matcher.query('rollback')
    throw error
  }
  await loaded.catchUp()
}

interface OwnRecord {
  /** The sittings by which this person was known, where a part of the new one is like them: one compared with one. */
  readonly alike: readonly SittingCandidate[]
  /** What is on them at another place. */
  readonly crossed: readonly Crossed[]
}

async function ownRecord(matcher: Client, loaded: LoadedGallery, job: Job, probe: PersonTemplates): Promise<OwnRecord> {
  const { rows } = await matcher.query<{ alias: string }>('select gallery.own_aliases($1) as alias', [job.id])
  const own = [...(await loaded.templatesOf(rows.map(({ alias }) => alias)))]
  const said = own.map(([ref, reference]) => ({ ref, ...verify(probe, reference) }))
  const alike = said.flatMap(each => {
    const parts = partsSaid(each.sites, ONE_TO_ONE.sure)
    return each.evidence >= ONE_TO_ONE.sure || parts.agree.length > 0 ? [{ ...each, ...parts }] : []
  })
  const templates = own.map(([, reference]) => reference)
  return {
    alike,
    crossed: crosswise(
      probe,
      templates,
      said.map(({ sites }) => sites),
    ),
  }
}

const asJson = ({ ref, ...said }: SittingCandidate) => ({ alias: ref, ...said })
