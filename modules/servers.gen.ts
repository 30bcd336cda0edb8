// Written by `npm run gen`. Do not edit.
import type { ServerModule } from '@nansen/store'

export const servers: readonly ServerModule[] = [
]
