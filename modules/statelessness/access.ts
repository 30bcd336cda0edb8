import { approve, type Column, read, stage, summary, write } from '@nansen/model'

/** As for refugee status: assessor and reviewer hold the file, others learn the stage. */
export const access = {
  registration_officer: stage('office'),
  registration_supervisor: summary('subtree'),
  rsd_officer: write('office', 'protected'),
  rsd_reviewer: approve('subtree', 'protected'),
  resettlement_officer: stage('office'),
  resettlement_reviewer: stage('subtree'),
  protection_officer: read('subtree'),
  government_rsd_officer: write('case', 'protected'),
  interpreter: stage('case'),
  head_of_office: stage('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
