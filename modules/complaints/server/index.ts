import type { ServerModule } from '@nansen/store'

export const server: ServerModule = { name: 'complaints', commands: [], queries: [] }
