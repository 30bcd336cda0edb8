-- What was said in a word (years of school, an occupation, names of languages) is where the record at length begins. The short answers stay as
-- they were given; nothing is lost and nothing is asked twice.

-- ISCED 2011 by the years of school that most systems have (6 primary, 3 lower and 3 upper secondary). Countries differ, and technical
-- schools most of all: whoever knows better says so on the row.
create function registration.isced_of(grade text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case
    when grade in ('KG', '1', '2', '3', '4', '5') then '0'
    when grade in ('6', '7', '8') then '1'
    when grade in ('9', '10', '11') then '2'
    when grade in ('12', '13', '14', 'TC') then '3'
    when grade = 'UG' then '6'
    when grade = 'PG' then '7' end
$$;
revoke execute on function registration.isced_of(text) from public;
grant execute on function registration.isced_of(text) to nansen_app;

create function registration.fill_isced() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.isced is null then new.isced := registration.isced_of(new.grade);
  elsif tg_op = 'UPDATE' and new.grade is distinct from old.grade and new.isced is not distinct from registration.isced_of(old.grade) then
    new.isced := registration.isced_of(new.grade);
  end if;
  return new;
end $$;
create trigger b_isced before insert or update of grade, isced on registration.education
  for each row execute function registration.fill_isced();

-- Occupations that are none: they say that there is no work to tell of.
create function registration.is_work(occupation text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select occupation ~ '^[0-9]'
$$;

-- A short answer begins the record at length, and its correction corrects that record as long as nobody added to it.
create function registration.begin_at_length() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before_grade text := case tg_op when 'UPDATE' then old.education_level end;
  before_work text := case tg_op when 'UPDATE' then old.occupation end;
  before_said text := case tg_op when 'UPDATE' then old.occupation_as_said end;
  before_tongues text[] := case tg_op when 'UPDATE' then old.languages end;
begin
  if new.education_level is distinct from before_grade and new.education_level <> 'U' then
    update registration.education e set grade = new.education_level
    where e.root_id = new.id and e.withdrawn_at is null and e.grade = before_grade and e.school is null and e.subject is null
      and e.studied_from is null and e.studied_to is null;
    if not found and not exists (select from registration.education e where e.root_id = new.id and e.withdrawn_at is null
      and (e.grade = new.education_level or tg_op = 'INSERT')) then
      insert into registration.education (id, parent_id, root_id, grade) values (gen_random_uuid(), new.id, new.id, new.education_level);
    end if;
  end if;
  if registration.is_work(new.occupation)
    and (new.occupation is distinct from before_work or new.occupation_as_said is distinct from before_said) then
    update registration.work w set occupation = new.occupation, as_said = new.occupation_as_said
    where w.root_id = new.id and w.withdrawn_at is null and w.occupation = before_work and w.as_said is not distinct from before_said
      and w.employer is null and w.worked_from is null and w.worked_to is null;
    if not found and not exists (select from registration.work w where w.root_id = new.id and w.withdrawn_at is null
      and (w.occupation = new.occupation or tg_op = 'INSERT')) then
      insert into registration.work (id, parent_id, root_id, occupation, as_said)
      values (gen_random_uuid(), new.id, new.id, new.occupation, new.occupation_as_said);
    end if;
  end if;
  if new.languages is distinct from before_tongues then
    update registration.language_ability l set withdrawn_at = now()
    where l.root_id = new.id and l.withdrawn_at is null and l.language = any (before_tongues)
      and l.language <> all (coalesce(new.languages, '{}'))
      and coalesce(l.speaks, l.understands, l.reads, l.writes, l.mother_tongue::text) is null;
    insert into registration.language_ability (id, parent_id, root_id, language)
    select gen_random_uuid(), new.id, new.id, tongue from unnest(new.languages) tongue
    where not exists (select from registration.language_ability l
      where l.root_id = new.id and l.withdrawn_at is null and l.language = tongue);
  end if;
  return null;
end $$;
revoke execute on function registration.fill_isced(), registration.is_work(text), registration.begin_at_length() from public;

-- What a database of before holds. It was all written down and audited when it was said: this adds no act of anybody's.
alter table registration.language_ability disable trigger user;
alter table registration.education disable trigger user;
alter table registration.work disable trigger user;
insert into registration.language_ability (id, parent_id, root_id, office_id, owner_id, restriction_group, created_at, created_by,
  changed_at, changed_by, language)
select gen_random_uuid(), i.id, i.id, i.office_id, i.owner_id, i.restriction_group, i.created_at, i.created_by, i.created_at, i.created_by, tongue
from registration.individual i cross join lateral (select distinct unnest(i.languages) as tongue) said;
insert into registration.education (id, parent_id, root_id, office_id, owner_id, restriction_group, created_at, created_by,
  changed_at, changed_by, grade, isced)
select gen_random_uuid(), i.id, i.id, i.office_id, i.owner_id, i.restriction_group, i.created_at, i.created_by, i.created_at, i.created_by,
  i.education_level, registration.isced_of(i.education_level)
from registration.individual i where i.education_level <> 'U';
insert into registration.work (id, parent_id, root_id, office_id, owner_id, restriction_group, created_at, created_by,
  changed_at, changed_by, occupation, as_said)
select gen_random_uuid(), i.id, i.id, i.office_id, i.owner_id, i.restriction_group, i.created_at, i.created_by, i.created_at, i.created_by,
  i.occupation, i.occupation_as_said
from registration.individual i where registration.is_work(i.occupation);
alter table registration.language_ability enable trigger user;
alter table registration.education enable trigger user;
alter table registration.work enable trigger user;

-- Only now: the rows that were there are told by the three statements above. Judged at the end of the transaction, when what the same form
-- told at length stands there already.
create constraint trigger y_begin_at_length after insert or update of education_level, occupation, occupation_as_said, languages
  on registration.individual deferrable initially deferred for each row execute function registration.begin_at_length();
