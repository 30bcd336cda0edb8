import type { Leak } from '@nansen/testing'

const tests = 'modules/assistance/server/assistance'
const stock = 'modules/assistance/server/stock'
const alternates = 'modules/assistance/server/alternates'
const cash = 'modules/assistance/server/cash'
const overlap = 'modules/assistance/server/overlap'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'lists of a distribution are read by every role and office': {
    tests,
    make: `drop policy read on assistance.list_entry; create policy read on assistance.list_entry for select to nansen_app using (true)`,
  },
  'the database lets a family collect twice': {
    tests,
    make: `do $$ declare i text; begin
      for i in select indexname from pg_indexes where schemaname = 'assistance' and tablename = 'collection' and indexdef ~ 'UNIQUE' and indexdef ~ '\\(entry' loop
        execute format('drop index assistance.%I', i);
      end loop;
    end $$`,
  },
  'who wrote a collection down annuls it': {
    tests,
    make: { function: 'assistance.annul', find: 'k.created_by = auth.staff() or', instead: '' },
  },
  'who sent a family to the desk serves it': {
    tests,
    make: {
      function: 'assistance.judge_desk',
      find: `(tg_op = 'INSERT' or new.created_by = auth.staff())`,
      instead: 'false',
    },
  },
  'a family under a restriction is met at a lane': {
    tests,
    make: 'drop trigger y_assistance_follow on registration.registration_group; drop trigger y_assistance_follow on registration.individual',
  },
  'a lane says by itself that a finger was compared': {
    tests: alternates,
    make: { function: 'assistance.give', find: `return 'not-proven'`, instead: 'null' },
  },
  'who was found unlike the record is served without the desk': {
    tests: alternates,
    make: {
      function: 'assistance.give',
      find: `if proof.outcome = 'not-the-same' and not assistance.desk_serves(e.id) then return 'ask-desk'; end if;`,
      instead: '',
    },
  },
  'a ration card that was lost still serves': {
    tests: alternates,
    make: {
      function: 'assistance.check_at',
      find: `where x.number = document and x.ended is null`,
      instead: 'where true',
    },
  },
  'who named an alternate agrees to them': {
    tests: alternates,
    make: {
      function: 'assistance.decide_alternate',
      find: `or (what <> 'ended' and a.created_by = auth.staff())`,
      instead: '',
    },
  },
  'more is given than is due': {
    tests,
    make: {
      function: 'assistance.give',
      find: `raise exception using errcode = '23514', message = 'not what is due', column = 'amounts';`,
      instead: 'null;',
    },
  },
  'who wrote the second of two facts down says which is true': {
    tests: stock,
    make: { function: 'assistance.judge_desk', find: `, 'both-true', 'written-in-error'`, instead: '' },
  },
  'a case at the desk tells another office what a family got': {
    tests: stock,
    make: {
      function: 'assistance.facts_of',
      find: `not auth.may('assistance', 'read', 'personal', d.office_id, d.owner_id, d.id, d.restriction_group)`,
      instead: 'false',
    },
  },
  'a point writes up the paper of another office': {
    tests: stock,
    make: {
      function: 'assistance.open_point',
      find: `or not auth.may('assistance', 'create', 'personal', p.office_id, p.owner_id, p.id, p.restriction_group)`,
      instead: '',
    },
  },
  'who made a payment file approves it': {
    tests: cash,
    make: { function: 'assistance.decide_payments', find: 'x.made_by = auth.staff()', instead: 'false' },
  },
  'a payment file is fetched before another approved it': {
    tests: cash,
    make: { function: 'assistance.payment_file', find: `x.decision is distinct from 'approved'`, instead: 'false' },
  },
  'a family that is protected since is in an approved payment file': {
    tests: cash,
    make: { function: 'assistance.decide_payments', find: 'p.restriction_group is not null', instead: 'false' },
  },
  'a bank that names a family pays it': {
    tests: cash,
    make: {
      function: 'assistance.take_answer',
      find: 'and y.number = l.number',
      instead: 'and l.number in (y.number, y.family_number)',
    },
  },
  'a bank pays another amount than was approved': {
    tests: cash,
    make: {
      function: 'assistance.take_answer',
      find: 'l.amount is not null and l.amount <> p.amount',
      instead: 'false',
    },
  },
  'what a bank answered is read in another office': {
    tests: cash,
    make: {
      function: 'assistance.plan_for',
      find: `not auth.may('assistance', 'read', 'personal', x.office_id, x.owner_id, x.id, x.restriction_group)`,
      instead: 'false',
    },
  },
  'the account of who was erased is kept': {
    tests: cash,
    make: 'drop trigger w_assistance_payee on registration.erased',
  },
  'a third partner sees whom two others compare': {
    tests: overlap,
    make: {
      function: 'assistance.overlap_for',
      find: 'and assistance.speaks_for() in (x.asked_of, x.answered_of)',
      instead: '',
    },
  },
  'a third partner counts the comparisons of two others': {
    tests: overlap,
    make: { function: 'assistance.overlaps', find: 'where us in (x.asked_of, x.answered_of)', instead: '' },
  },
  'points of a comparison outlive it': {
    tests: overlap,
    make: {
      function: 'assistance.end_old_overlaps',
      find: 'where x.ended is null and x.asked_at < moment',
      instead: 'where false and x.asked_at < moment',
    },
  },
  'the families served by others are told': {
    tests: overlap,
    make: 'alter function assistance.served(text, date, date) security definer',
  },
}
