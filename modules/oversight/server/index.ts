import type { ServerModule } from '@nansen/store'
import { assignmentCommands } from './assignments.ts'
import { auditSearch } from './audit.ts'
import { calendarCommands, calendars } from './calendars.ts'
import { codeCommands, codes } from './codes.ts'
import { colleagueSearch } from './colleagues.ts'
import { auditDay } from './day.ts'
import { answerLive, askLive } from './goingLive.ts'
import { adminLists } from './lists.ts'
import { askPeriod, periods } from './periods.ts'
import { placeCommands } from './places.ts'
import { readinessOf } from './readiness.ts'
import { recertification, recertified, recertify } from './recertification.ts'
import { staffCommands } from './staff.ts'
import { handOver, leftBehind, receivers, stayCommands } from './stays.ts'
import { unusualCommands, unusualQueries } from './unusual.ts'
import { unusualRuleCommands, unusualRuleQueries } from './unusualRules.ts'
import { devices, lists, ownFields } from './whatIsThere.ts'

/** Acts and questions of administration (`admin.…`) and of the audit (`oversight.…`). */
export const server: ServerModule = {
  name: 'oversight',
  commands: [
    ...placeCommands,
    ...staffCommands,
    ...assignmentCommands,
    ...stayCommands,
    ...codeCommands,
    ...calendarCommands,
    askPeriod,
    askLive,
    answerLive,
    ...unusualCommands,
    ...unusualRuleCommands,
    handOver,
    recertify,
  ],
  queries: [
    ...adminLists,
    leftBehind,
    receivers,
    lists,
    codes,
    calendars,
    periods,
    devices,
    ownFields,
    recertification,
    readinessOf,
    recertified,
    auditSearch,
    auditDay,
    colleagueSearch,
    ...unusualQueries,
    ...unusualRuleQueries,
  ],
}

export { type Check, LISTS, readiness } from './readinessRules.ts'
export { startJudgingAccess } from './unusual.ts'
