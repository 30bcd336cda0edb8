import type { Measure } from '@nansen/model'

/** Population by who and whence; groups by size; what happened to statuses. Counts of less than five are hidden by reports. */
export const measures = {
  population: { record: 'individual', by: ['sex', 'year_of_birth', 'nationality', 'process_status'] },
  groups: { record: 'registration_group', by: ['size', 'country_of_origin', 'process_status'] },
  'status-changes': { record: 'status_change', by: ['status', 'reason', 'effective_on'] },
  corrections: { record: 'correction_request', by: ['what', 'because'] },
} as const satisfies Readonly<Record<string, Measure>>
