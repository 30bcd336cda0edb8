import { approve, type Column, flag, grant, minimum, read, summary, write } from '@nansen/model'

/**
 * Who may do what with people and groups. Staff at a desk see a summary of anybody, anywhere, so that nobody is registered twice
 * for want of a look; a full record is read where one works. Officers write down religion, ethnicity and needs (`create protected`)
 * and do not read them back: those who assess claims and needs do.
 */
export const access = {
  reception_clerk: summary('global'),
  registration_officer: [
    ...summary('global'),
    ...write('office'),
    ...grant('create', 'office', 'protected'),
    ...flag('office'),
  ],
  registration_supervisor: [...summary('global'), ...approve('subtree', 'protected')],
  adjudicator: [...summary('global'), ...read('country'), ...grant('reveal', 'country'), ...grant('merge', 'country')],
  rsd_officer: read('office', 'protected'),
  rsd_reviewer: read('subtree', 'protected'),
  resettlement_officer: read('office', 'protected'),
  resettlement_reviewer: read('subtree', 'protected'),
  child_protection_caseworker: minimum('office'),
  best_interests_panel: minimum('subtree'),
  gbv_caseworker: minimum('office'),
  protection_officer: [...summary('global'), ...read('subtree', 'protected'), ...flag('subtree')],
  fraud_focal_point: [...summary('global'), ...read('country')],
  partner_caseworker: summary('case'),
  government_rsd_officer: summary('case'),
  voluntary_return_officer: read('office'),
  interpreter: summary('case'),
  hotline_officer: [...summary('country'), ...minimum('office')],
  head_of_office: [...summary('global'), ...read('subtree'), ...grant('transfer', 'subtree')],
  data_protection_officer: [
    ...summary('country'),
    ...read('case', 'protected'),
    ...grant('export', 'case', 'protected'),
  ],
  auditor: read('case', 'protected'),
} as const satisfies Column
