-- Cash to families: a plan for a frozen list, its payments frozen with payee and account, a file made by one and approved by another, and what the bank
-- answered. A payment is found by its own number and by nothing else; whatever does not fit waits for a person.
create table assistance.plan (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  cycle uuid not null references assistance.cycle on delete restrict,
  number text not null unique check (char_length(number) between 1 and 20),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  payments integer not null,
  total numeric not null,
  without_account integer not null,
  sha256 text not null check (char_length(sha256) between 1 and 64),
  made_by uuid not null references auth.staff on delete restrict,
  decision text check (decision in ('approved', 'refused')),
  decided_by uuid references auth.staff on delete restrict,
  paid integer not null default 0,
  failed integer not null default 0,
  questions integer not null default 0,
  check (decided_by <> made_by or decision = 'refused'),
  check ((decision is null) = (decided_by is null))
);
create index on assistance.plan (office_id, id);
create index on assistance.plan (owner_id, id) where owner_id is not null;
create index on assistance.plan (cycle);
create index on assistance.plan (made_by);
create index on assistance.plan (decided_by);
alter table assistance.plan enable row level security;
alter table assistance.plan force row level security;
create policy keeper on assistance.plan to nansen_migrator using (true) with check (true);
create policy restricted on assistance.plan as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.plan for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on assistance.plan for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.plan for each row execute function change.log('assistance', 'plan', 'open');
grant select on assistance.plan to nansen_app;

-- Where a family is paid, as it was told. Only added to: the last one counts, and who told and wrote it stays.
create table assistance.account (
  id uuid primary key,
  family uuid not null,
  channel text not null check (channel in ('bank', 'mobile')),
  account text not null check (account ~ '^[+A-Z0-9 -]{4,40}$'),
  told_at timestamptz not null,
  written_by uuid not null references auth.staff
);
create index on assistance.account (family, told_at desc);
-- One payment of a plan. What it says never changes; what the bank answered is added once.
create table assistance.payment (
  id uuid primary key,
  plan uuid not null references assistance.plan,
  entry uuid not null references assistance.list_entry,
  office_id uuid not null references auth.office,
  restriction_group uuid references auth.restriction_group,
  family_number text not null,
  payee uuid,
  number text not null unique,
  payee_name text not null,
  channel text not null,
  account text not null,
  amount numeric not null check (amount > 0),
  outcome text check (outcome in ('paid', 'failed')),
  reason text,
  on_day date,
  check ((outcome is null) = (on_day is null))
);
create index on assistance.payment (plan, number);
-- A family is in one payment that may still be paid, however many plans are made.
create unique index payment_once on assistance.payment (entry) where outcome is distinct from 'failed';
-- The bank's answer, once for each file of bytes, and its lines that a person looks at.
create table assistance.answer (
  id uuid primary key,
  plan uuid not null references assistance.plan,
  sha256 text not null,
  lines integer not null,
  written_by uuid not null references auth.staff,
  written_at timestamptz not null,
  unique (plan, sha256)
);
create table assistance.question (
  id uuid primary key,
  plan uuid not null references assistance.plan,
  answer uuid not null references assistance.answer,
  line integer not null,
  number text not null,
  problem text not null check (problem in ('no-such-number', 'other-amount', 'other-outcome', 'collected-too')),
  said jsonb not null,
  settled_by uuid references auth.staff,
  settled_because text check (char_length(settled_because) between 3 and 1000),
  check ((settled_by is null) = (settled_because is null)),
  unique (answer, line)
);
do $$
declare
  t text;
begin
  foreach t in array array['account', 'payment', 'answer', 'question'] loop
    execute format('alter table assistance.%I enable row level security', t);
    execute format('alter table assistance.%I force row level security', t);
    execute format('create policy keeper on assistance.%I to nansen_migrator using (true) with check (true)', t);
  end loop;
end $$;
-- Numbers of accounts are read by nobody from the table: the functions below give what one may have.

-- A bank pays at no point; the facts of a case at the desk name it none.
alter table assistance.collection alter column point drop not null;
do $$
declare
  said text := pg_get_functiondef('assistance.facts_of(uuid)'::regprocedure);
begin
  if position(' join assistance.point p on p.id = k.point' in said) = 0 then raise exception 'facts_of finds points in another way'; end if;
  execute replace(said, ' join assistance.point p on p.id = k.point', ' left join assistance.point p on p.id = k.point');
end $$;
-- What a restriction hides is hidden in the payments too; of whoever was erased a payment keeps number and amount.
create function assistance.follow_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.payment p set office_id = new.office_id, restriction_group = new.restriction_group where p.entry = new.id;
  return null;
end $$;
create trigger y_payment_follow after update of office_id, restriction_group on assistance.list_entry for each row
  when (new.office_id is distinct from old.office_id or new.restriction_group is distinct from old.restriction_group)
  execute function assistance.follow_entry();
create function assistance.erase_payee() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from assistance.account a where a.family in (
    select m.parent_id from registration.membership m where m.individual = new.individual
    union select l.family from assistance.list_entry l where new.individual = any (l.members));
  update assistance.question q set said = q.said - 'reason'
  where q.number in (select p.number from assistance.payment p where p.payee = new.individual);
  update assistance.payment p set payee = null, payee_name = '-', account = '-', reason = null where p.payee = new.individual;
  return null;
end $$;
create trigger w_assistance_payee after insert on registration.erased for each row execute function assistance.erase_payee();
create function assistance.plan_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.plan r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.plan_known(uuid[]) from public;
grant execute on function assistance.plan_known(uuid[]) to nansen_app;

create function assistance.tell_account(new_id uuid, of_family text, by_way text, told text, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  g registration.registration_group;
begin
  select x.* into g from registration.registration_group x where x.number = of_family and x.process_status in ('active', 'hold');
  if g.id is null or not auth.may('assistance', 'create', 'protected', g.office_id, null, null, g.restriction_group) then
    raise exception using errcode = '23503', message = 'no such family', column = 'family_number';
  end if;
  insert into assistance.account (id, family, channel, account, told_at, written_by)
  values (new_id, g.id, by_way, told, moment, auth.staff());
end $$;

-- The file, from what was frozen: the same bytes whenever it is asked for.
create function assistance.payment_bytes(of_plan uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select 'number,payee,channel,account,amount,currency' || E'\r\n' || coalesce(string_agg(
    p.number || ',"' || replace(p.payee_name, '"', '""') || '",' || p.channel || ',"' || p.account || '",' || trim_scale(p.amount) || ',' || x.currency || E'\r\n',
    '' order by p.number), '')
  from assistance.payment p join assistance.plan x on x.id = p.plan where p.plan = of_plan
$$;

-- Freezes the payments of a list: who has collected is not paid, nor who is in another file that may still be paid. Whoever is under a restriction is in
-- no file: those in their group give.
create function assistance.plan_payments(new_id uuid, of_cycle uuid, money text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c assistance.cycle;
  file text := 'PF-' || upper(right(replace(new_id::text, '-', ''), 8));
begin
  select x.* into c from assistance.cycle x where x.id = of_cycle for update;
  if c.id is null or not auth.may('assistance', 'change', 'personal', c.office_id, c.owner_id, c.id, c.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if c.state not in ('frozen', 'distributing') then return 'not-frozen'; end if;
  if exists (select from assistance.list_entry l, jsonb_array_elements(l.items) i where l.cycle = c.id and i ->> 'measure' <> 'currency') then return 'not-cash'; end if;
  insert into assistance.plan (id, office_id, cycle, number, currency, payments, total, without_account, sha256, made_by)
  values (new_id, c.office_id, c.id, file, money, 0, 0, 0, '-', auth.staff());
  with due as (
    select l.*, a.channel, a.account, (select sum((i ->> 'quantity')::numeric) from jsonb_array_elements(l.items) i) as amount
    from assistance.list_entry l
    cross join lateral (select y.channel, y.account from assistance.account y where y.family = l.family order by y.told_at desc, y.id desc limit 1) a
    where l.cycle = c.id and l.collector is not null and l.restriction_group is null
      and not exists (select from assistance.collection k where k.entry = l.id::text and k.annulled_by is null)
      and not exists (select from assistance.payment p where p.entry = l.id and p.outcome is distinct from 'failed'))
  insert into assistance.payment (id, plan, entry, office_id, restriction_group, family_number, payee, number, payee_name, channel, account, amount)
  select gen_random_uuid(), new_id, d.id, d.office_id, d.restriction_group, d.number, d.collector,
    file || '-' || lpad((row_number() over (order by d.number))::text, 6, '0'), i.display_name, d.channel, d.account, d.amount
  from due d join registration.individual i on i.id = d.collector;
  update assistance.plan x set payments = (select count(*) from assistance.payment p where p.plan = new_id),
    total = (select coalesce(sum(p.amount), 0) from assistance.payment p where p.plan = new_id),
    without_account = (select count(*) from assistance.list_entry l where l.cycle = c.id and l.restriction_group is null
      and not exists (select from assistance.account a where a.family = l.family)),
    sha256 = encode(sha256(convert_to(assistance.payment_bytes(new_id), 'UTF8')), 'hex')
  where x.id = new_id;
  return case when exists (select from assistance.payment p where p.plan = new_id) then 'made' else 'nobody' end;
end $$;

-- The plan, if the asker may do this with it.
create function assistance.plan_for(of_plan uuid, what text, how text) returns assistance.plan
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  x assistance.plan;
begin
  select y.* into x from assistance.plan y where y.id = of_plan for update;
  if x.id is null or not auth.may('assistance', 'read', 'personal', x.office_id, x.owner_id, x.id, x.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if not auth.may('assistance', what, how, x.office_id, x.owner_id, x.id, x.restriction_group) then
    raise exception using errcode = '42501', message = 'not yours to do';
  end if;
  return x;
end $$;

-- Another one approves the file, or it is refused: its families can then be paid by another. Nobody in it may be under a restriction by then.
create function assistance.decide_payments(of_plan uuid, what text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  x assistance.plan := assistance.plan_for(of_plan, 'approve', 'personal');
begin
  if what = 'approved' and x.made_by = auth.staff() then raise exception using errcode = '42501', message = 'another one approves'; end if;
  if x.decision is not null then return false; end if;
  if what = 'approved' and exists (select from assistance.payment p where p.plan = x.id and p.restriction_group is not null) then return false; end if;
  update assistance.plan y set decision = what, decided_by = auth.staff() where y.id = x.id;
  if what = 'refused' then
    update assistance.payment p set outcome = 'failed', reason = 'refused', on_day = cases.now()::date where p.plan = x.id;
  end if;
  return true;
end $$;

create function assistance.payment_file(of_plan uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  x assistance.plan := assistance.plan_for(of_plan, 'read', 'protected');
  body text := assistance.payment_bytes(of_plan);
begin
  -- never another file than was approved: it is refused where somebody in it was erased, or is under a restriction since
  if x.decision is distinct from 'approved' or encode(sha256(convert_to(body, 'UTF8')), 'hex') <> x.sha256 or exists (
    select from assistance.payment p where p.plan = x.id and p.restriction_group is not null and p.restriction_group <> all (auth.groups())) then
    return null;
  end if;
  return body;
end $$;

-- Takes an answer file in: lines [{number, outcome, reason, day, amount}]. The same bytes again add nothing, and so does a line that says what is known.
create function assistance.take_answer(new_id uuid, of_plan uuid, digest text, lines jsonb, moment timestamptz)
returns table (said text, paid int, failed int, questions int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  x assistance.plan := assistance.plan_for(of_plan, 'change', 'personal');
  l record;
  p assistance.payment;
  first uuid;
  problem text;
begin
  paid := 0; failed := 0; questions := 0;
  if x.decision is distinct from 'approved' then said := 'not-approved'; return next; return; end if;
  insert into assistance.answer (id, plan, sha256, lines, written_by, written_at)
  values (new_id, x.id, digest, jsonb_array_length(take_answer.lines), auth.staff(), moment) on conflict do nothing;
  if not found then said := 'before'; return next; return; end if;
  said := 'taken';
  for l in select e.n, e.line ->> 'number' as number, e.line ->> 'outcome' as outcome, e.line ->> 'reason' as reason, (e.line ->> 'day')::date as day,
      (e.line ->> 'amount')::numeric as amount, e.line from jsonb_array_elements(take_answer.lines) with ordinality e (line, n) loop
    problem := null;
    select y.* into p from assistance.payment y where y.plan = x.id and y.number = l.number for update;
    if p.id is null then problem := 'no-such-number';
    elsif l.amount is not null and l.amount <> p.amount then problem := 'other-amount';
    elsif p.outcome is not null and p.outcome <> l.outcome then problem := 'other-outcome';
    elsif p.outcome is null then
      update assistance.payment y set outcome = l.outcome, reason = l.reason, on_day = l.day where y.id = p.id;
      if l.outcome = 'failed' then failed := failed + 1; else
        paid := paid + 1;
        perform from assistance.list_entry e where e.id = p.entry for update;
        first := null;
        select k.id into first from assistance.collection k where k.entry = p.entry::text and k.annulled_by is null and k.double_of is null;
        insert into assistance.collection
          (id, office_id, restriction_group, cycle, entry, family_number, collector, taken_by, verified, partial, given_at, double_of)
        values (p.id, p.office_id, p.restriction_group, x.cycle, p.entry, p.family_number, p.payee, 'collector', 'number', false, l.day + time '12:00', first);
        insert into assistance.given (id, parent_id, item, measure, quantity)
        select gen_random_uuid(), p.id, i ->> 'item', 'currency', (i ->> 'quantity')::numeric
        from assistance.list_entry e, jsonb_array_elements(e.items) i where e.id = p.entry;
        if first is not null then problem := 'collected-too'; end if;
      end if;
    end if;
    if problem is not null then
      questions := questions + 1;
      insert into assistance.question (id, plan, answer, line, number, problem, said)
      values (gen_random_uuid(), x.id, new_id, l.n, l.number, problem, l.line);
    end if;
  end loop;
  update assistance.plan y set paid = y.paid + take_answer.paid, failed = y.failed + take_answer.failed, questions = y.questions + take_answer.questions
  where y.id = x.id;
  return next;
end $$;

-- What waits for a person, for who reads the plan.
create function assistance.questions_of(of_plan uuid)
returns table (id uuid, number text, problem text, said jsonb, family_number text, due numeric, known text, settled boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  x assistance.plan := assistance.plan_for(of_plan, 'read', 'personal');
begin
  return query select q.id, q.number, q.problem, q.said, p.family_number, p.amount, p.outcome, q.settled_by is not null
    from assistance.question q left join assistance.payment p on p.number = q.number and p.plan = x.id
      and (p.restriction_group is null or p.restriction_group = any (auth.groups()))
    where q.plan = x.id order by q.settled_by is not null, q.number, q.line;
end $$;

create function assistance.settle_question(of_question uuid, because text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  q assistance.question;
begin
  select y.* into q from assistance.question y where y.id = of_question for update;
  if q.id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  perform assistance.plan_for(q.plan, 'approve', 'personal');
  if q.settled_by is not null then return false; end if;
  update assistance.question y set settled_by = auth.staff(), settled_because = because where y.id = q.id;
  update assistance.plan y set questions = y.questions - 1 where y.id = q.plan;
  return true;
end $$;

revoke execute on function assistance.tell_account(uuid, text, text, text, timestamptz), assistance.payment_bytes(uuid),
  assistance.plan_payments(uuid, uuid, text), assistance.plan_for(uuid, text, text), assistance.decide_payments(uuid, text), assistance.payment_file(uuid),
  assistance.take_answer(uuid, uuid, text, jsonb, timestamptz), assistance.questions_of(uuid), assistance.settle_question(uuid, text),
  assistance.follow_entry(), assistance.erase_payee() from public;
grant execute on function assistance.tell_account(uuid, text, text, text, timestamptz), assistance.plan_payments(uuid, uuid, text),
  assistance.decide_payments(uuid, text), assistance.payment_file(uuid), assistance.take_answer(uuid, uuid, text, jsonb, timestamptz),
  assistance.questions_of(uuid), assistance.settle_question(uuid, text) to nansen_app;
