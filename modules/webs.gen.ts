// Written by `npm run gen`. Do not edit.
import type { WebModule } from '@nansen/ui'

export const webs: readonly WebModule[] = [
]
