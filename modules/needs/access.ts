import { type Column, flag, grant, read, summary, write } from '@nansen/model'

/** Registration officers may add a code and not read what others added. Survivors' codes are sealed to the GBV caseworker. */
export const access = {
  registration_officer: flag('office'),
  registration_supervisor: write('subtree'),
  rsd_officer: write('office'),
  rsd_reviewer: write('subtree'),
  resettlement_officer: read('office'),
  resettlement_reviewer: read('subtree'),
  child_protection_caseworker: write('office'),
  best_interests_panel: write('subtree'),
  gbv_caseworker: [...write('office'), ...grant('read', 'own', 'protected'), ...grant('create', 'own', 'protected')],
  protection_officer: write('subtree', 'protected'),
  partner_caseworker: summary('case'),
  government_rsd_officer: summary('case'),
  voluntary_return_officer: read('office'),
  hotline_officer: flag('country'),
  head_of_office: summary('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
