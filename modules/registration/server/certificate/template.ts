import { readFileSync } from 'node:fs'
import type { Template } from '@nansen/documents'

/** Raise `version` whenever the Typst file or the words of `certificateData.ts` change: it is stored with each certificate. */
export const certificateTemplate: Template = {
  name: 'registration-certificate',
  version: 5,
  source: readFileSync(new URL('../../documents/registration-certificate.typ', import.meta.url), 'utf8'),
}
