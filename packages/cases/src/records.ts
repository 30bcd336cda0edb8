import {
  boolean,
  CLOCK_STATES,
  code,
  date,
  defineRecord,
  instant,
  integer,
  note,
  type RecordDefinition,
  reference,
  text,
} from '@nansen/model'
import { appointmentRecord, approvalRecord, transcriptRecord } from './meetings.ts'

/** Columns that every case has beside its module's own fields. */
export const CASE_FIELDS = {
  /** `KEN-DAD-RSD-0000012-K`, given by the database, gapless in the module and office. */
  number: text({ optional: true, derived: true, sensitivity: 'open', max: 40 }),
  /** A team of the office that it was given to, before somebody of it takes it. */
  team: text({ optional: true, derived: true, max: 80 }),
  /** When it entered its present state. */
  state_since: instant({ optional: true, derived: true }),
  /** The version of the module's form that it was opened with: see `form` in its definition. */
  form_version: integer({ optional: true, derived: true }),
} as const

/** Whom the case is about first: given when it is opened, and the same for ever, unless two records prove to be one person. */
export const SUBJECT = { merge: 'owner' } as const

/** Who put a task: a colleague, or the system because a clock ended or something happened. */
export const TASK_CAUSES = ['person', 'clock', 'event', 'referral'] as const
export const TASK_STATUSES = ['open', 'done', 'withdrawn'] as const
export const NOTE_LEVELS = ['ordinary', 'restricted', 'sealed'] as const

export const REFERRAL_PRIORITIES = ['urgent', 'soon', 'usual'] as const
export const REFERRAL_STATUSES = [
  'sent',
  'acknowledged',
  'accepted',
  'rejected',
  'done',
  'unsuccessful',
  'withdrawn',
] as const
export const HANDOVER_STATUSES = ['asked', 'accepted', 'refused', 'withdrawn'] as const

/** The records that hang on every case, whatever it is about. Their names are taken in case modules. */
export function caseRecords(
  module: string,
  root: string,
  roles: readonly string[],
  recorded: boolean,
): Readonly<Record<string, RecordDefinition>> {
  const hanging = { parent: root, apart: true } as const
  return {
    ...(roles.length === 0 ? {} : { member: memberRecord(root, roles) }),
    task: defineRecord({
      ...hanging,
      fields: {
        /** One of the module's kinds, or `other`. */
        kind: text({ max: 60 }),
        what: note({ optional: true, max: 2000 }),
        /** Who is to do it; nobody: whoever owns the case. */
        for_staff: reference('auth.staff', { optional: true }),
        about: reference('registration.individual', { optional: true }),
        due_at: instant({ optional: true }),
        status: code(TASK_STATUSES, { derived: true }),
        cause: code(TASK_CAUSES, { derived: true }),
        /** The clock, or the happening. */
        because: text({ optional: true, derived: true, max: 100 }),
        escalated_at: instant({ optional: true, derived: true }),
        done_by: reference('auth.staff', { optional: true, derived: true }),
        done_at: instant({ optional: true, derived: true }),
        result: note({ optional: true, derived: true, max: 2000 }),
      },
      title: ['kind', 'status'],
      listed: ['kind', 'what', 'for_staff', 'about', 'due_at', 'status', 'escalated_at'],
    }),
    note: noteRecord(root),
    referral: referralRecord(root),
    handover: handoverRecord(root),
    appointment: appointmentRecord(root),
    transcript: transcriptRecord(module, root, recorded),
    approval: approvalRecord(root),
    watcher: defineRecord({ ...hanging, fields: { staff: reference('auth.staff') }, title: ['staff'] }),
    link: defineRecord({
      ...hanging,
      fields: {
        kind: text({ max: 60 }),
        /** Module and root record of the other case; what it is about is told only to who may know of it. */
        to_module: text({ max: 60 }),
        to_case: reference('cases.case'),
      },
      title: ['kind', 'to_module'],
    }),
    clock: defineRecord({
      ...hanging,
      fields: {
        name: text({ derived: true, max: 60 }),
        started_at: instant({ derived: true }),
        due_at: instant({ derived: true }),
        status: code(CLOCK_STATES, { derived: true }),
        paused_at: instant({ optional: true, derived: true }),
        ended_at: instant({ optional: true, derived: true }),
      },
      title: ['name', 'status'],
      listed: ['name', 'status', 'started_at', 'due_at', 'ended_at'],
    }),
    stage: defineRecord({
      ...hanging,
      appendOnly: true,
      fields: {
        from_state: text({ optional: true, derived: true, max: 60 }),
        to_state: text({ derived: true, max: 60 }),
        entered_at: instant({ derived: true }),
        by_system: boolean({ derived: true }),
      },
      title: ['to_state', 'entered_at'],
    }),
  }
}

/** Who was asked to do something for a person of the case, and what came of it. What was shared with them stands in `cases.shared`. */
const referralRecord = (parent: string): RecordDefinition =>
  defineRecord({
    parent,
    apart: true,
    fields: {
      /** A colleague; or whoever has the role at the office; or an organisation. */
      to_staff: reference('auth.staff', { optional: true, derived: true }),
      to_role: text({ optional: true, derived: true, max: 60 }),
      to_office: reference('auth.office', { optional: true, derived: true }),
      to_organisation: reference('auth.organisation', { optional: true, derived: true }),
      about: reference('registration.individual', { optional: true, derived: true }),
      service: text({ derived: true, max: 120 }),
      reason: note({ derived: true, max: 2000 }),
      priority: code(REFERRAL_PRIORITIES, { derived: true }),
      due_at: instant({ optional: true, derived: true }),
      status: code(REFERRAL_STATUSES, { derived: true }),
      answer: note({ optional: true, derived: true, max: 2000 }),
      answered_by: reference('auth.staff', { optional: true, derived: true }),
      answered_at: instant({ optional: true, derived: true }),
      outcome: note({ optional: true, derived: true, max: 2000 }),
      /** From then on the other side sees nothing of what was shared. */
      revoked_at: instant({ optional: true, derived: true }),
    },
    title: ['service', 'status'],
    listed: ['service', 'priority', 'to_staff', 'to_role', 'to_office', 'to_organisation', 'due_at', 'status'],
  })

/** That another office was asked to take the case over, and its answer. Accepted, the case and all that hangs on it are theirs. */
const handoverRecord = (parent: string): RecordDefinition =>
  defineRecord({
    parent,
    apart: true,
    fields: {
      from_office: reference('auth.office', { derived: true }),
      to_office: reference('auth.office', { derived: true }),
      because: note({ derived: true, max: 2000 }),
      status: code(HANDOVER_STATUSES, { derived: true }),
      answer: note({ optional: true, derived: true, max: 2000 }),
      answered_by: reference('auth.staff', { optional: true, derived: true }),
      answered_at: instant({ optional: true, derived: true }),
      /** Rows of each kind that left, and that arrived: `member 2/2 task 1/1`. */
      arrived: text({ optional: true, derived: true, max: 400 }),
    },
    title: ['to_office', 'status'],
    listed: ['from_office', 'to_office', 'status', 'answered_by', 'arrived'],
  })

/** Who is in the case, as what, from when to when. */
const memberRecord = (parent: string, roles: readonly string[]): RecordDefinition =>
  defineRecord({
    parent,
    fields: {
      individual: reference('registration.individual', { merge: 'owner' }),
      role: code(roles),
      since: date({ optional: true }),
      until: date({ optional: true }),
      /** The happening that took them out. */
      left_because: text({ optional: true, derived: true, max: 100 }),
    },
    title: ['individual', 'role'],
    listed: ['individual', 'role', 'since', 'until'],
  })

/**
 * What somebody wrote down. `ordinary` for whoever reads the case; `restricted` for whoever reads what is protected in it: the row itself
 * does not exist for others. `sealed`: ciphertext made in the browser for a group, see packages/sealed. Only ever added.
 */
const noteRecord = (parent: string): RecordDefinition =>
  defineRecord({
    parent,
    apart: true,
    appendOnly: true,
    fields: {
      level: code(NOTE_LEVELS),
      text: note({ optional: true }),
      restricted_text: note({ optional: true, sensitivity: 'protected' }),
      sealed_text: note({ optional: true, sensitivity: 'sealed' }),
      sealed_for: reference('sealed.group', { optional: true }),
      about: reference('registration.individual', { optional: true }),
    },
    title: ['level'],
    listed: ['level', 'text'],
  })

/** Names of the platform's own records in a case module. */
export const CASE_RECORDS = [
  'member',
  'task',
  'note',
  'referral',
  'handover',
  'appointment',
  'transcript',
  'approval',
  'watcher',
  'link',
  'clock',
  'stage',
] as const
