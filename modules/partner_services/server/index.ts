import type { ServerModule } from '@nansen/store'
import { classList } from './classList.ts'
import { find } from './find.ts'
import { holdSession } from './holdSession.ts'
import { certificate, enrolmentSlip } from './papers/papers.ts'

export const server: ServerModule = {
  name: 'partner_services',
  commands: [holdSession, enrolmentSlip, certificate],
  queries: [find, classList],
}
