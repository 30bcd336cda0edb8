// Written by `npm run gen`. Do not edit.
import type { Column, Module } from '@nansen/model'
import { access as registrationAccess } from './registration/access.ts'
import { access as adjudicationAccess } from './adjudication/access.ts'
import { access as adminAccess } from './admin/access.ts'
import { access as assistanceAccess } from './assistance/access.ts'
import { access as bestInterestsAccess } from './best_interests/access.ts'
import { access as complaintsAccess } from './complaints/access.ts'
import { access as dataProtectionAccess } from './data_protection/access.ts'
import { access as fraudAccess } from './fraud/access.ts'
import { access as gbvAccess } from './gbv/access.ts'
import { access as identityAccess } from './identity/access.ts'
import { access as incidentsAccess } from './incidents/access.ts'
import { access as integrationAccess } from './integration/access.ts'
import { access as needsAccess } from './needs/access.ts'
import { access as oversightAccess } from './oversight/access.ts'
import { access as papersAccess } from './papers/access.ts'
import { access as partnerServicesAccess } from './partner_services/access.ts'
import { access as reportsAccess } from './reports/access.ts'
import { access as resettlementAccess } from './resettlement/access.ts'
import { access as returnAccess } from './return/access.ts'
import { access as rsdAccess } from './rsd/access.ts'
import { access as sealingAccess } from './sealing/access.ts'
import { access as statelessnessAccess } from './statelessness/access.ts'
import { access as tracingAccess } from './tracing/access.ts'
import { access as verificationAccess } from './verification/access.ts'
import { access as vulnerabilityAccess } from './vulnerability/access.ts'
import { definition as registrationModule } from './registration/index.ts'
import { definition as adjudicationModule } from './adjudication/index.ts'
import { definition as assistanceModule } from './assistance/index.ts'
import { definition as bestInterestsModule } from './best_interests/index.ts'
import { definition as complaintsModule } from './complaints/index.ts'
import { definition as dataProtectionModule } from './data_protection/index.ts'
import { definition as fraudModule } from './fraud/index.ts'
import { definition as gbvModule } from './gbv/index.ts'
import { definition as identityModule } from './identity/index.ts'
import { definition as incidentsModule } from './incidents/index.ts'
import { definition as integrationModule } from './integration/index.ts'
import { definition as needsModule } from './needs/index.ts'
import { definition as oversightModule } from './oversight/index.ts'
import { definition as papersModule } from './papers/index.ts'
import { definition as partnerServicesModule } from './partner_services/index.ts'
import { definition as resettlementModule } from './resettlement/index.ts'
import { definition as returnModule } from './return/index.ts'
import { definition as rsdModule } from './rsd/index.ts'
import { definition as sealingModule } from './sealing/index.ts'
import { definition as statelessnessModule } from './statelessness/index.ts'
import { definition as tracingModule } from './tracing/index.ts'
import { definition as verificationModule } from './verification/index.ts'
import { definition as vulnerabilityModule } from './vulnerability/index.ts'

/** Every module that is built: registration first, then by name. */
export const modules: readonly Module[] = [
  registrationModule,
  adjudicationModule,
  assistanceModule,
  bestInterestsModule,
  complaintsModule,
  dataProtectionModule,
  fraudModule,
  gbvModule,
  identityModule,
  incidentsModule,
  integrationModule,
  needsModule,
  oversightModule,
  papersModule,
  partnerServicesModule,
  resettlementModule,
  returnModule,
  rsdModule,
  sealingModule,
  statelessnessModule,
  tracingModule,
  verificationModule,
  vulnerabilityModule,
]

/** Module -> its column of the access matrix, also of modules that are agreed and not yet built. */
export const columns: Readonly<Record<string, Column>> = {
  'registration': registrationAccess,
  'adjudication': adjudicationAccess,
  'admin': adminAccess,
  'assistance': assistanceAccess,
  'best_interests': bestInterestsAccess,
  'complaints': complaintsAccess,
  'data_protection': dataProtectionAccess,
  'fraud': fraudAccess,
  'gbv': gbvAccess,
  'identity': identityAccess,
  'incidents': incidentsAccess,
  'integration': integrationAccess,
  'needs': needsAccess,
  'oversight': oversightAccess,
  'papers': papersAccess,
  'partner_services': partnerServicesAccess,
  'reports': reportsAccess,
  'resettlement': resettlementAccess,
  'return': returnAccess,
  'rsd': rsdAccess,
  'sealing': sealingAccess,
  'statelessness': statelessnessAccess,
  'tracing': tracingAccess,
  'verification': verificationAccess,
  'vulnerability': vulnerabilityAccess,
}
