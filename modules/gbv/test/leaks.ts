import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/gbv/server/${tests}`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'another caseworker reads what a survivor told': {
    tests: of('gbv'),
    make: `drop policy read on gbv.incident; create policy read on gbv.incident for select to nansen_app using (true)`,
  },
  'a survivor’s case names a registered person': {
    tests: of('gbv'),
    make: 'alter table gbv.task drop constraint names_nobody_about',
  },
  'a survivor’s case is nobody’s': {
    tests: of('gbv'),
    make: {
      function: 'gbv.decide',
      find: `raise exception using errcode = '23502', column = 'owner_id';`,
      instead: 'null;',
    },
  },
  'a survivor’s case is copied to colleagues by a referral': {
    tests: of('gbv'),
    make: 'drop trigger c_no_referral on gbv.referral',
  },
  'a service is told of a survivor without a yes': {
    tests: of('gbv'),
    make: {
      function: 'gbv.ask_consent',
      find: 'if not gbv.has_agreed(',
      instead: 'if false and not gbv.has_agreed(',
    },
  },
  'a yes for one organisation is one for all': {
    tests: of('gbv'),
    make: {
      function: 'gbv.has_agreed',
      find: 'and lower(trim(c.organisation)) = lower(trim(has_agreed.organisation))',
      instead: '',
    },
  },
  'nobody is asked to tell that a yes was taken back': {
    tests: of('gbv'),
    make: 'drop trigger y_told on gbv.consent',
  },
  'sealed parts are there for who is given the case and is no reader': {
    tests: of('sealedParts'),
    make: 'drop policy sealed_to on gbv.part; drop policy sealed_to on gbv.part_sealed',
  },
  'who is no reader seals': {
    tests: of('sealedParts'),
    make: 'drop policy sealed_by on gbv.part; drop policy sealed_by on gbv.part_sealed',
  },
  'the history tells that there are sealed parts': {
    tests: of('sealedParts'),
    make: `delete from change.kept_apart where module = 'gbv' and record = 'part'`,
  },
  'a small number of survivors is told': {
    tests: of('figures'),
    make: { function: 'gbv.figures', find: 'case when not u.h then u.n end', instead: 'u.n' },
  },
  'what hides a small number lets it be worked out': {
    tests: of('figures'),
    make: {
      function: 'gbv.hidden',
      find: 'else array_agg(true order by i) end',
      instead: 'else array_agg(n < smallest order by i) end',
    },
  },
  'survivors are summed up while the quarter goes on': {
    tests: of('figures'),
    make: {
      function: 'gbv.figures',
      find: `if (first_day + interval '3 months') > cases.now() then return; end if;`,
      instead: '',
    },
  },
  'survivors who did not agree are counted': {
    tests: of('figures'),
    make: { function: 'gbv.figures', find: 'and i.statistics_consent', instead: '' },
  },
  'what others told of survivors is counted': {
    tests: of('figures'),
    make: { function: 'gbv.figures', find: `and i.reported_by in ('survivor', 'caregiver')`, instead: '' },
  },
  'survivors of all offices are summed up for everybody who exports': {
    tests: of('figures'),
    make: {
      function: 'gbv.figures',
      find: '(i.office_id = any (places) or i.owner_id = any (mine))',
      instead: 'true',
    },
  },
}
