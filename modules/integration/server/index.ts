import type { ServerModule } from '@nansen/store'

/** What people do here is data; what follows from it is the database's: migrations/0002. */
export const server: ServerModule = { name: 'integration', commands: [], queries: [] }
