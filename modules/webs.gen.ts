// Written by `npm run gen`. Do not edit.
import type { WebModule } from '@nansen/ui'
import { web as registration } from './registration/web/index.ts'
import { web as adjudication } from './adjudication/web/index.ts'
import { web as dataProtection } from './data_protection/web/index.ts'
import { web as identity } from './identity/web/index.ts'
import { web as oversight } from './oversight/web/index.ts'
import { web as tracing } from './tracing/web/index.ts'

export const webs: readonly WebModule[] = [
  registration,
  adjudication,
  dataProtection,
  identity,
  oversight,
  tracing,
]
