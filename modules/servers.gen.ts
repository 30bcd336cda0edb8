// Written by `npm run gen`. Do not edit.
import type { ServerModule } from '@nansen/store'
import { server as adjudication } from './adjudication/server/index.ts'
import { server as identity } from './identity/server/index.ts'
import { server as oversight } from './oversight/server/index.ts'

export const servers: readonly ServerModule[] = [
  adjudication,
  identity,
  oversight,
]
