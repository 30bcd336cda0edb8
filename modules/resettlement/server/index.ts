import type { ServerModule } from '@nansen/store'
import { electronicForm } from './errf.ts'
import { exceptCheck } from './exceptCheck.ts'
import { form, lockForm } from './form/printForm.ts'
import { pipeline } from './pipeline.ts'
import { suggestions } from './suggestions.ts'

export const server: ServerModule = {
  name: 'resettlement',
  commands: [exceptCheck, form, lockForm],
  queries: [electronicForm, pipeline, suggestions],
}
