import { LANGUAGES } from '@nansen/kernel'
import type { DocumentDefinition } from '@nansen/model'

export const documents = {
  certificate: { template: 'registration-certificate', record: 'registration_group', languages: LANGUAGES },
} as const satisfies Readonly<Record<string, DocumentDefinition>>
