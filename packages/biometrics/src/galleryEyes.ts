import { EyeGallery, type Eyes } from './iris/gallery/eyeGallery.ts'
import { type EyesFound, searchShare } from './iris/gallery/eyeSearch.ts'
import { EyeScanner, layProbes, turnedEyes } from './iris/gallery/scan.ts'
import { prepareIris } from './iris/prepared.ts'
import type { PersonTemplates, Site } from './modality.ts'

export const isEye = (site: Site): boolean => site.startsWith('iris-')
export const hasEyes = (templates: PersonTemplates): boolean =>
  templates['iris-left'] !== undefined || templates['iris-right'] !== undefined

/** The eyes of those of one part of a gallery, 713 bytes a person, in a memory that begins with the first of them. */
export class GalleryEyes {
  readonly #gallery = new EyeGallery()
  #scanner: EyeScanner | null = null

  /** @returns the place, until it is dropped. @throws Refusal `invalid` when a template is no eye's */
  put(number: number, templates: PersonTemplates): number {
    return this.#gallery.put(number, eyesOf(templates))
  }

  drop(place: number): void {
    this.#gallery.drop(place)
  }

  /** Who is like these eyes by what is kept of them: fixed limits decide who passes, whoever else is here. */
  search(probe: PersonTemplates, least: number): EyesFound {
    const { handle } = this.#gallery
    const turned = turnedEyes(eyesOf(probe))
    layProbes(handle, [turned])
    this.#scanner ??= new EyeScanner(handle, 0)
    this.#scanner.see(handle)
    return searchShare(this.#scanner, handle.blocks, [turned.eyes], { least }, new Int32Array(1))[0]!
  }
}

function eyesOf(templates: PersonTemplates): Eyes {
  const [left, right] = [templates['iris-left'], templates['iris-right']]
  return { left: left ? prepareIris(left) : null, right: right ? prepareIris(right) : null }
}
