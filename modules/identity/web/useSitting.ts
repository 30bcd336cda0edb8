import { SITES, type Site } from '@nansen/biometrics'
import type { Provenance } from '@nansen/scanner'
import { useState } from 'react'
import { measure } from './engine.ts'
import { afterReply, type SiteState, type Sitting, stateOf } from './sitting.ts'

/** The engine failed, and the image may be a good one. */
const FAULT = { outcome: 'fault' } as const

/** A sitting in progress: images come in, quality comes out, nothing leaves the machine. */
export function useSitting(sites: readonly Site[] = SITES) {
  const [sitting, setSitting] = useState<Sitting>({})
  const [dpi, setDpi] = useState<number | null>(null)
  const put = (site: Site, next: (before: SiteState) => SiteState) =>
    setSitting(before => ({ ...before, [site]: next(stateOf(before, site)) }))

  async function take(site: Site, file: Uint8Array, said: number | null = dpi, device?: Provenance): Promise<void> {
    let before: SiteState = { is: 'empty', tries: 0 }
    put(site, state => {
      before = state
      return { is: 'measuring', tries: state.tries }
    })
    const reply = await measure(site, file, said).catch(() => FAULT)
    put(site, () => afterReply(before, reply, { file, dpi: said, ...(device && { device }) }))
  }

  /** The resolution is asked once for all images that do not say it. */
  async function sayDpi(value: number): Promise<void> {
    setDpi(value)
    for (const site of sites) {
      const state = stateOf(sitting, site)
      if (state.is === 'needs-dpi') await take(site, state.file, value)
    }
  }

  return {
    sitting,
    take,
    sayDpi,
    needsDpi: sites.some(site => stateOf(sitting, site).is === 'needs-dpi'),
    measuring: sites.some(site => stateOf(sitting, site).is === 'measuring'),
    except: (site: Site, reason: string) => put(site, ({ tries }) => ({ is: 'excepted', tries, reason })),
    clear: (site: Site) => put(site, ({ tries }) => ({ is: 'empty', tries })),
  }
}
export type SittingInProgress = ReturnType<typeof useSitting>
