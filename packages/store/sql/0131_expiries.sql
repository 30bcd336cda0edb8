-- What somebody holds and is about to end reaches the open cases they are in, as each module's definition says of the happening (`events`): a task with
-- whoever works on the case. Which rows end, and how long before it is told, is data.
create table cases.expiry_rule (
  happening text primary key check (happening ~ '^[a-z_]+\.[a-z0-9-]+$'),
  source text not null check (source ~ '^[a-z_]+\.[a-z_]+$'),
  -- Columns of the source: whose it is, and its last day, as far as it is known.
  person text not null,
  day text not null,
  fitting jsonb not null default '{}',
  -- Rows of another table that end it before: table and column.
  ended_by text check (ended_by ~ '^[a-z_]+\.[a-z_]+$'),
  ended_row text,
  before_days int not null check (before_days between 1 and 400),
  active boolean not null default true,
  check ((ended_by is null) = (ended_row is null))
);
insert into cases.expiry_rule (happening, source, person, day, fitting, ended_by, ended_row, before_days) values
  ('registration.document-expires', 'registration.document_held', 'parent_id', 'expires_on', '{"status": ["valid", null]}', null, null, 90),
  ('registration.paper-expires', 'registration.issued_document', 'parent_id', 'expires_on', '{}', 'registration.paper_end', 'paper', 60);
-- Told once of a row, its day and a case: a new day is told anew, and so is a case that began since.
create table cases.expiry_told (
  row_id uuid not null,
  day date not null,
  case_id uuid not null,
  primary key (row_id, case_id, day)
);
create index on cases.expiry_told (case_id);
create table cases.expiry_looked (day date primary key);
do $$
declare t text;
begin
  foreach t in array '{expiry_rule,expiry_told,expiry_looked}'::text[] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
    execute format('create policy keeper on cases.%I to nansen_migrator using (true) with check (true)', t);
  end loop;
end $$;

-- The last day that is meant by what is known of one.
create function cases.last_day(known text) returns date
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case length(known) when 4 then make_date(known::int, 12, 31)
    when 7 then ((known || '-01')::date + interval '1 month' - interval '1 day')::date else known::date end
$$;

-- What ends soon, of the people of these cases, as SQL that answers (row_id, individual, day): `$1` the module, `$2` the last day that is soon.
create function cases.ending_sql(r cases.expiry_rule) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select format('select d.id as row_id, d.%I as individual, cases.last_day(d.%I::text) as day
      from cases.person_in p join %s d on d.%I = p.individual
      where p.module = $1 and p.present and d.%I is not null and d.withdrawn_at is null and cases.last_day(d.%I::text) <= $2
        and cases.fits(to_jsonb(d), %L)', r.person, r.day, r.source::regclass, r.person, r.day, r.day, r.fitting)
    || case when r.ended_by is null then '' else format(' and not exists (select from %s e where e.%I = d.id)', r.ended_by::regclass, r.ended_row) end
$$;

-- The duty, once a day: tells of what ends soon, or ended within the last month, and takes back what was told of papers that were renewed since. Returns
-- how many tasks were put or taken back.
create function cases.tell_expiries(today date) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  r cases.expiry_rule;
  one record;
  rule jsonb;
  touched int := 0;
  back int;
begin
  perform pg_advisory_xact_lock(hashtext('nansen expiries')); -- one server tells
  if exists (select from cases.expiry_looked l where l.day >= today) then return 0; end if;
  for m in select x.name, x.definition as d from cases.module x order by x.name loop
    for r in select x.* from cases.expiry_rule x where x.active and m.d -> 'events' ? x.happening order by x.happening loop
      continue when to_regclass(r.source) is null;
      for one in execute format('select distinct on (c.id, s.row_id) s.row_id, s.individual, s.day, p.role, to_jsonb(c) as given
          from (%s) s join cases.person_in p on p.individual = s.individual and p.module = $1 and p.present
          join %I.%I c on c.id = p.case_id
          where s.day >= $3 and not $4 ? c.state and not exists (
            select from cases.expiry_told t where (t.row_id, t.case_id, t.day) = (s.row_id, c.id, s.day))
          order by c.id, s.row_id, p.role', cases.ending_sql(r), m.name, m.d ->> 'record')
        using m.name, today + r.before_days, today - 30, m.d -> 'closed'
      loop
        insert into cases.expiry_told values (one.row_id, one.day, (one.given ->> 'id')::uuid);
        for rule in select e from jsonb_array_elements(m.d -> 'events' -> r.happening) e loop
          continue when rule -> 'roles' is not null and not rule -> 'roles' ? one.role
            or rule -> 'in' is not null and not rule -> 'in' ? (one.given ->> 'state');
          perform cases.bring_about(m.name, m.d, rule, one.given, one.individual, r.happening, one.day);
          touched := touched + 1;
        end loop;
      end loop;
      execute format('update %I.task t set status = ''withdrawn'' where t.status = ''open'' and t.cause = ''event'' and t.because = $3
        and t.about not in (select s.individual from (%s) s)', m.name, cases.ending_sql(r)) using m.name, today + r.before_days, r.happening;
      get diagnostics back = row_count;
      touched := touched + back;
    end loop;
  end loop;
  insert into cases.expiry_looked values (today);
  delete from cases.expiry_looked l where l.day < today - 30;
  return touched;
end $$;

-- As before; with what was told of it.
create or replace function cases.forget() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update change.entry c set set = null, ct = null, salt = null
  where c.module = 'cases' and c.record = 'alert' and c.salt is not null
    and c.row_id in (select a.id from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id);
  delete from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id;
  delete from cases.left_behind b where b.module = tg_argv[0] and b.case_id = old.id;
  delete from cases.rest r where r.module = tg_argv[0] and r.case_id = old.id;
  delete from cases.expiry_told t where t.case_id = old.id;
  return null;
end $$;

revoke execute on function cases.last_day(text), cases.ending_sql(cases.expiry_rule), cases.tell_expiries(date) from public;
grant execute on function cases.tell_expiries(date) to nansen_sync;
