import type { Module } from '@nansen/model'
import type { ServerModule } from '@nansen/store'
import { assign, finishTask } from './acts.ts'
import { alertColleagues, alertsByMe, alertsForMe, raiseAlert, readAlert, wishAlerts } from './alerts.ts'
import { appointmentOutcome, appointments, reminded } from './appointments.ts'
import { decideApproval } from './approvals.ts'
import { caseload, teams } from './caseload.ts'
import { caseModules } from './caseModules.ts'
import { colleagues } from './colleagues.ts'
import { follows } from './follows.ts'
import { breakGlass, glassToReview, reviewGlass } from './glass.ts'
import { answerHandover, askHandover, handoversWaiting } from './handovers.ts'
import { leftByUs } from './leftBehind.ts'
import { link, linkable, links, unlink } from './links.ts'
import { myDay } from './myDay.ts'
import { overview } from './overview.ts'
import { page } from './page.ts'
import { personPage } from './personPage.ts'
import { bookable, dayCapacity, flagInterpreter, keepInterpreter, keepRoom, places } from './places.ts'
import { queue } from './queue.ts'
import { readiness } from './readiness.ts'
import { answerReferral, organisations, refer, referralsToMe, withdrawReferral } from './referrals.ts'
import { sealedFile, sealedFiles, sealFile } from './sealedFiles.ts'
import { timesInState } from './timesInState.ts'
import { week } from './week.ts'

export { caseSql } from './caseSql.ts'
export { runClocks, startClocks } from './clocks.ts'

/** What is about cases of whichever module: commands and queries `cases.*`, and what events bring to every open case. */
export function caseServer(modules: readonly Module[]): ServerModule {
  const all = caseModules(modules)
  return {
    name: 'cases',
    commands: [
      assign,
      finishTask,
      link,
      unlink,
      refer,
      answerReferral,
      withdrawReferral,
      askHandover,
      answerHandover,
      breakGlass,
      reviewGlass,
      appointmentOutcome,
      reminded,
      keepRoom,
      keepInterpreter,
      dayCapacity,
      flagInterpreter,
      decideApproval,
      raiseAlert,
      readAlert,
      wishAlerts,
      sealFile,
    ].map(make => make(all)),
    queries: [
      readiness,
      page,
      colleagues,
      queue,
      caseload,
      teams,
      myDay,
      overview,
      referralsToMe,
      organisations,
      handoversWaiting,
      glassToReview,
      appointments,
      places,
      bookable,
      leftByUs,
      links,
      linkable,
      personPage,
      alertsForMe,
      alertColleagues,
      alertsByMe,
      sealedFiles,
      sealedFile,
      timesInState,
      week,
    ].map(make => make(all)),
    consequences: follows,
  }
}
