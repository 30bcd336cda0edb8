import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import { documents } from './documents.ts'
import { education, languageAbility, skill, wish, work } from './fields/abilities.ts'
import { preRegistration } from './fields/arrivals.ts'
import { address, consent, phone } from './fields/contact.ts'
import { flight, flightIncident, flightLeg } from './fields/flight.ts'
import { groupLink, groupMerge, membership, registrationGroup, transfer } from './fields/group.ts'
import { alias, individual, name, noteRecord, otherNumber, otherThan } from './fields/individual.ts'
import { intention, marriage, notAnswered, relative } from './fields/kin.ts'
import { lifeEvent } from './fields/lifeEvent.ts'
import { attachmentRecord, documentHeld, issuedDocument, paperEnd } from './fields/papers.ts'
import { photo } from './fields/photo.ts'
import { findingConfirmed } from './fields/quality.ts'
import { correctionRequest, legalStatus, specificNeed, statusChange } from './fields/status.ts'
import { lifecycle } from './lifecycle.ts'
import { measures } from './measures.ts'

export type { GroupRow, MembershipRow } from './fields/group.ts'
export type { IndividualRow, ProcessStatus, Sex } from './fields/individual.ts'
export { PROCESS_STATUSES, REGISTRATION_LEVELS, SEXES } from './fields/individual.ts'
export { REPRINT_REASONS, type ReprintReason } from './fields/papers.ts'
export { CORRECTABLE, type Correctable, INACTIVE_REASONS, REASONS_OF, type StatusReason } from './fields/status.ts'
export type { SpokenPart } from './names.ts'
export { FOCAL_POINT, RELATIONSHIP_SEX, relationshipFits, SPOUSES } from './relationships.ts'

/** Registration: the people, their groups and their histories. Every case module stands on this one. */
export const registration = defineModule({
  name: 'registration',
  records: {
    individual,
    registration_group: registrationGroup,
    pre_registration: preRegistration,
    membership,
    group_link: groupLink,
    group_merge: groupMerge,
    transfer,
    name,
    alias,
    other_number: otherNumber,
    other_than: otherThan,
    address,
    phone,
    document_held: documentHeld,
    consent,
    legal_status: legalStatus,
    status_change: statusChange,
    life_event: lifeEvent,
    specific_need: specificNeed,
    language_ability: languageAbility,
    education,
    skill,
    work,
    wish,
    marriage,
    relative,
    flight,
    flight_leg: flightLeg,
    flight_incident: flightIncident,
    intention,
    not_answered: notAnswered,
    photo,
    attachment: attachmentRecord,
    note: noteRecord,
    issued_document: issuedDocument,
    paper_end: paperEnd,
    correction_request: correctionRequest,
    finding_confirmed: findingConfirmed,
  },
  lifecycle: { record: 'correction_request', table: lifecycle },
  access,
  documents,
  measures,
  menu: { icon: 'users', order: 10 },
})
export { registration as definition }
