import type { DocumentDefinition } from '@nansen/model'

export const documents = {
  certificate: { template: 'registration-certificate', record: 'registration_group', languages: ['en', 'fr', 'ar'] },
} as const satisfies Readonly<Record<string, DocumentDefinition>>
