import { approve, type Column, read, stage, summary, write } from '@nansen/model'

/** A caseworker's cases are their own; the panel decides on what it is given; others learn that there is a case, or its result. */
export const access = {
  registration_supervisor: summary('subtree'),
  rsd_officer: summary('office'),
  rsd_reviewer: summary('subtree'),
  resettlement_officer: stage('office'),
  resettlement_reviewer: stage('subtree'),
  child_protection_caseworker: [...summary('office'), ...write('team', 'protected')],
  best_interests_panel: approve('subtree', 'protected'),
  protection_officer: summary('subtree'),
  voluntary_return_officer: stage('office'),
  interpreter: stage('case'),
  head_of_office: stage('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
