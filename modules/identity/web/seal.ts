import type { PersonTemplates, Site } from '@nansen/biometrics'
import { newId, seal } from '@nansen/kernel'
import { api } from '@nansen/ui'
import { packCapture, sealOf } from '../capturedImage.ts'
import type { Sitting, Taken } from './sitting.ts'

/** Bytes turned to base64 at a time: `String.fromCharCode` takes no more arguments than the stack holds. */
const CHUNK = 0x8000

export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(text)
}
const fromBase64 = (text: string) => Uint8Array.from(atob(text), character => character.charCodeAt(0))

const takenOf = (sitting: Sitting): readonly (readonly [Site, Taken, number])[] =>
  Object.entries(sitting).flatMap(([site, state]) =>
    state?.is === 'taken' ? [[site as Site, state.best, state.tries] as const] : [],
  )

/** What is searched or compared: templates only, no image leaves the machine. */
export const probeOf = (sitting: Sitting) =>
  takenOf(sitting).map(([site, { template }]) => ({ site, template: base64(template) }))

export const templatesOf = (sitting: Sitting): PersonTemplates =>
  Object.fromEntries(takenOf(sitting).map(([site, { template }]) => [site, template]))

/** Seals every image to the centre's key, here, before anything is sent. @param done tells how much is sealed, 0 to 1. */
export async function enrolmentOf(individualId: string, sitting: Sitting, done: (part: number) => void) {
  const { publicKey } = await api.query<{ publicKey: string }>('identity.imageKey')
  const enrolmentId = newId<'identity.enrolment'>()
  const taken = takenOf(sitting)
  const captures = []
  for (const [site, { file, dpi, score, advice, device }, tries] of taken) {
    const sealed = await seal(fromBase64(publicKey), packCapture(file, dpi), sealOf(enrolmentId, site))
    captures.push({
      site,
      quality: Math.round(score),
      advice: [...advice],
      tries: Math.max(1, tries),
      sealed: base64(sealed),
      ...(device && { device }),
    })
    done(captures.length / taken.length)
  }
  const exceptions = Object.entries(sitting).flatMap(([site, state]) =>
    state?.is === 'excepted' ? [{ site, reason: state.reason, lasting: LASTING.includes(state.reason) }] : [],
  )
  return { enrolmentId, individualId, captures, exceptions }
}

/** Reasons that do not heal. */
const LASTING: readonly string[] = ['missing', 'cannot-open', 'cataract']
