import type { WebModule } from '@nansen/ui'

export const web: WebModule = { name: 'rsd', routes: [] }
