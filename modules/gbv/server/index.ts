import type { ServerModule } from '@nansen/store'
import { figures } from './figures.ts'

export const server: ServerModule = { name: 'gbv', commands: [], queries: [figures] }
