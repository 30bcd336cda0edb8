import type { Processing, ProcessingLine } from '@nansen/model'

/** Of those who work here: who may do what, and what they did. Read by who looks at the audit, and shown to nobody who asks what is held of them. */
const ABOUT_STAFF: ProcessingLine = {
  purpose: 'oversight',
  basis: 'mandate',
  retention: 'oversight',
  about: null,
  extract: 'withheld',
}

/** Oversight keeps no record of its own: it looks at the platform’s, which are said here because no definition names them. */
export const processing: Processing = {
  records: {},
  tables: {
    'audit.entry': ABOUT_STAFF,
    'audit.node': ABOUT_STAFF,
    'audit.checkpoint': ABOUT_STAFF,
    'change.entry': ABOUT_STAFF,
    'change.command': ABOUT_STAFF,
    'change.kept_apart': ABOUT_STAFF,
    'auth.staff': ABOUT_STAFF,
    'auth.assignment': ABOUT_STAFF,
    'auth.case_access': ABOUT_STAFF,
    'auth.restriction_group_member': ABOUT_STAFF,
    'auth.session': ABOUT_STAFF,
    'auth.notice': ABOUT_STAFF,
    'ref.code_version': ABOUT_STAFF,
    'cases.calendar_version': ABOUT_STAFF,
    'oversight.unusual': ABOUT_STAFF,
    'oversight.rule_version': ABOUT_STAFF,
    'oversight.going_live': ABOUT_STAFF,
    'auth.recertification': ABOUT_STAFF,
    'auth.recertified': ABOUT_STAFF,
    'login.user': ABOUT_STAFF,
    'login.account': ABOUT_STAFF,
    'login.twoFactor': ABOUT_STAFF,
    'login.passkey': ABOUT_STAFF,
    'login.attempt': ABOUT_STAFF,
  },
}
