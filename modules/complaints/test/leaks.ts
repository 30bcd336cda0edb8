import type { Leak } from '@nansen/testing'

const tests = 'modules/complaints/server/complaints'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'a complaint comes to whom it is about': {
    tests,
    make: {
      function: 'complaints.staff_meant',
      find: 'complaints.is_meant(given.about_name, s.display_name)',
      instead: 'false',
    },
  },
  'the circle of a complaint’s readers is no wall': {
    tests,
    make: `do $$ declare t text; begin
      for t in select tablename from pg_policies where schemaname = 'complaints' and policyname = 'restricted' loop
        execute format('drop policy restricted on complaints.%I', t);
      end loop;
    end $$`,
  },
  'a complaint about an office is read there': {
    tests,
    make: { function: 'complaints.kept_from', find: 'c.ancestor = given.about_office', instead: 'false' },
  },
  'who joins an office later reads what is said of it': {
    tests,
    make: 'drop trigger y_complaints_follow on auth.assignment',
  },
  'what is sensitive goes to others than investigators': {
    tests,
    make: { function: 'complaints.send', find: `given.route <> 'investigators' or`, instead: 'true or' },
  },
  'exploitation is read by who investigates fraud': {
    tests: 'modules/complaints/server/hidden',
    make: {
      function: 'complaints.looks_into',
      find: 'i.alone or not exists',
      instead: 'true or not exists',
    },
  },
  'another word for what is sensitive brings it back': {
    tests,
    make: {
      function: 'complaints.keep_route',
      find: `if tg_op = 'UPDATE' and old.route = 'investigators'`,
      instead: `if false and old.route = 'investigators'`,
    },
  },
  'something of a complaint is given to whom it is about': {
    tests,
    make: {
      function: 'complaints.not_to_whom_it_is_about',
      find: 'if not exists (select from auth.restriction_group_member',
      instead: 'if false and not exists (select from auth.restriction_group_member',
    },
  },
  'a complaint is opened to whom it is about as a case': {
    tests,
    make: 'drop trigger y_not_to_them on auth.case_access',
  },
  'a complaint is referred': { tests, make: 'drop trigger b_not_given_on on complaints.referral' },
  'who reads a complaint turns it to another': {
    tests,
    make: 'drop trigger a_who_is_meant on complaints.complaint',
  },
  'who comes to be meant goes on owning the complaint': {
    tests,
    make: `drop trigger c_not_to_them on complaints.complaint; do $$ begin execute replace(pg_get_functiondef('complaints.send'::regproc),
      'c.owner_id is not null and c.owner_id <> all (readers)', 'false'); end $$`,
  },
  'an anonymous complaint leads to somebody': {
    tests,
    make: 'alter table complaints.complaint drop constraint anonymous_is_nobody',
  },
  'a complaint of somebody in hiding is read by who may not know of them': {
    tests: 'modules/complaints/server/hidden',
    make: `do $$ begin execute replace(pg_get_functiondef('complaints.send'::regproc), 'if near <> ''{}'' then readers := near; end if;', ''); end $$`,
  },
  'a complaint follows no restriction that comes later': {
    tests: 'modules/complaints/server/hidden',
    make: 'drop trigger z_complaints_circle on registration.individual',
  },
}
