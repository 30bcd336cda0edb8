-- What the definition cannot say: which aim belongs to which strand, when a permit is to be renewed, and that who leaves or becomes a citizen is no
-- longer counted here. domain.md 13.
alter table integration.file
  add constraint aim_of_strand check (aim = any (case strand
    when 'legal' then '{residence-permit,travel-document,permanent-residence,naturalisation,civil-papers}'::text[]
    when 'economic' then '{work-permit,own-business,land-to-farm,bank-account,licence,diploma-recognised}'
    when 'social' then '{language,school,housing,community-life}'
    else '{family-reunification,humanitarian-visa,labour-mobility,private-sponsorship,education-abroad}' end)),
  add check (valid_until >= valid_from), add check (decided_on >= applied_on), add check (naturalised_on >= decided_on),
  -- who left is said to have left, and nobody else
  add check ((closed_because = 'departed') is not true or departed_on is not null);

create function integration.keep_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.renew_from := case when new.state in ('granted', 'renewed') and new.valid_until is not null
    then (new.valid_until - interval '2 months')::date end;
  new.going := case when new.strand = 'pathway' and new.state in ('granted', 'renewed') then 'yes' end;
  if tg_op = 'UPDATE' and new.state <> old.state then
    if new.state = 'naturalised' then
      new.closed_because := 'naturalised';
    elsif new.state = 'closed' and old.state in ('granted', 'renewed') and new.departed_on is not null and new.strand = 'pathway' then
      new.closed_because := 'departed';
    elsif new.state = 'closed' then
      new.closed_because := coalesce(new.closed_because, 'left');
    elsif old.state = 'closed' then
      new.closed_because := null; new.closed_by := null; new.granted_by := null; new.confirmed_by := null; new.departed_on := null;
    end if;
  end if;
  return new;
end $$;
create trigger c_keep before insert or update on integration.file for each row execute function integration.keep_file();

-- A departure by a pathway is confirmed by a second person: whoever merely closes a case says nothing of the kind.
create function integration.judge_leaving() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.may('integration', 'approve', 'personal', old.office_id, old.owner_id, old.id, old.restriction_group) or old.granted_by = auth.staff() then
    raise exception using errcode = '42501', message = 'a second person confirms that somebody left', column = 'departed_on';
  end if;
  if old.state not in ('granted', 'renewed') or cases.blocks('integration', 'depart', to_jsonb(new)) <> '[]' then
    raise exception using errcode = 'NR001', message = 'the case is not ready for this move';
  end if;
  return new;
end $$;
create trigger g_leaving before update of state on integration.file for each row
  when (new.state = 'closed' and old.state <> 'closed' and new.departed_on is not null and current_user = 'nansen_app') execute function integration.judge_leaving();

-- Who left is gone from registration by that pathway's name; who became a citizen is of no concern to it any more, and their record is closed.
create function integration.carry_out() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  people uuid[] := array(select m.individual from integration.member m where m.parent_id = new.id and m.until is null and m.withdrawn_at is null);
  one uuid;
begin
  if new.state = 'naturalised' then
    foreach one in array people loop
      perform registration.determine(one, 'not-of-concern', null, 'by-government-individually', new.naturalised_on, 'integration', new.id);
    end loop;
  else
    perform registration.gone(people, case new.aim
        when 'family-reunification' then 'family-reunification-departed'
        when 'education-abroad' then 'education-pathway'
        else new.aim end, new.departed_on, 'integration', new.id, new.number);
  end if;
  return null;
end $$;
create trigger z_carry_out after update of state on integration.file for each row
  when (new.state <> old.state and (new.state = 'naturalised' or new.state = 'closed' and new.closed_because = 'departed')) execute function integration.carry_out();

insert into data_protection.subject_record (module, record, about) values ('integration', 'file', 'subject'), ('integration', 'member', 'individual')
  on conflict do nothing;
insert into data_protection.erasure_rule (place, relation, about, act, why) values (162, 'integration.file', 'subject', 'destroy', 'own-case');

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'integration'::regnamespace and p.proname not like '%\_known'
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
