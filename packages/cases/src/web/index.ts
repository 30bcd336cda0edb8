import type { WebModule } from '@nansen/ui'

/** Screens about cases of all modules. */
export const caseWeb: WebModule = { name: 'cases', routes: [] }
