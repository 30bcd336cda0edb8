import type { Leak } from '@nansen/testing'

const tests = 'modules/adjudication/server/blind'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'an adjudicator sees what the other thinks': { tests, make: 'drop policy blind on adjudication.opinion' },
  'one opinion decides on a likeness': {
    tests,
    make: { function: 'adjudication.weigh', find: 'having count(*) >= 2', instead: 'having count(*) >= 1' },
  },
  'one adjudicator speaks twice': {
    tests,
    // three walls: the queue, the table and the lifecycle
    make: `do $$ declare c text; begin
      execute replace(pg_get_functiondef('adjudication.take_place'::regproc), 'if exists (select from adjudication.opinion o', 'if false and exists (select from adjudication.opinion o');
      for c in select indexrelid::regclass::text from pg_index where indrelid = 'adjudication.opinion'::regclass and indisunique and not indisprimary loop
        execute 'drop index ' || c;
      end loop;
    end $$; drop trigger e_moves on adjudication.review`,
  },
  'who works where somebody was registered judges them': {
    tests,
    make: {
      function: 'adjudication.stands_apart',
      find: 'return me is not null',
      instead: 'return true; return me is not null',
    },
  },
  'pairs wait for who may not judge them': {
    tests,
    make: {
      function: 'adjudication.waiting',
      find: `where r.state <> 'decided' and adjudication.may_judge(r.id)`,
      instead: `where r.state <> 'decided'`,
    },
  },
  'people in hiding are judged by everybody': {
    tests,
    make: {
      function: 'adjudication.may_judge',
      find: 'and r.first <> all (auth.hidden()) and r.second <> all (auth.hidden())',
      instead: '',
    },
  },
  'an opinion is told to the other at once': {
    tests,
    // one wall hides what the other lets through
    make: `drop policy judges on adjudication.opinion; do $$ begin
      execute replace(pg_get_functiondef('adjudication.judge_opinion'::regproc), 'if new.disclosed or not', 'if not'); end $$`,
  },
  'images are opened by who may not judge the pair': {
    tests,
    make: {
      function: 'adjudication.may_look',
      find: 'or adjudication.stands_apart(array[r.first, r.second])',
      instead: 'or true',
    },
  },
  'whoever merges two records is told that cases and needs hang on them': {
    tests,
    make: {
      function: 'adjudication.is_told',
      find: `'papers', 'adjudication')`,
      instead: `'papers', 'adjudication', module)`,
    },
  },
  'who asks for a merge agrees to it': {
    tests,
    make: { function: 'adjudication.answer_merge', find: 'or held.asked_by = auth.staff()', instead: '' },
  },
}
