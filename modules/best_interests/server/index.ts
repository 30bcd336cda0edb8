import type { ServerModule } from '@nansen/store'
import { assessmentReport, determinationReport } from './reports/reports.ts'

export const server: ServerModule = {
  name: 'best_interests',
  commands: [assessmentReport, determinationReport],
  queries: [],
}
