// Written by `npm run gen`. Do not edit.
import { caseWeb } from '@nansen/cases/web'
import type { WebModule } from '@nansen/ui'
import { web as registration } from './registration/web/index.ts'
import { web as adjudication } from './adjudication/web/index.ts'
import { web as assistance } from './assistance/web/index.ts'
import { web as bestInterests } from './best_interests/web/index.ts'
import { web as complaints } from './complaints/web/index.ts'
import { web as dataProtection } from './data_protection/web/index.ts'
import { web as fraud } from './fraud/web/index.ts'
import { web as gbv } from './gbv/web/index.ts'
import { web as identity } from './identity/web/index.ts'
import { web as incidents } from './incidents/web/index.ts'
import { web as integration } from './integration/web/index.ts'
import { web as needs } from './needs/web/index.ts'
import { web as oversight } from './oversight/web/index.ts'
import { web as papers } from './papers/web/index.ts'
import { web as partnerServices } from './partner_services/web/index.ts'
import { web as reports } from './reports/web/index.ts'
import { web as resettlement } from './resettlement/web/index.ts'
import { web as returning } from './return/web/index.ts'
import { web as rsd } from './rsd/web/index.ts'
import { web as sealing } from './sealing/web/index.ts'
import { web as statelessness } from './statelessness/web/index.ts'
import { web as tracing } from './tracing/web/index.ts'
import { web as verification } from './verification/web/index.ts'
import { web as vulnerability } from './vulnerability/web/index.ts'

/** The modules' own, and what is about cases of all of them. */
export const webs: readonly WebModule[] = [
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
  caseWeb,
]
