import {
  attachment,
  boolean,
  code,
  codeOf,
  defineRecord,
  instant,
  integer,
  note,
  type RecordDefinition,
  reference,
  text,
} from '@nansen/model'

export const APPOINTMENT_KINDS = ['interview', 'counselling', 'assessment', 'home-visit', 'panel', 'other'] as const
export const APPOINTMENT_STATUSES = ['planned', 'came', 'no-show', 'cancelled', 'postponed'] as const
/** Why somebody did not come, as far as it is known: ours. */
export const NO_SHOW_REASONS = ['not-reached', 'ill', 'no-transport', 'afraid', 'moved', 'other', 'not-known'] as const
/** What is done about it; all but `none` put a task to whoever works on the case. */
export const NEXT_STEPS = ['book-again', 'call', 'visit', 'none'] as const
export const REMINDED_BY = ['call', 'message', 'in-person', 'letter'] as const

const derived = { derived: true } as const
const maybe = { optional: true, derived: true } as const
const PERSON = 'registration.individual'

/**
 * When somebody is asked to come, to whom, and where. One officer, room or interpreter is in one place at a time: the database refuses a second
 * booking, unless somebody says why (`override_because`). Who interprets is known to few.
 */
export const appointmentRecord = (parent: string): RecordDefinition =>
  defineRecord({
    parent,
    apart: true,
    fields: {
      individual: reference(PERSON, { optional: true }),
      kind: code(APPOINTMENT_KINDS),
      starts_at: instant(),
      /** 5 to 600. */
      minutes: integer(),
      officer: reference('auth.staff', { optional: true }),
      unit: text({ optional: true, max: 80 }),
      room: reference('cases.room', { optional: true }),
      language: codeOf('language', { optional: true }),
      /** The sex of the interpreter that the person asks for. */
      interpreter_sex: code(['female', 'male'], { optional: true }),
      interpreter: reference('cases.interpreter', { optional: true, sensitivity: 'protected' }),
      /** Printed on the slip: what to bring. */
      said: note({ optional: true, max: 300 }),
      override_because: note({ optional: true, max: 500 }),
      status: code(APPOINTMENT_STATUSES, derived),
      no_show_because: code(NO_SHOW_REASONS, maybe),
      next_step: code(NEXT_STEPS, maybe),
      reminded_at: instant(maybe),
      reminded_by: code(REMINDED_BY, maybe),
    },
    title: ['kind', 'starts_at'],
    listed: ['starts_at', 'kind', 'individual', 'officer', 'status'],
  })

/**
 * What was said at an appointment, as one edition of it: each saving is another, and none changes. `lines` is JSON:
 * `[{ kind: 'question' | 'answer' | 'remark' | 'break' | 'read-back', words, at? }]`. A signed edition is the last: the database takes no other.
 * @param recorded whether a recording may stand beside the words, or in their place
 */
export const transcriptRecord = (module: string, parent: string, recorded: boolean): RecordDefinition =>
  defineRecord({
    parent,
    apart: true,
    appendOnly: true,
    fields: {
      appointment: reference(`${module}.appointment`),
      /** 1 for the first. Given by the database. */
      edition: integer(derived),
      began_at: instant({ optional: true }),
      ended_at: instant({ optional: true }),
      /** Everybody who was in the room. */
      attendees: note({ optional: true, sensitivity: 'protected', max: 2000 }),
      lines: note({ optional: true, sensitivity: 'protected', max: 200_000 }),
      ...(recorded ? { recording: attachment({ optional: true, sensitivity: 'protected' }) } : {}),
      read_back: boolean(),
      not_read_back_because: note({ optional: true, max: 500 }),
      signed: boolean(),
      signed_by: reference('auth.staff', maybe),
      signed_at: instant(maybe),
    },
    title: ['edition', 'signed'],
    listed: ['appointment', 'edition', 'read_back', 'signed', 'signed_by'],
  })

export const APPROVAL_STATUSES = ['asked', 'agreed', 'refused', 'withdrawn'] as const

/** Something of the case that one colleague asks for and another agrees to; nobody agrees to what they asked for themselves. */
export const approvalRecord = (parent: string): RecordDefinition =>
  defineRecord({
    parent,
    apart: true,
    fields: {
      /** One of the module's `approvals`, or `other`. */
      kind: text({ max: 60 }),
      why: note({ max: 2000 }),
      asked_by: reference('auth.staff', maybe),
      status: code(APPROVAL_STATUSES, derived),
      decided_by: reference('auth.staff', maybe),
      decided_at: instant(maybe),
      answer: note({ ...maybe, max: 2000 }),
    },
    title: ['kind', 'status'],
    listed: ['kind', 'why', 'asked_by', 'status', 'decided_by'],
  })
