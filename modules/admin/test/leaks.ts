import type { Leak } from '@nansen/testing'

/** Administration has no tables of its own: its rules are the login's, and are tried where its screens are. */
const of = (tests: string) => `modules/oversight/server/${tests}`

const approving = (find: string): Leak => ({
  tests: of('oversight'),
  make: { function: 'auth.approve_assignment', find, instead: '' },
})

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'a role is agreed to by who gains it': approving('and a.staff_id <> me'),
  'a role is agreed to by who asked for it': approving('and a.requested_by is distinct from me'),
  'a role is agreed to twice by one person': approving('and a.approved_by_1 is distinct from me'),
  'a role is agreed to by a head of another office': approving(
    `and a.office_id = any (auth.reach('admin', 'approve', 'personal'))`,
  ),
  'everybody administers': {
    tests: of('oversight'),
    make: { function: 'auth.require_admin', find: `if not auth.can('admin', action, 'personal')`, instead: 'if false' },
  },
  'a second factor is undone by who asked for it': {
    tests: of('oversight'),
    make: {
      function: 'login.request_reset',
      find: `if staff = auth.staff() then raise exception using errcode = '42501', message = 'second-person'; end if;`,
      instead: '',
    },
  },
  'an account that closed itself is opened by its owner': {
    tests: of('oversight'),
    make: { function: 'login.unlock', find: 'if staff = auth.staff()', instead: 'if false' },
  },
  'a one-time code is issued for who has an account': {
    tests: of('oversight'),
    make: {
      function: 'login.issue_code',
      find: 'or exists (select from login."twoFactor"',
      instead: 'or false and exists (select from login."twoFactor"',
    },
  },
  'a role outlasts a leaving': {
    tests: of('stays'),
    make: { function: 'auth.keep_within_stay', find: 'new.valid_to := least(new.valid_to, last);', instead: '' },
  },
  'a leaving is arranged by who leaves': {
    tests: of('stays'),
    make: { function: 'auth.leave', find: 'p.id <> me and', instead: '' },
  },
  'an account for a surge of work is prolonged by its holder': {
    tests: of('stays'),
    make: { function: 'auth.prolong_surge', find: 'and p.id <> auth.staff()', instead: '' },
  },
  'what a leaver would leave behind is counted and not written down': {
    tests: of('stays'),
    make: {
      function: 'auth.left_behind',
      find: `perform audit.read('admin', 'read', 'staff', array[left_behind.staff], '{owned}', null);`,
      instead: '',
    },
  },
  'somebody confirms their own role': {
    tests: of('recertification'),
    make: { function: 'auth.recertify', find: 'if a.staff_id = me then', instead: 'if false then' },
  },
  'a head of office confirms roles elsewhere': {
    tests: of('recertification'),
    make: {
      function: 'auth.recertify',
      find: `and x.office_id = any (auth.reach('admin', 'approve', 'personal'))`,
      instead: '',
    },
  },
  'a head of office sees the roles of other offices': {
    tests: of('recertification'),
    make: { function: 'auth.recertification_list', find: 'and a.office_id = any (offices)', instead: '' },
  },
  'an office’s work is handed to who may not do it': {
    tests: of('handOver'),
    make: {
      function: 'auth.hand_over',
      find: 'or not auth.could_take_over(each."to", hand_over.staff, each.module, each.record)',
      instead: '',
    },
  },
  'work is taken from who stays': {
    tests: of('handOver'),
    make: {
      function: 'auth.hand_over',
      find: 'if not exists (select from auth.staff p where p.id = hand_over.staff and',
      instead: 'if false and not exists (select from auth.staff p where p.id = hand_over.staff and',
    },
  },
  'who reads no staff is told what an operation lacks': {
    tests: of('handOver'),
    make: { function: 'auth.devices_of', find: `perform auth.require_admin('read');`, instead: '' },
  },
}
