import type { Leak } from '@nansen/testing'

const tests = 'modules/statelessness/server/statelessness'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'a feared State is asked without consent': {
    tests,
    make: { function: 'statelessness.judge_enquiry', find: 'asked.consent_on is null', instead: 'false' },
  },
  'a feared State is asked after consent was taken back': {
    tests,
    make: { function: 'statelessness.judge_enquiry', find: 'asked.consent_withdrawn_on is not null', instead: 'false' },
  },
  'a feared State is asked while the claim is open': {
    tests,
    make: { function: 'statelessness.judge_enquiry', find: `claim = 'pending'`, instead: 'false' },
  },
  'a State is asked that nobody examined': {
    tests,
    make: { function: 'statelessness.judge_enquiry', find: 'if asked.id is null then', instead: 'if false then' },
  },
  'files are read by every role and office': {
    tests,
    make: `drop policy read on statelessness.file; create policy read on statelessness.file for select to nansen_app using (true)`,
  },
}
