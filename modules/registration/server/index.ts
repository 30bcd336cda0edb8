import type { ServerModule } from '@nansen/store'
import { addMember } from './commands/addMember.ts'
import { changeFocalPoint } from './commands/changeFocalPoint.ts'
import { changeStatus } from './commands/changeStatus.ts'
import { decideCorrection, requestCorrection } from './commands/corrections.ts'
import { enrich } from './commands/enrich.ts'
import { issueCertificate } from './commands/issueCertificate.ts'
import { mergeGroups } from './commands/mergeGroups.ts'
import { moveMember } from './commands/moveMember.ts'
import { recordDeath } from './commands/recordDeath.ts'
import { recordLegalStatus } from './commands/recordLegalStatus.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { setLevel } from './commands/setLevel.ts'
import { setPhoto } from './commands/setPhoto.ts'
import { splitGroup } from './commands/splitGroup.ts'
import { tellApart } from './commands/tellApart.ts'
import { answerTransfer, askTransfer } from './commands/transferGroup.ts'
import { unmergeGroups } from './commands/unmergeGroups.ts'
import { confirmDuplicate, undoDuplicate } from './events/duplicate.ts'
import { recordBirth } from './events/recordBirth.ts'
import { recordCustody } from './events/recordCustody.ts'
import { recordDeparture } from './events/recordDeparture.ts'
import { recordMarriage } from './events/recordMarriage.ts'
import { recordMove } from './events/recordMove.ts'
import { recordReturn } from './events/recordReturn.ts'
import { recordReunion } from './events/recordReunion.ts'
import { recordSeparation } from './events/recordSeparation.ts'
import { confirmCorrect } from './quality/confirmCorrect.ts'
import { quality } from './quality/quality.ts'
import { qualityList } from './quality/qualityList.ts'
import { qualityOf } from './quality/qualityOf.ts'
import { answerSeverity, askSeverity, severities } from './quality/severity.ts'
import { card } from './queries/card.ts'
import { families } from './queries/families.ts'
import { group } from './queries/group.ts'
import { groupPending } from './queries/groupPending.ts'
import { countryLevels, levels } from './queries/levels.ts'
import { lookAlikes } from './queries/lookAlikes.ts'
import { newbornAlike } from './queries/newbornAlike.ts'
import { cards } from './queries/people.ts'
import { person } from './queries/person.ts'
import { possibleDuplicates } from './queries/possibleDuplicates.ts'
import { pyramid } from './queries/pyramid.ts'
import { queue } from './queries/queue.ts'
import { relativesSought } from './queries/relativesSought.ts'
import { search } from './queries/search.ts'
import { skills } from './queries/skills.ts'
import { skillsOverview } from './queries/skillsOverview.ts'
import { today } from './queries/today.ts'
import { transfers } from './queries/transfers.ts'
import { asOf } from './timeMachine/asOf.ts'

export { machineName } from '../machineName.ts'
export { borneBy } from './alike/borne.ts'
export { candidates as peopleAlike } from './alike/candidates.ts'
export { type LearntLikeness, likenessInForce, OWN as OWN_LIKENESS } from './alike/learnt.ts'
export {
  type Band,
  bandOf,
  type Described,
  entryOf,
  FIELDS as LIKENESS_FIELDS,
  type Judge,
  judgeOf,
  keysOf as likenessKeys,
} from './alike/likeness.ts'
export { reasonsOfCards, reasonsOfPair } from './alike/pair.ts'
export { describedBy, guessedAmong } from './alike/rank.ts'
export { type Evidence as LikenessEvidence, type Judged, learnLikeness, type Taught } from './alike/teach.ts'
export { tellBirthdays } from './birthdays.ts'
export { inWords, type ListLabel, localeOf, monthsLater, namesOf } from './certificate/certificateData.ts'
export { formatDate } from './certificate/formatDate.ts'
export { inBoth, labels as registrationLabels } from './certificate/words.ts'
export { documents } from './commands/issueCertificate.ts'
export { facesOf } from './papers/faces.ts'
export { endPaper, type IssuedPaper, keepIssued, nextPaperNumber } from './papers/issuing.ts'
export type { PersonInput } from './person/registerPerson.ts'
export { judgeWaiting, startQuality } from './quality/qualityDuty.ts'
export { CARD as CARD_SCHEMA, cardsOf, type PersonCard } from './queries/cards.ts'
export type { GroupMember, GroupPage } from './queries/group.ts'
export type { Fact, FamilyMember, Need, PersonPage } from './queries/person.ts'
export type { Pyramid } from './queries/pyramid.ts'
export type { QueueName, QueueRow } from './queries/queue.ts'
export type { Found, SearchAnswer } from './queries/search.ts'
export type { Today } from './queries/today.ts'

export const server: ServerModule = {
  name: 'registration',
  commands: [
    registerGroup,
    addMember,
    moveMember,
    splitGroup,
    mergeGroups,
    unmergeGroups,
    askTransfer,
    answerTransfer,
    changeFocalPoint,
    changeStatus,
    recordDeath,
    recordBirth,
    recordMarriage,
    recordSeparation,
    recordCustody,
    recordReunion,
    recordMove,
    recordDeparture,
    recordReturn,
    confirmDuplicate,
    undoDuplicate,
    recordLegalStatus,
    requestCorrection,
    decideCorrection,
    setPhoto,
    enrich,
    setLevel,
    issueCertificate,
    confirmCorrect,
    askSeverity,
    answerSeverity,
    tellApart,
  ],
  queries: [
    search,
    lookAlikes,
    newbornAlike,
    relativesSought,
    possibleDuplicates,
    card,
    cards,
    person,
    group,
    groupPending,
    families,
    transfers,
    today,
    pyramid,
    queue,
    levels,
    countryLevels,
    skills,
    skillsOverview,
    quality,
    qualityList,
    qualityOf,
    severities,
    asOf,
  ],
}
