// Written by `npm run gen`. Do not edit.
import { caseServer } from '@nansen/cases/server'
import type { ServerModule } from '@nansen/store'
import { server as registration } from './registration/server/index.ts'
import { server as adjudication } from './adjudication/server/index.ts'
import { server as assistance } from './assistance/server/index.ts'
import { server as bestInterests } from './best_interests/server/index.ts'
import { server as complaints } from './complaints/server/index.ts'
import { server as dataProtection } from './data_protection/server/index.ts'
import { server as fraud } from './fraud/server/index.ts'
import { server as gbv } from './gbv/server/index.ts'
import { server as identity } from './identity/server/index.ts'
import { server as incidents } from './incidents/server/index.ts'
import { server as integration } from './integration/server/index.ts'
import { server as needs } from './needs/server/index.ts'
import { server as oversight } from './oversight/server/index.ts'
import { server as papers } from './papers/server/index.ts'
import { server as partnerServices } from './partner_services/server/index.ts'
import { server as reports } from './reports/server/index.ts'
import { server as resettlement } from './resettlement/server/index.ts'
import { server as returning } from './return/server/index.ts'
import { server as rsd } from './rsd/server/index.ts'
import { server as sealing } from './sealing/server/index.ts'
import { server as statelessness } from './statelessness/server/index.ts'
import { server as tracing } from './tracing/server/index.ts'
import { server as verification } from './verification/server/index.ts'
import { server as vulnerability } from './vulnerability/server/index.ts'
import { modules } from './registry.gen.ts'

/** The modules' own, and what is about cases of all of them. */
export const servers: readonly ServerModule[] = [
  registration,
  adjudication,
  assistance,
  bestInterests,
  complaints,
  dataProtection,
  fraud,
  gbv,
  identity,
  incidents,
  integration,
  needs,
  oversight,
  papers,
  partnerServices,
  reports,
  resettlement,
  returning,
  rsd,
  sealing,
  statelessness,
  tracing,
  verification,
  vulnerability,
  caseServer(modules),
]
