import { readFileSync } from 'node:fs'
import type { Template } from '@nansen/documents'
import type { Printed } from '../../index.ts'

const template = (name: string, version: number): Template => ({
  name,
  version,
  source: readFileSync(new URL(`../../documents/${name}.typ`, import.meta.url), 'utf8'),
})

/** Raise `version` whenever the Typst file or the words of a paper change: it is stored with each paper. */
export const TEMPLATES: Readonly<Record<Printed, Template>> = {
  attestation: template('attestation', 3),
  'individual-card': template('individual-card', 3),
}
export const slipTemplate = template('appointment-slip', 2)
export const referralTemplate = template('referral-slip', 2)
