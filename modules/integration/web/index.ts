import type { WebModule } from '@nansen/ui'

/** Lists, forms and case pages are derived. */
export const web: WebModule = { name: 'integration', routes: [] }
