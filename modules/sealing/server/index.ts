import type { ServerModule } from '@nansen/store'
import { acts } from './acts.ts'
import { candidates, mine, modulesOfMine } from './asks.ts'

export const server: ServerModule = {
  name: 'sealing',
  commands: acts,
  queries: [mine, candidates, modulesOfMine],
}
