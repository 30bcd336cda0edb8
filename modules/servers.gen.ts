// Written by `npm run gen`. Do not edit.
import type { ServerModule } from '@nansen/store'
import { server as registration } from './registration/server/index.ts'
import { server as adjudication } from './adjudication/server/index.ts'
import { server as dataProtection } from './data_protection/server/index.ts'
import { server as identity } from './identity/server/index.ts'
import { server as oversight } from './oversight/server/index.ts'
import { server as tracing } from './tracing/server/index.ts'

export const servers: readonly ServerModule[] = [
  registration,
  adjudication,
  dataProtection,
  identity,
  oversight,
  tracing,
]
