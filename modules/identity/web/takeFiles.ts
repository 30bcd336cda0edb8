import type { Site } from '@nansen/biometrics'
import { unpacked } from './engine.ts'
import { isRecord } from './isRecord.ts'
import { siteOfFile, slapOfFile } from './siteOfFile.ts'
import type { SittingInProgress } from './useSitting.ts'

/** Names of files that went nowhere. */
export interface Untaken {
  /** Whose name says no place. */
  readonly strangers: readonly string[]
  /** In which nothing was found that could be taken. */
  readonly empty: readonly string[]
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())
/** Without the engine nothing is taken, and that is said. */
const NOTHING = { pictures: [], incomplete: true } as const

/** Puts each file where its name says that it belongs; records, and pictures of several fingers, to all the places that they show. */
export async function takeFiles(sitting: SittingInProgress, files: readonly File[]): Promise<Untaken> {
  const [strangers, empty]: [string[], string[]] = [[], []]
  for (const file of files) {
    const bytes = await bytesOf(file)
    const [site, slap] = [siteOfFile(file.name), slapOfFile(file.name)]
    if (isRecord(bytes) || slap !== null) {
      const isWhole = await takeSeveral(sitting, bytes, isRecord(bytes) ? null : slap, site)
      if (!isWhole) empty.push(file.name)
    } else if (site === null) strangers.push(file.name)
    else await sitting.take(site, bytes)
  }
  return { strangers, empty }
}

/** @returns whether all that it shows was taken */
async function takeSeveral(
  sitting: SittingInProgress,
  bytes: Uint8Array,
  slap: ReturnType<typeof slapOfFile>,
  named: Site | null,
): Promise<boolean> {
  const { pictures, incomplete } = await unpacked(bytes, slap).catch(() => NOTHING)
  const only = pictures.length === 1 ? named : null
  let isWhole = !incomplete
  for (const { site, file, dpi } of pictures) {
    const place = site ?? only
    if (place === null) isWhole = false
    else await sitting.take(place, file, dpi ?? undefined)
  }
  return isWhole
}

/** Puts one file to one place; of a record what it shows there, or its only picture where it says no place. */
export async function takeFileAt(sitting: SittingInProgress, site: Site, file: File): Promise<Untaken> {
  const bytes = await bytesOf(file)
  if (!isRecord(bytes)) {
    await sitting.take(site, bytes)
    return { strangers: [], empty: [] }
  }
  const { pictures } = await unpacked(bytes, null).catch(() => NOTHING)
  const here =
    pictures.find(each => each.site === site) ??
    (pictures.length === 1 && pictures[0]?.site === null ? pictures[0] : undefined)
  if (here === undefined) return { strangers: [], empty: [file.name] }
  await sitting.take(site, here.file, here.dpi ?? undefined)
  return { strangers: [], empty: [] }
}
