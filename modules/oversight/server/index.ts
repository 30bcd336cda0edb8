import type { ServerModule } from '@nansen/store'
import { assignmentCommands } from './assignments.ts'
import { auditSearch } from './audit.ts'
import { colleagueSearch } from './colleagues.ts'
import { auditDay } from './day.ts'
import { adminLists } from './lists.ts'
import { placeCommands } from './places.ts'
import { staffCommands } from './staff.ts'

/** Acts and questions of administration (`admin.…`) and of the audit (`oversight.…`). */
export const server: ServerModule = {
  name: 'oversight',
  commands: [...placeCommands, ...staffCommands, ...assignmentCommands],
  queries: [...adminLists, auditSearch, auditDay, colleagueSearch],
}
