// Written by `npm run gen`. Do not edit.
import type { WebModule } from '@nansen/ui'
import { web as adjudication } from './adjudication/web/index.ts'
import { web as identity } from './identity/web/index.ts'

export const webs: readonly WebModule[] = [
  adjudication,
  identity,
]
