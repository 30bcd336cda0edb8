import type { ServerModule } from '@nansen/store'
import { assignmentCommands } from './assignments.ts'
import { auditSearch } from './audit.ts'
import { colleagueSearch } from './colleagues.ts'
import { auditDay } from './day.ts'
import { adminLists } from './lists.ts'
import { placeCommands } from './places.ts'
import { readinessOf } from './readiness.ts'
import { recertification, recertified, recertify } from './recertification.ts'
import { staffCommands } from './staff.ts'
import { leftBehind, stayCommands } from './stays.ts'

/** Acts and questions of administration (`admin.…`) and of the audit (`oversight.…`). */
export const server: ServerModule = {
  name: 'oversight',
  commands: [...placeCommands, ...staffCommands, ...assignmentCommands, ...stayCommands, recertify],
  queries: [
    ...adminLists,
    leftBehind,
    recertification,
    readinessOf,
    recertified,
    auditSearch,
    auditDay,
    colleagueSearch,
  ],
}

export { type Check, LISTS, readiness } from './readinessRules.ts'
