import type { ServerModule } from '@nansen/store'

export const server: ServerModule = { name: 'statelessness', commands: [], queries: [] }
