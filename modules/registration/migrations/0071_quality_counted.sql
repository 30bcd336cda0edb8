-- The figures of quality are kept, not counted anew over everybody each time they are looked at; and whoever changed last is judged first.

-- Added to by whoever changes what is counted, so that no change waits for another; the duty folds the parts together. A figure is the sum of its rows.
create table registration.quality_count (
  id bigint generated always as identity primary key,
  office_id uuid not null references auth.office,
  restriction_group uuid references auth.restriction_group,
  level text not null,
  people bigint not null,
  asked bigint not null,
  answered bigint not null
);
create table registration.finding_count (
  id bigint generated always as identity primary key,
  office_id uuid not null references auth.office,
  restriction_group uuid references auth.restriction_group,
  rule text not null,
  severity text not null,
  people bigint not null
);
do $$
declare
  told text;
begin
  foreach told in array array['quality_count', 'finding_count'] loop
    execute format('alter table registration.%I enable row level security', told);
    execute format('alter table registration.%I force row level security', told);
    execute format('create policy keeper on registration.%I to nansen_migrator using (true) with check (true)', told);
    execute format('create policy restricted on registration.%I as restrictive to nansen_app using (
      restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]))', told);
    -- of whole offices: whoever reaches single people there only counts those themselves
    execute format('create policy read on registration.%I for select to nansen_app using (
      office_id = any ((select auth.reach(''registration'', ''read'', ''personal''))::uuid[]))', told);
    execute format('grant select on registration.%I to nansen_app', told);
  end loop;
end $$;

insert into registration.quality_count (office_id, restriction_group, level, people, asked, answered)
select q.office_id, q.restriction_group, q.level, count(*), sum(q.asked), sum(q.answered) from registration.quality q group by 1, 2, 3;
insert into registration.finding_count (office_id, restriction_group, rule, severity, people)
select f.office_id, f.restriction_group, f.rule, f.severity, count(*) from registration.quality_finding f where not f.confirmed group by 1, 2, 3, 4;

create function registration.count_quality() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into registration.quality_count (office_id, restriction_group, level, people, asked, answered)
    select g.office_id, g.restriction_group, g.level, -count(*), -sum(g.asked), -sum(g.answered) from gone g group by 1, 2, 3;
  end if;
  if tg_op <> 'DELETE' then
    insert into registration.quality_count (office_id, restriction_group, level, people, asked, answered)
    select c.office_id, c.restriction_group, c.level, count(*), sum(c.asked), sum(c.answered) from come c group by 1, 2, 3;
  end if;
  return null;
end $$;
create function registration.count_findings() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into registration.finding_count (office_id, restriction_group, rule, severity, people)
    select g.office_id, g.restriction_group, g.rule, g.severity, -count(*) from gone g where not g.confirmed group by 1, 2, 3, 4;
  end if;
  if tg_op <> 'DELETE' then
    insert into registration.finding_count (office_id, restriction_group, rule, severity, people)
    select c.office_id, c.restriction_group, c.rule, c.severity, count(*) from come c where not c.confirmed group by 1, 2, 3, 4;
  end if;
  return null;
end $$;
do $$
declare
  counted text[];
begin
  foreach counted slice 1 in array array[['quality', 'count_quality'], ['quality_finding', 'count_findings']] loop
    execute format('create trigger x_count_insert after insert on registration.%I referencing new table as come
      for each statement execute function registration.%I()', counted[1], counted[2]);
    execute format('create trigger x_count_update after update on registration.%I referencing old table as gone new table as come
      for each statement execute function registration.%I()', counted[1], counted[2]);
    execute format('create trigger x_count_delete after delete on registration.%I referencing old table as gone
      for each statement execute function registration.%I()', counted[1], counted[2]);
  end loop;
end $$;

-- Makes one row of the many that say the same, once there are more than `most`. What others add meanwhile stays beside it.
create function registration.quality_fold(most int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select count(*) from (select from registration.quality_count limit most + 1) c) > most then
    with parts as (delete from registration.quality_count returning *)
    insert into registration.quality_count (office_id, restriction_group, level, people, asked, answered)
    select p.office_id, p.restriction_group, p.level, sum(p.people), sum(p.asked), sum(p.answered) from parts p group by 1, 2, 3
    having sum(p.people) <> 0 or sum(p.asked) <> 0 or sum(p.answered) <> 0;
  end if;
  if (select count(*) from (select from registration.finding_count limit most + 1) c) > most then
    with parts as (delete from registration.finding_count returning *)
    insert into registration.finding_count (office_id, restriction_group, rule, severity, people)
    select p.office_id, p.restriction_group, p.rule, p.severity, sum(p.people) from parts p group by 1, 2, 3, 4 having sum(p.people) <> 0;
  end if;
end $$;

-- As before, those who were noted last first: after a large load or with new rules a million wait, and a desk wants to see what it just changed.
create or replace function registration.quality_next(most int, today date) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  noted uuid[];
begin
  with taken as (
    delete from registration.quality_due d
    where d.id in (select w.id from registration.quality_due w order by w.id desc limit most for update skip locked)
    returning d.root_id
  )
  select array_agg(distinct t.root_id) into noted from taken t;
  if noted is null then
    select array_agg(o.root_id) into noted
    from (select q.root_id from registration.quality q where q.judged_on < today - 30 order by q.judged_on limit most) o;
  end if;
  return query
    select n.id from unnest(noted) n(id)
    union
    select other.individual
    from registration.membership mine
    join registration.membership other on other.parent_id = mine.parent_id and other.member_to is null and other.withdrawn_at is null
    where mine.individual = any (noted);
end $$;

revoke execute on function registration.count_quality(), registration.count_findings(), registration.quality_fold(int) from public;
grant execute on function registration.quality_fold(int) to nansen_sync;
