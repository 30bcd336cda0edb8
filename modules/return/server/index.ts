import type { ServerModule } from '@nansen/store'
import { confirmDeparture } from './confirmDeparture.ts'
import { manifestOf } from './manifestOf.ts'
import { manifest } from './papers/manifest.ts'
import { repatriationForm } from './papers/repatriationForm.ts'

export const server: ServerModule = {
  name: 'return',
  commands: [repatriationForm, manifest, confirmDeparture],
  queries: [manifestOf],
}
