import type { WebModule } from '@nansen/ui'

/** Its screens are those of every case. */
export const web: WebModule = { name: 'statelessness', routes: [] }
