-- A third level, and which questions a level asks: by country, where an administrator says other than the program does.
alter table registration.individual drop constraint individual_registration_level_check,
  add constraint individual_registration_level_check check (registration_level in ('emergency', 'basic', 'comprehensive'));
alter table registration.registration_group drop constraint registration_group_registration_level_check,
  add constraint registration_group_registration_level_check check (registration_level in ('emergency', 'basic', 'comprehensive'));

create table registration.level_question (
  id uuid primary key default gen_random_uuid(),
  country char(3) not null references auth.country,
  level text not null check (level in ('emergency', 'basic', 'comprehensive')),
  -- in the order in which they are asked; the program knows what each name means, and asks none that it does not know
  questions text[] not null check (cardinality(questions) between 1 and 100),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  unique (country, level)
);
alter table registration.level_question enable row level security;
alter table registration.level_question force row level security;
create policy keeper on registration.level_question to nansen_migrator using (true) with check (true);
-- A form is no secret: whoever is signed in may know what it asks.
create policy read on registration.level_question for select to nansen_app using ((select auth.staff()) is not null);
create policy add on registration.level_question for insert to nansen_app with check ((select auth.can('admin', 'change', 'personal')));
create policy change on registration.level_question for update to nansen_app using ((select auth.can('admin', 'change', 'personal')));
create policy remove on registration.level_question for delete to nansen_app using ((select auth.can('admin', 'change', 'personal')));
create trigger b_stamp before insert or update on registration.level_question for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.level_question
  for each row execute function change.log('registration', 'level_question', 'open');
grant select, insert, delete on registration.level_question to nansen_app;
grant update (questions) on registration.level_question to nansen_app;
