import type { WebModule } from '@nansen/ui'

/** The derived screens suffice. */
export const web: WebModule = { name: 'data_protection', routes: [] }
