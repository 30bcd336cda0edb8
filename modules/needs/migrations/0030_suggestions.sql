-- What may be needed, by what is already written down. It is worked out each time somebody looks; only what was answered is kept.

create table needs.suggestion (
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
  individual uuid not null,
  rule text not null,
  need text not null,
  answer text not null check (answer in ('taken-up', 'dismissed')),
  because text check (char_length(because) between 1 and 2000),
  answered_on date not null,
  case_of_it uuid
);
create index on needs.suggestion (office_id, id);
create index on needs.suggestion (owner_id, id) where owner_id is not null;
create index on needs.suggestion (individual);
create index on needs.suggestion (case_of_it);
alter table needs.suggestion enable row level security;
alter table needs.suggestion force row level security;
create policy keeper on needs.suggestion to nansen_migrator using (true) with check (true);
create policy restricted on needs.suggestion as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.suggestion for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.suggestion for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on needs.suggestion for each row execute function store.stamp();
create trigger c_codes before insert or update on needs.suggestion for each row execute function ref.check_codes('rule', 'need_suggestion', 'need', 'need');
create trigger z_log after insert or update or delete on needs.suggestion for each row execute function change.log('needs', 'suggestion', 'open');
grant select, insert on needs.suggestion to nansen_app;
create function needs.suggestion_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.suggestion r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.suggestion_known(uuid[]) from public;
grant execute on function needs.suggestion_known(uuid[]) to nansen_app;
alter table needs.suggestion add foreign key (individual) references registration.individual on delete restrict;
alter table needs.suggestion add foreign key (case_of_it) references needs.need on delete set null;
create trigger d_references before insert or update on needs.suggestion for each row execute function store.check_references('individual', 'registration.individual_known', 'case_of_it', 'needs.need_known');
create policy out_of_sight_individual on needs.suggestion as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));
alter table needs.suggestion add check (answer <> 'dismissed' or because is not null);
create unique index on needs.suggestion (individual, rule, answered_on); -- two who answer at one moment

-- The age that somebody surely is by today; who may still be a child is one.
create function needs.age_at(born text, today date) returns int
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select extract(year from age(today::timestamp, (case length(born)
    when 4 then make_date(born::int, 12, 31)
    when 7 then ((born || '-01')::date + interval '1 month' - interval '1 day')::date
    else born::date end)::timestamp))::int
$$;

-- What other modules know of people and an assessor of needs may: by the function facts_for_needs(uuid[]) of their schema, where there is one. Each judges
-- itself what the asker may learn; neither module knows the other's tables.
create function needs.told_by_others(people uuid[]) returns table (individual uuid, facts jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  m text;
begin
  for m in select x.name from cases.module x where to_regprocedure(format('%I.facts_for_needs(uuid[])', x.name)) is not null order by 1 loop
    return query execute format('select f.individual, f.facts from %I.facts_for_needs($1) f', m) using people;
  end loop;
end $$;

-- What is written down of each of these people, as far as the asker may read it: by this the rules of the list need_suggestion judge.
create function needs.facts(people uuid[], today date) returns table (individual uuid, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with one as (
    select i.id, i.marital_status, needs.age_at(i.born, today) as age, m.parent_id as grp, m.relationship, m.focal_point
    from registration.individual i
    left join registration.membership m on m.individual = i.id and m.member_to is null and m.withdrawn_at is null
    where i.id = any (people) and i.process_status in ('active', 'hold')),
  beside as (
    select one.id, count(*)::int as others, count(*) filter (where coalesce(o.age, 18) >= 18)::int as other_adults,
      count(*) filter (where o.age < 18)::int as children, count(*) filter (where o.age < 5)::int as small_children,
      count(*) filter (where o.age < 18 and o.own)::int as own_children, count(*) filter (where o.age < 5 and o.own)::int as own_small_children
    from one join lateral (
      select needs.age_at(i.born, today) as age, m.relationship in ('SON', 'DAU')
        and one.relationship in ('PA', 'HR1', 'HR2', 'HUS', 'WIF', 'CLH', 'CLW', 'PTM', 'PTF') as own
      from registration.membership m join registration.individual i on i.id = m.individual
      where m.parent_id = one.grp and m.individual <> one.id and m.member_to is null and m.withdrawn_at is null
        and i.process_status in ('active', 'hold')) o on true
    group by one.id),
  school as (
    select distinct on (e.parent_id) e.parent_id as id, e.attending from registration.education e
    where e.parent_id = any (people) and e.withdrawn_at is null and e.attending is not null order by e.parent_id, e.id desc),
  told as (
    select t.individual as id, jsonb_object_agg(f.key, f.value) as facts from needs.told_by_others(people) t, jsonb_each(t.facts) f group by 1)
  select one.id, jsonb_strip_nulls(jsonb_build_object('age', one.age, 'focal_point', one.focal_point,
      'married', one.marital_status in ('MA', 'CL', 'PT'), 'at_school', school.attending,
      'relation', case when one.relationship in ('NRM', 'NRF') then 'stranger' when one.relationship in ('FCM', 'FCF') then 'foster'
        when one.relationship in ('SBM', 'SBF', 'HAB', 'HAS', 'SPB', 'SPS', 'GCM', 'GCF', 'NEP', 'NCE', 'COM', 'COF', 'ORM', 'ORF') then 'relative' end,
      'others', case when one.grp is not null then coalesce(beside.others, 0) end,
      'other_adults', case when one.grp is not null then coalesce(beside.other_adults, 0) end,
      'children', coalesce(beside.children, 0), 'small_children', coalesce(beside.small_children, 0),
      'own_children', coalesce(beside.own_children, 0), 'own_small_children', coalesce(beside.own_small_children, 0)))
    || coalesce(told.facts, '{}')
  from one left join beside on beside.id = one.id left join school on school.id = one.id left join told on told.id = one.id
$$;

-- Whether all that a rule asks holds: age_below, others_most, children_least, married_is. A fact that nobody wrote down holds nothing.
create function needs.holds(rule jsonb, facts jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(bool_and(coalesce(case substring(r.key from '_([a-z]+)$')
    when 'below' then (facts ->> left(r.key, -6))::numeric < r.value::numeric
    when 'least' then (facts ->> left(r.key, -6))::numeric >= r.value::numeric
    when 'most' then (facts ->> left(r.key, -5))::numeric <= r.value::numeric
    when 'is' then facts ->> left(r.key, -3) = r.value end, false)), false)
  from jsonb_each_text(rule) r where r.key not in ('need', 'unless', 'confidential')
$$;

-- Whether a need of the kind is known already, or the suggestion was answered within a year: for who assesses needs where the person is.
create function needs.is_settled(individual uuid, rule text, unless text, today date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not exists (select from registration.individual i where i.id = is_settled.individual and i.office_id = any (auth.reach('needs', 'create', 'personal')))
    or exists (select from needs.suggestion s where s.individual = is_settled.individual and s.rule = is_settled.rule and s.answered_on > today - 365)
    or exists (select from needs.need n where n.subject = is_settled.individual and n.need like unless || '%' and n.state <> 'lapsed')
$$;

-- What may be needed by these people: a code of the list, the need, and the facts that it follows from. Nothing is written.
create function needs.suggested(people uuid[], today date) returns table (individual uuid, office_id uuid, rule text, need text, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select f.individual, i.office_id, c.code, c.external ->> 'need', f.facts
  from needs.facts(people, today) f
  join registration.individual i on i.id = f.individual and i.office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
  join ref.code c on c.list = 'need_suggestion' and c.valid_to is null and needs.holds(c.external, f.facts)
  where not needs.is_settled(f.individual, c.code, coalesce(c.external ->> 'unless', c.external ->> 'need'), today)
$$;
revoke execute on function needs.age_at(text, date), needs.told_by_others(uuid[]), needs.facts(uuid[], date), needs.holds(jsonb, jsonb),
  needs.is_settled(uuid, text, text, date), needs.suggested(uuid[], date) from public;
grant execute on function needs.age_at(text, date), needs.told_by_others(uuid[]), needs.facts(uuid[], date), needs.holds(jsonb, jsonb),
  needs.is_settled(uuid, text, text, date), needs.suggested(uuid[], date) to nansen_app;
