import { approve, type Column, grant, read, stage, summary, write } from '@nansen/model'

/**
 * The file is the assessor's and the reviewer's. Others learn the stage and the next date, and nothing of the claim. A government's officer
 * assesses, reviews and decides in the files that were given to them (domain.md 3.1, 21.2): in which of them is judged by `authority`.
 */
export const access = {
  registration_officer: stage('office'),
  registration_supervisor: stage('subtree'),
  rsd_officer: write('office', 'protected'),
  rsd_reviewer: approve('subtree', 'protected'),
  resettlement_officer: [...stage('office'), ...grant('read', 'office')],
  resettlement_reviewer: [...stage('subtree'), ...grant('read', 'subtree')],
  protection_officer: stage('subtree'),
  fraud_focal_point: summary('country'),
  government_rsd_officer: [...stage('case'), ...write('case', 'protected'), ...grant('approve', 'case')],
  interpreter: stage('case'),
  head_of_office: stage('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
